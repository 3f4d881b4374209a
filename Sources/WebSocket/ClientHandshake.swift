/// A client's side of the opening handshake (RFC 6455 §4.1).
public struct ClientHandshake: Equatable, Sendable {
    /// What a server agreed to.
    public struct Agreement: Equatable, Sendable {
        /// The subprotocol chosen; nil when none was.
        public var subprotocol: String?
        /// What was agreed for permessage-deflate; nil when it is off.
        public var deflate: DeflateParameters?
    }

    private let key: String
    private let subprotocols: [String]
    private let deflate: DeflateOffer?

    /// A handshake to begin.
    /// - Parameters:
    ///   - nonce: 16 bytes, random for each connection (§4.1 item 7).
    ///   - subprotocols: those offered, the preferred first.
    ///   - deflate: what to offer; nil for no compression.
    public init(nonce: [UInt8], subprotocols: [String] = [], deflate: DeflateOffer? = nil) {
        key = Base64.encode(nonce)
        self.subprotocols = subprotocols
        self.deflate = deflate
    }

    /// The fields of the GET request, all but `Host` and `Origin`.
    public var fields: [(name: String, value: String)] {
        var fields = [
            ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Key", key),
            ("Sec-WebSocket-Version", "13"),
        ]
        if !subprotocols.isEmpty { fields.append(("Sec-WebSocket-Protocol", subprotocols.joined(separator: ", "))) }
        if let deflate { fields.append(("Sec-WebSocket-Extensions", deflate.element.fieldValue)) }
        return fields.map { (name: $0.0, value: $0.1) }
    }

    /// Checks the answer.
    /// - Parameter values: gives all values of the header field whose name, in lower case, it is asked for, in order.
    /// - Throws: why the connection must fail.
    public func accept(status: Int, values: (String) -> [String]) throws(ClientHandshakeError) -> Agreement {
        guard status == 101 else { throw .notSwitching(status: status) }
        let upgrade = values("upgrade")
        guard upgrade.count == 1, isEqualIgnoringCase(upgrade[0], "websocket") else { throw .invalidUpgrade }
        guard let connection = FieldScanner.tokens(in: values("connection")),
            connection.contains(where: { isEqualIgnoringCase($0, "upgrade") })
        else { throw .invalidConnection }
        guard values("sec-websocket-accept") == [ServerHandshake.accept(for: key)] else { throw .invalidAccept }
        let subprotocol = try subprotocol(values("sec-websocket-protocol"))
        return Agreement(subprotocol: subprotocol, deflate: try parameters(values("sec-websocket-extensions")))
    }

    private func subprotocol(_ values: [String]) throws(ClientHandshakeError) -> String? {
        guard let chosen = FieldScanner.tokens(in: values), chosen.count <= 1, values.count <= 1,
            chosen.allSatisfy(subprotocols.contains)
        else { throw .unexpectedSubprotocol }
        return chosen.first
    }

    private func parameters(_ values: [String]) throws(ClientHandshakeError) -> DeflateParameters? {
        guard let elements = ExtensionElement.parse(values), elements.count <= 1 else { throw .unexpectedExtension }
        guard let element = elements.first else { return nil }
        guard let deflate, element.name == DeflateElement.name else { throw .unexpectedExtension }
        guard let answer = DeflateElement(element.parameters),
            let parameters = deflate.parameters(answeredBy: answer)
        else { throw .invalidDeflateParameters }
        return parameters
    }
}
