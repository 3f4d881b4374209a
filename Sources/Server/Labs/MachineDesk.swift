import EventLoop
import HTTP
import Journal
import Lab
import Net
import Wire

/// Files of machines over HTTP on one loop, and links to pages that are served inside.
final class MachineDesk {
    private let rooms: LoopRooms
    private let house: House

    init(_ rooms: LoopRooms, of house: House) { (self.rooms, self.house) = (rooms, house) }

    /// The most bytes of a file that is put into a machine.
    static let uploadByteLimit = 8_388_608

    func respond(_ route: MachineRoute, of number: Int, in code: Substring, to exchange: HTTPExchange) {
        switch (route, exchange.request.method) {
        case (.files, .get): ask(.list, of: number, in: code, exchange)
        case (.file(let name), .get): get(name, of: number, in: code, exchange)
        case (.port(let port), .get): ask(.open(port: port), of: number, in: code, exchange)
        case (.file(let name), .put): put(name, of: number, in: code, exchange)
        case (.files, _), (.file, _), (.port, _): exchange.discardBody { exchange.respond(status: 405) }
        }
    }

    private func get(_ name: String, of number: Int, in code: Substring, _ exchange: HTTPExchange) {
        guard let share = share(of: Lab.Machine.fileByteLimit, number, code) else {
            return DeskAnswer(.busy).send(exchange)
        }
        ask(.get(name), of: number, in: code, holding: share, exchange)
    }

    // MARK: A file into a machine

    /// Before a byte is taken it is known that this person may, and that there is room for it.
    private func put(_ name: String, of number: Int, in code: Substring, _ exchange: HTTPExchange) {
        exchange.pauseBody()
        // A cookie counts only where the browser says that a page of ours asks.
        guard SameOrigin.holds(for: exchange.request), exchange.request.fields["Origin"] != nil else {
            return refuse(.anotherOrigin, exchange)
        }
        // Browsers know how long a file is.
        guard let length = exchange.request.fields["Content-Length"].flatMap({ Int($0) }),
            length <= Self.uploadByteLimit
        else { return refuse(.fileTooLarge, exchange) }
        ask(.mayPut, of: number, in: code, exchange) { [self] reply in
            guard case .done = reply else { return refuse(reply.refusal, exchange) }
            guard let share = share(of: length, number, code) else { return refuse(.busy, exchange) }
            exchange.collectBody(limit: length) { [self] bytes in
                ask(.put(name, bytes), of: number, in: code, holding: share, exchange)
            }
            exchange.resumeBody()
        }
    }

    private func share(of bytes: Int, _ number: Int, _ code: Substring) -> FileShare? {
        house.labs.totals.share(of: bytes, for: number, in: RoomCode.normalised(code) ?? "")
    }

    /// Answers while the body is still on its way: nothing more is read.
    private func refuse(_ refusal: DeskRefusal, _ exchange: HTTPExchange) {
        DeskAnswer(refusal, closing: exchange.hasBody).send(exchange)
    }

    // MARK: Asking

    private func ask(
        _ task: MachineRequest.Task, of number: Int, in code: Substring, holding share: FileShare? = nil,
        _ exchange: HTTPExchange
    ) {
        ask(task, of: number, in: code, exchange) { [self] reply in
            answer(reply, task, of: number, in: code, holding: share, exchange)
        }
    }

    private func ask(
        _ task: MachineRequest.Task, of number: Int, in code: Substring, _ exchange: HTTPExchange,
        then: @escaping (MachineReply) -> Void
    ) {
        guard isKnown(exchange, in: code) else { return then(.refused(.noSuchRoom)) }
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let request = MachineRequest(
            machine: ItemName(outbox: 0, counter: number), devices: devices(exchange, client), task: task)
        find(code) { [self] room in
            guard let room else { return then(.refused(.noSuchRoom)) }
            rooms.ask(request, in: room.id, then: then)
        }
    }

    private func answer(
        _ reply: MachineReply, _ task: MachineRequest.Task, of number: Int, in code: Substring,
        holding share: FileShare?, _ exchange: HTTPExchange
    ) {
        switch (reply, task) {
        case (.refused(let refusal), _): DeskAnswer(refusal).send(exchange)
        case (.files(let files), _): DeskAnswer(["files": files]).send(exchange)
        case (.bytes(let bytes), .get(let name)): send(bytes, as: name, holding: share, exchange)
        case (.opened(let who, let opening), .open(let port)):
            find(code) { [self] room in
                guard let room else { return DeskAnswer(.noSuchRoom).send(exchange) }
                let ticket = MachineTicket(
                    room: room.id, machine: number, port: port, who: who, opening: opening,
                    issued: ProcessResources.unixTime)
                send(to: ticket, exchange)
            }
        case (.done, _): DeskAnswer().send(exchange)
        case (.bytes, _), (.page, _), (.opened, _): exchange.respond(status: 500)
        }
    }

    private func send(to ticket: MachineTicket, _ exchange: HTTPExchange) {
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let address = PreviewPlace.address(
            ticket.text(house.labs.ticketKey), below: house.settings.previewHost, at: exchange.request.authority,
            isSecure: client.isSecure)
        exchange.respond(
            status: 303,
            fields: ["Location": address, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"])
    }

    /// What students made is kept, never shown: it is no page of this server's. `share` is held until the client has all but the last piece, or is
    /// gone.
    private func send(_ bytes: [UInt8], as name: String, holding share: FileShare?, _ exchange: HTTPExchange) {
        share?.shrink(to: bytes.count)
        let last = name.split(separator: "/").last.map(String.init) ?? "file"
        let head = HTTPResponseHead(
            status: 200,
            fields: [
                "Content-Type": "application/octet-stream", "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
                "Content-Disposition": "attachment; filename*=UTF-8''\(HTTPPercentCoding.encode(last))",
            ])
        exchange.begin(head, body: .length(bytes.count))
        FileAnswer(bytes, holding: share).write(to: exchange)
    }

    // MARK: Who asks

    /// Whether it is asked by somebody whom the room has let in: to others every code is none.
    private func isKnown(_ exchange: HTTPExchange, in code: Substring) -> Bool {
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        guard let code = RoomCode.normalised(code),
            let device = DeviceCookie.known(exchange.request, isSecure: client.isSecure)
        else { return false }
        return house.doors.knows(device, at: code)
    }

    /// Who may be asking: the device alone, or with the sign-in on it.
    private func devices(_ exchange: HTTPExchange, _ client: ClientAddress) -> [[UInt8]] {
        guard let device = DeviceCookie.known(exchange.request, isSecure: client.isSecure) else { return [] }
        let visitor = house.visitor(exchange.request, isSecure: client.isSecure)
        return [device] + (visitor.map { [SHA256.digest(device + Standing($0.account).identity.utf8)] } ?? [])
    }

    private func find(_ code: Substring, then: @escaping (JournalRoom?) -> Void) {
        guard let code = RoomCode.normalised(code) else { return then(nil) }
        if let room = house.knownRoom(code: code) { return then(room) }
        rooms.net.loop.offload({ [house] in house.room(code: code) }, then: then)
    }
}

extension MachineReply {
    /// Why not.
    fileprivate var refusal: DeskRefusal {
        switch self {
        case .refused(let refusal): refusal
        case .files, .bytes, .done, .opened, .page: .notAllowed
        }
    }
}
