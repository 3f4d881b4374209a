import EventLoop
import HTTP
import Journal
import Net
import Wire

/// Files of machines, and pages that are served inside them, over HTTP on one loop.
final class MachineDesk {
    private let rooms: LoopRooms
    private let house: House

    init(_ rooms: LoopRooms, of house: House) { (self.rooms, self.house) = (rooms, house) }

    /// The most bytes of a file that is put into a machine.
    static let uploadByteLimit = 8_388_608
    /// The most bytes of a request to a page, and of its answer.
    private static let pageRequestByteLimit = 1_048_576
    static let pageByteLimit = 8_388_608

    // MARK: For people of a room

    func respond(_ route: MachineRoute, of number: Int, in code: Substring, to exchange: HTTPExchange) {
        switch (route, exchange.request.method) {
        case (.files, .get): ask(.list, of: number, in: code, exchange)
        case (.file(let name), .get): ask(.get(name), of: number, in: code, exchange)
        case (.port(let port), .get): ask(.open(port: port), of: number, in: code, exchange)
        case (.file(let name), .put):
            // A cookie counts only where the browser says that a page of ours asks.
            guard SameOrigin.holds(for: exchange.request), exchange.request.fields["Origin"] != nil else {
                return DeskAnswer(.anotherOrigin).send(exchange)
            }
            // Before a byte is taken: whom no room has let in has nothing to put anywhere.
            guard isKnown(exchange, in: code) else { return DeskAnswer(.noSuchRoom).send(exchange) }
            exchange.collectBody(limit: MachineDesk.uploadByteLimit) { [self] bytes in
                ask(.put(name, bytes), of: number, in: code, exchange)
            }
        case (.files, _), (.file, _), (.port, _): exchange.discardBody { exchange.respond(status: 405) }
        }
    }

    private func ask(_ task: MachineRequest.Task, of number: Int, in code: Substring, _ exchange: HTTPExchange) {
        guard isKnown(exchange, in: code) else { return DeskAnswer(.noSuchRoom).send(exchange) }
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let request = MachineRequest(
            machine: ItemName(outbox: 0, counter: number), devices: devices(exchange, client), task: task)
        find(code) { [self] room in
            guard let room else { return DeskAnswer(.noSuchRoom).send(exchange) }
            rooms.ask(request, in: room.id) { [self] in answer($0, request, room.id, exchange) }
        }
    }

    private func answer(_ reply: MachineReply, _ request: MachineRequest, _ room: RoomID, _ exchange: HTTPExchange) {
        switch (reply, request.task) {
        case (.refused(let refusal), _): DeskAnswer(refusal).send(exchange)
        case (.files(let files), _): DeskAnswer(["files": files]).send(exchange)
        case (.bytes(let bytes), .get(let name)): send(bytes, as: name, exchange)
        case (.done, .open(let port)):
            let ticket = MachineTicket(
                room: room, machine: request.machine.counter, port: port,
                expires: ProcessResources.unixTime + MachineTicket.lifetime)
            exchange.respond(
                status: 303,
                fields: [
                    "Location": "/m/\(ticket.text(house.labs.ticketKey))/", "Cache-Control": "no-store",
                    "Referrer-Policy": "no-referrer",
                ])
        case (.done, _): DeskAnswer().send(exchange)
        case (.bytes, _), (.page, _): exchange.respond(status: 500)
        }
    }

    /// What students made is kept, never shown: it is no page of this server's.
    private func send(_ bytes: [UInt8], as name: String, _ exchange: HTTPExchange) {
        let last = name.split(separator: "/").last.map(String.init) ?? "file"
        exchange.respond(
            status: 200,
            fields: [
                "Content-Type": "application/octet-stream", "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox",
                "Content-Disposition": "attachment; filename*=UTF-8''\(HTTPPercentCoding.encode(last))",
            ], body: bytes)
    }

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

    // MARK: Pages that are served inside

    /// Passes a request on to the program that listens inside the machine. Its page has an origin of its own (`sandbox`): it reads no cookie
    /// and nothing of this server.
    func preview(_ ticket: Substring, _ exchange: HTTPExchange) {
        guard let ticket = MachineTicket(ticket, house.labs.ticketKey, at: ProcessResources.unixTime) else {
            return exchange.discardBody { exchange.respond(status: 404, text: "this link opens nothing any more") }
        }
        exchange.collectBody(limit: MachineDesk.pageRequestByteLimit) { [self] body in
            let head = PreviewRules.request(exchange.request, port: ticket.port)
            let request = MachineRequest(
                machine: ItemName(outbox: 0, counter: ticket.machine), devices: [],
                task: .page(port: ticket.port, head, body))
            rooms.ask(request, in: ticket.room) { reply in
                switch reply {
                case .page(let head, let body):
                    let way = PreviewRules.prefix(of: exchange.request)
                    let fields = PreviewRules.response(head.fields, below: way, port: ticket.port)
                    exchange.respond(status: PreviewRules.status(head.status), fields: fields, body: body)
                case .refused, .files, .bytes, .done:
                    exchange.respond(status: 502, text: "nothing answers on port \(ticket.port) of this machine")
                }
            }
        }
    }
}
