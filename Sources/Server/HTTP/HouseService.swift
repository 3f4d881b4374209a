import Classroom
import EventLoop
import HTTP
import Journal
import Net
import Sync
import WebSocket
import Wire

/// The routes of a house on one loop: the web client, doors into rooms, and what the owner may ask.
public final class HouseService: HTTPService {
    private let net: NetLoop
    private let house: House
    private let rooms: LoopRooms
    private let desk: HouseDesk
    private let pictures: PictureDesk
    private let machines: MachineDesk
    private let previews: PreviewDesk
    private let assets: SiteAssets

    /// Serves `house` on `net`'s loop, with the web client's files.
    public init(on net: NetLoop, of house: House, assets: SiteAssets) throws {
        (self.net, self.house, self.assets) = (net, house, assets)
        rooms = try LoopRooms(on: net, of: house)
        desk = HouseDesk(on: net, of: house)
        pictures = PictureDesk(on: net, of: house)
        machines = MachineDesk(rooms, of: house)
        previews = PreviewDesk(rooms, of: house)
    }

    public func loopWillStop() { rooms.stopMachines() }

    public var isEnding: Bool { rooms.hasMachines }

    public func loopWillEnd() { rooms.close() }

    public func respond(to exchange: HTTPExchange) {
        if let ticket = previews.ticket(of: exchange.request) {
            return previews.respond(ticket, at: .host, to: exchange)
        }
        switch (Route(exchange.request.path), exchange.request.method) {
        case (.room(let code), .get) where exchange.asksForWebSocket: enter(code, exchange)
        case (.roomPicture(let code), .get), (.roomPicture(let code), .head): showCode(code, exchange)
        case (.picture(let code, let id, let isSmall), .get), (.picture(let code, let id, let isSmall), .head):
            pictures.show(id, isSmall: isSmall, of: code, exchange)
        case (.pictures(let code), .post): pictures.take(into: code, desk.caller(exchange))
        case (.page, _), (.room, _): exchange.discardBody { [self] in assets.showPage(exchange) }
        case (.health, .get): exchange.respond(status: 200, text: "ok")
        case (.desk(.rooms), .post) where !DeskRequest.isJSON(exchange.request):
            exchange.collectBody(limit: AccountLimits.requestByteLimit) { [self] in openRoom(named: $0, exchange) }
        case (.desk(let route), _): desk.respond(route, to: exchange)
        case (.machine(let code, let number, let route), _): machines.respond(route, of: number, in: code, to: exchange)
        case (.preview(let ticket), _):
            previews.respond(ticket, at: .path(prefix: PreviewRules.prefix(of: exchange.request)), to: exchange)
        case (.fingerprints(let code), .get): showFingerprints(code, exchange)
        case (.roomPicture, _), (.picture, _), (.pictures, _), (.health, _), (.fingerprints, _):
            exchange.discardBody { exchange.respond(status: 405) }
        case (.file, _): exchange.discardBody { [self] in assets.show(exchange) }
        }
    }

    // MARK: Into a room

    /// The door of a room: all that is needed to be let in rides on the upgrade request (rule S1).
    private func enter(_ code: Substring, _ exchange: HTTPExchange) {
        guard SameOrigin.holds(for: exchange.request) else {
            return exchange.respond(status: 403, text: "another origin")
        }
        guard let hello = Self.hello(exchange.request) else { return exchange.respond(status: 400, text: "no hello") }
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let (device, cookie) = DeviceCookie.of(exchange.request, isSecure: client.isSecure)
        let code = RoomCode.normalised(code)
        let pass = RoomPass(hello.ticket, exchange.request, of: house, isSecure: client.isSecure)
        let knock = Knock(
            exchange: exchange, hello: hello, client: client, device: device, cookies: cookie.map { [$0] } ?? [])
        let isKnown = pass?.isNoGuess ?? false || code.map { house.doors.knows(device, at: $0) } ?? false
        let wait = isKnown ? 0 : house.doors.wait(for: client.network, at: net.now)
        guard wait == 0 else { return turnAway(knock, .tooManyAttempts, wait: wait) }
        guard let code else { return refuse(knock, .noSuchRoom) }
        guard let pass else { return refuse(knock, .wrongCode) }
        find(code) { [self] room in
            guard let room else { return refuse(knock, .noSuchRoom) }
            admit(knock, with: pass, to: room, by: code)
        }
    }

    private func admit(_ knock: Knock, with pass: RoomPass, to room: JournalRoom, by code: String) {
        switch pass.standing(in: room, of: house) {
        case .none: refuse(knock, .wrongCode)
        case .byKey where knock.exchange.request.fields["Origin"] != nil: signIn(knock, to: room, by: code)
        case .byKey: join(knock, Standing.owner(house), nil, to: room, by: code)
        case .guest: letGuestIn(knock, to: room, by: code)
        case .person(let standing, let signIn): join(knock, standing, signIn, to: room, by: code)
        }
    }

    /// Who has only the code becomes somebody of the room for good: an address brings so many and no more.
    private func letGuestIn(_ knock: Knock, to room: JournalRoom, by code: String) {
        if !house.doors.knows(knock.device, at: code) {
            let address = knock.client.network
            let wait = house.arrivals.wait(for: address, at: net.now)
            guard wait == 0 else { return turnAway(knock, .tooManyAttempts, wait: wait) }
            house.arrivals.failed(address, at: net.now)
        }
        join(knock, nil, nil, to: room, by: code)
    }

    /// A browser that comes by the owner's link is signed in: it comes back without the link.
    private func signIn(_ knock: Knock, to room: JournalRoom, by code: String) {
        guard let owner = house.accounts.owner else { return refuse(knock, .wrongCode) }
        let before = house.visitor(knock.exchange.request, isSecure: knock.client.isSecure)?.signIn
        let origin = SignInOrigin(
            network: knock.client.network, isSecure: knock.client.isSecure,
            device: DeviceWords.of(knock.exchange.request),
            before: before, secret: nil)
        net.loop.offload({ [house] in Result { try house.signIn(owner.id, isByKey: true, origin) } }) { [self] made in
            // Where it cannot be stored the lesson begins all the same.
            let signIn = try? made.get()
            let cookies = knock.cookies + (signIn.map { [$0.cookie] } ?? [])
            join(knock, Standing.owner(house), signIn?.0, cookies: cookies, to: room, by: code)
        }
    }

    private func join(
        _ knock: Knock, _ standing: Standing?, _ signIn: JournalSignIn?, cookies: [String]? = nil, to room: JournalRoom,
        by code: String
    ) {
        var (hello, device) = (knock.hello, knock.device)
        if let standing {
            device = SHA256.digest(device + standing.identity.utf8)
            if hello.name.isEmpty { hello.name = standing.name }
        }
        var request = JoinRequest(hello: hello, device: device, role: standing?.role)
        request.isForKnown = standing == nil && code != room.code
        let connection = RoomConnection(
            knock.exchange, in: rooms, cookies: cookies ?? knock.cookies, signIn: signIn?.id)
        connection.onWelcome = { [house] in house.doors.letIn(knock.device, to: code) }
        if let signIn, !house.accounts.isKept(signIn) { return connection.deny(.signInNeeded, wait: nil) }
        if let signIn { use(signIn) }
        rooms.join(room, request, connection)
    }

    private func use(_ signIn: JournalSignIn) {
        let now = ProcessResources.unixTime
        if signIn.needsRenewal(at: now) {
            net.loop.offload({ [house] in try? house.accounts.touch(signIn, at: now) }) { _ in }
        }
    }

    private func refuse(_ knock: Knock, _ reason: Denial) {
        house.doors.failed(knock.client.network, at: net.now)
        turnAway(knock, reason, wait: nil)
    }

    private func turnAway(_ knock: Knock, _ reason: Denial, wait: Int?) {
        RoomConnection(knock.exchange, in: rooms, cookies: knock.cookies).deny(reason, wait: wait)
    }

    private func find(_ code: String, then: @escaping (JournalRoom?) -> Void) {
        if let room = house.knownRoom(code: code) { return then(room) }
        net.loop.offload({ [house] in house.room(code: code) }, then: then)
    }

    private static func hello(_ request: HTTPRequestHead) -> Hello? {
        let offers = request.fields.tokens(of: "Sec-WebSocket-Protocol")
        guard offers.contains(WireProtocol.name),
            let text = offers.first(where: { $0.hasPrefix("hello.") })?.dropFirst("hello.".count),
            text.utf8.count <= WireLimits.helloByteLimit * 4 / 3 + 4, let bytes = Base64URL.decode(text)
        else { return nil }
        return try? Hello(decoding: bytes)
    }

    // MARK: For the owner

    /// Runs `action` for the owner; anybody else gets 401, and after some tries has to wait.
    private func asOwner(_ exchange: HTTPExchange, _ action: () -> Void) {
        if house.isOwner(exchange.request) { return action() }
        let address = ClientAddress(exchange, trusting: house.settings.trustedProxies).network
        let wait = house.doors.wait(for: address, at: net.now)
        guard wait == 0 else {
            return exchange.respond(status: 429, fields: ["Retry-After": "\((wait + 999) / 1_000)"])
        }
        house.doors.failed(address, at: net.now)
        exchange.respond(status: 401, fields: ["WWW-Authenticate": "Bearer"])
    }

    private func openRoom(named body: [UInt8], _ exchange: HTTPExchange) {
        asOwner(exchange) {
            guard let text = String(validating: body, as: UTF8.self), let name = NameText(trimming: text)?.text else {
                return exchange.respond(
                    status: 400, text: "the body is the room's name: at most 64 bytes of UTF-8, no control characters")
            }
            net.loop.offload({ [house] in Result { try house.openRoom(name: name).code } }) { made in
                switch made {
                case .success(let code): exchange.respond(status: 201, text: code)
                case .failure: exchange.respond(status: 507, text: "the room could not be stored")
                }
            }
        }
    }

    private func showFingerprints(_ code: Substring, _ exchange: HTTPExchange) {
        asOwner(exchange) {
            guard let code = RoomCode.normalised(code) else {
                return exchange.respond(status: 404, text: "no such room")
            }
            find(code) { [rooms] room in
                guard let room else { return exchange.respond(status: 404, text: "no such room") }
                rooms.fingerprints(of: room.id) { list in
                    let lines = list.map {
                        "{\"topic\":\($0.topic),\"sequence\":\($0.sequence),\"fingerprint\":\"\($0.fingerprint)\"}"
                    }
                    exchange.respond(
                        status: 200, fields: ["Content-Type": "application/json", "Cache-Control": "no-store"],
                        body: Array("[\(lines.joined(separator: ","))]\n".utf8))
                }
            }
        }
    }

    // MARK: The way in, as a picture

    private func showCode(_ code: Substring, _ exchange: HTTPExchange) {
        guard let code = RoomCode.normalised(code), let authority = exchange.request.authority else {
            return exchange.respond(status: 404, text: "not found")
        }
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let way = house.settings.wayIn(to: code, at: authority, isSecure: client.isSecure)
        guard let picture = QRCode(way) else { return exchange.respond(status: 404, text: "not found") }
        exchange.respond(
            status: 200,
            fields: [
                "Content-Type": "image/svg+xml", "Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'",
            ], body: Array(picture.svg(titled: way).utf8))
    }
}

/// Somebody at a room's door.
private struct Knock {
    let exchange: HTTPExchange
    let hello: Hello
    let client: ClientAddress
    let device: [UInt8]
    /// To set when the answer is given.
    let cookies: [String]
}
