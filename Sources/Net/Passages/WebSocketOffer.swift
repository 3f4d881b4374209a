import HTTP
import WebSocket

/// A request for a WebSocket on its way through: both sides shake hands with each other, and we see that they do.
struct WebSocketOffer {
    let handshake: ServerHandshake
    /// For the request that goes on.
    let fields: HTTPFields

    /// nil for what is no well-formed request for a WebSocket.
    init?(_ exchange: HTTPExchange) {
        let request = exchange.request
        guard exchange.asksForWebSocket, !exchange.hasBody,
            let handshake = try? ServerHandshake(
                method: request.method.rawValue, httpVersion: (1, request.minorVersion),
                values: request.fields.values(of:))
        else { return nil }
        self.handshake = handshake
        var fields: HTTPFields = ["Connection": "Upgrade", "Upgrade": "websocket"]
        for name in [
            "Sec-WebSocket-Key", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions",
        ] {
            for value in request.fields.values(of: name) { fields.append(name, value) }
        }
        self.fields = fields
    }

    /// The fields of the answer `101`; nil where the program has not read the request, or answers what was not offered.
    static func agreement(_ head: HTTPResponseHead, _ handshake: ServerHandshake, _ request: HTTPRequestHead)
        -> HTTPFields?
    {
        var fields = HTTPFields(handshake.fields.map { ($0.name, $0.value) })
        guard let accept = fields["Sec-WebSocket-Accept"],
            head.fields.values(of: "Sec-WebSocket-Accept") == [accept],
            head.fields.contains(token: "websocket", in: "Upgrade")
        else { return nil }
        let protocols = head.fields.values(of: "Sec-WebSocket-Protocol")
        guard protocols.count <= 1, protocols.allSatisfy(request.fields.tokens(of: "Sec-WebSocket-Protocol").contains)
        else { return nil }
        for value in protocols { fields.append("Sec-WebSocket-Protocol", value) }
        for value in head.fields.values(of: "Sec-WebSocket-Extensions") {
            guard request.fields.contains("Sec-WebSocket-Extensions") else { return nil }
            fields.append("Sec-WebSocket-Extensions", value)
        }
        return fields
    }
}
