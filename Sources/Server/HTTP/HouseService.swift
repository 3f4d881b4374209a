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
    private let assets: SiteAssets

    /// Serves `house` on `net`'s loop, with the web client's files.
    public init(on net: NetLoop, of house: House, assets: SiteAssets) throws {
        (self.net, self.house, self.assets) = (net, house, assets)
        rooms = try LoopRooms(on: net, of: house)
    }

    public func loopWillEnd() { rooms.close() }

    public func respond(to exchange: HTTPExchange) {
        switch (Route(exchange.request.path), exchange.request.method) {
        case (.room(let code), .get) where exchange.asksForWebSocket: enter(code, exchange)
        case (.roomPicture(let code), .get), (.roomPicture(let code), .head): showCode(code, exchange)
        case (.page, _), (.room, _): exchange.discardBody { [self] in assets.showPage(exchange) }
        case (.health, .get): exchange.respond(status: 200, text: "ok")
        case (.rooms, .post): exchange.collectBody(limit: 4_096) { [self] in openRoom(named: $0, exchange) }
        case (.fingerprints(let code), .get): showFingerprints(code, exchange)
        case (.roomPicture, _), (.health, _), (.rooms, _), (.fingerprints, _):
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
        let (device, cookie) = DeviceCookie.of(exchange)
        let connection = RoomConnection(exchange, in: rooms, cookie: cookie)
        let address = exchange.peerAddress?.host ?? "local"
        let code = RoomCode.normalised(code)
        let isOwner = !hello.ticket.isEmpty && house.ownerKey.opens(with: hello.ticket)
        let isKnown = isOwner || code.map { house.doors.knows(device, at: $0) } ?? false
        let wait = isKnown ? 0 : house.doors.wait(for: address, at: net.now)
        guard wait == 0 else { return connection.deny(.tooManyAttempts, wait: wait) }
        guard let code else { return refuse(connection, .noSuchRoom, address) }
        guard isOwner || hello.ticket.isEmpty else { return refuse(connection, .wrongCode, address) }
        let request = JoinRequest(hello: hello, device: device, role: isOwner ? .owner : nil)
        connection.onWelcome = { [house] in house.doors.letIn(device, to: code) }
        find(code) { [self] room in
            guard let room else { return refuse(connection, .noSuchRoom, address) }
            rooms.join(room, request, connection)
        }
    }

    private func refuse(_ connection: RoomConnection, _ reason: Denial, _ address: String) {
        house.doors.failed(address, at: net.now)
        connection.deny(reason, wait: nil)
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

    private func isOwner(_ exchange: HTTPExchange) -> Bool {
        guard let field = exchange.request.fields["Authorization"], field.hasPrefix("Bearer "),
            let key = Base64URL.decode(field.dropFirst("Bearer ".count))
        else { return false }
        return house.ownerKey.opens(with: key)
    }

    /// Runs `action` for the owner; anybody else gets 401, and after some tries has to wait.
    private func asOwner(_ exchange: HTTPExchange, _ action: () -> Void) {
        if isOwner(exchange) { return action() }
        let address = exchange.peerAddress?.host ?? "local"
        guard house.doors.wait(for: address, at: net.now) == 0 else {
            return exchange.respond(status: 429, text: "too many attempts")
        }
        house.doors.failed(address, at: net.now)
        exchange.respond(status: 401, fields: ["WWW-Authenticate": "Bearer"])
    }

    private func openRoom(named body: [UInt8], _ exchange: HTTPExchange) {
        asOwner(exchange) {
            guard let name = String(validating: body, as: UTF8.self), name.utf8.count <= WireLimits.nameByteLimit else {
                return exchange.respond(status: 400, text: "the body is the room's name, at most 64 bytes of UTF-8")
            }
            let clean = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
            guard clean else { return exchange.respond(status: 400, text: "a name has no control characters") }
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
        let way = house.settings.wayIn(to: code, at: authority, isSecure: exchange.isSecure)
        guard let picture = QRCode(way) else { return exchange.respond(status: 404, text: "not found") }
        exchange.respond(
            status: 200,
            fields: [
                "Content-Type": "image/svg+xml", "Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'",
            ], body: Array(picture.svg(titled: way).utf8))
    }
}

extension SocketAddress {
    /// The address without its port.
    fileprivate var host: String {
        switch self {
        case .ip(let host, _): host
        case .unix(let path): path
        }
    }
}
