@testable import WebSocket

/// A connection in a class, as an edge holds it, with what it has reported so far.
final class Endpoint {
    private(set) var events: [WebSocketEvent] = []
    private var connection: WebSocketConnection

    init(_ environment: WebSocketEnvironment, deflate: DeflateParameters? = nil) {
        connection = WebSocketConnection(environment, deflate: deflate)
    }

    convenience init(_ role: WebSocketRole) { self.init(.test(role)) }

    var isOpen: Bool { connection.isOpen }
    var isClosing: Bool { connection.isClosing }
    var isClosed: Bool { connection.isClosed }
    var bufferedByteCount: Int { connection.bufferedByteCount }
    var holdsNothing: Bool { connection.assembly == nil && connection.takeover == nil }

    func receive(_ bytes: [UInt8]) { connection.receive(bytes.span, into: &events) }
    func peerDidDisconnect() { connection.peerDidDisconnect(into: &events) }
    func close(_ code: CloseCode = .normal, reason: String = "") -> [UInt8]? { connection.close(code, reason: reason) }
    func ping(_ payload: [UInt8]) -> [UInt8]? { connection.ping(payload.span) }
    func bytes(for prepared: PreparedMessage) -> [UInt8]? { connection.bytes(for: prepared) }
    func encode(_ kind: WebSocketMessage.Kind, _ payload: [UInt8]) -> [UInt8]? { connection.encode(kind, payload.span) }

    /// The events since the last call.
    func takeEvents() -> [WebSocketEvent] {
        defer { events = [] }
        return events
    }
}
