import Testing

@testable import WebSocket

/// A request that RFC 6455 §4.2.1 asks for, and ways to spoil it.
struct HandshakeRequest {
    var method = "GET"
    var version = (major: 1, minor: 1)
    var fields: [(String, String)] = [
        ("host", "server.example.com"), ("upgrade", "websocket"), ("connection", "Upgrade"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="), ("sec-websocket-version", "13"),
    ]

    func with(_ name: String, _ values: String...) -> HandshakeRequest {
        var copy = self
        copy.fields.removeAll { $0.0 == name }
        copy.fields += values.map { (name, $0) }
        return copy
    }

    func answer(subprotocols: [String] = [], deflate: DeflatePolicy? = nil) throws(HandshakeRefusal) -> ServerHandshake
    {
        try ServerHandshake(method: method, httpVersion: version, subprotocols: subprotocols, deflate: deflate) {
            name in
            fields.filter { $0.0 == name }.map(\.1)
        }
    }
}

@Suite struct ServerHandshakeTests {
    let request = HandshakeRequest()

    @Test("RFC 6455 §4.2.2: the example is accepted with its fields")
    func example() throws {
        let answer = try request.answer()
        #expect(
            answer.fields.map { "\($0.name): \($0.value)" } == [
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
            ])
        #expect(answer.subprotocol == nil && answer.deflate == nil)
    }

    @Test(
        "RFC 6455 §4.2.1: names of any case and in lists are accepted",
        arguments: [
            ("WebSocket", "Upgrade"), ("WEBSOCKET", "keep-alive, Upgrade"), (" websocket ", "UPGRADE"),
            ("h2c, websocket", "upgrade , x"),
        ])
    func lenient(upgrade: String, connection: String) throws {
        _ = try request.with("upgrade", upgrade).with("connection", connection).answer()
        _ = try request.with("connection", "keep-alive", connection).answer()
    }

    static let refused: [(String, String, [String], HandshakeRefusal)] = [
        ("no Upgrade", "upgrade", [], .notAnUpgrade), ("another Upgrade", "upgrade", ["h2c"], .notAnUpgrade),
        ("a longer Upgrade", "upgrade", ["websocketx"], .notAnUpgrade),
        ("an Upgrade with a version", "upgrade", ["websocket/13"], .notAnUpgrade),
        ("no Connection", "connection", [], .notAnUpgrade),
        ("another Connection", "connection", ["keep-alive"], .notAnUpgrade),
        ("a malformed Connection", "connection", ["\"Upgrade\""], .notAnUpgrade),
        ("no version", "sec-websocket-version", [], .unsupportedVersion),
        ("version 8", "sec-websocket-version", ["8"], .unsupportedVersion),
        ("version 013", "sec-websocket-version", ["013"], .unsupportedVersion),
        ("two versions", "sec-websocket-version", ["13", "13"], .unsupportedVersion),
        ("versions in a list", "sec-websocket-version", ["13, 8"], .unsupportedVersion),
        ("no key", "sec-websocket-key", [], .invalidKey), ("an empty key", "sec-websocket-key", [""], .invalidKey),
        ("a key of 15 bytes", "sec-websocket-key", ["dGhlIHNhbXBsZSBub25j"], .invalidKey),
        ("a key of 17 bytes", "sec-websocket-key", ["dGhlIHNhbXBsZSBub25jZWU="], .invalidKey),
        ("a key that is no Base64", "sec-websocket-key", ["dGhlIHNhbXBsZSBub25jZQ!="], .invalidKey),
        ("a key without padding", "sec-websocket-key", ["dGhlIHNhbXBsZSBub25jZQ"], .invalidKey),
        ("two keys", "sec-websocket-key", ["dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ=="], .invalidKey),
        ("a subprotocol twice", "sec-websocket-protocol", ["a, b, a"], .invalidSubprotocols),
        ("a subprotocol twice over two fields", "sec-websocket-protocol", ["a", "a"], .invalidSubprotocols),
        ("a malformed subprotocol", "sec-websocket-protocol", ["a b"], .invalidSubprotocols),
        ("a subprotocol that is no token", "sec-websocket-protocol", ["a/b"], .invalidSubprotocols),
        ("a malformed extension", "sec-websocket-extensions", ["a b"], .malformedExtensions),
    ]

    @Test("RFC 6455 §4.2.1: a spoilt request is refused", arguments: refused)
    func refusal(name: String, field: String, values: [String], refusal: HandshakeRefusal) {
        var spoilt = request
        spoilt.fields.removeAll { $0.0 == field }
        spoilt.fields += values.map { (field, $0) }
        #expect(throws: refusal, "\(name)") { try spoilt.answer(deflate: DeflatePolicy()) }
    }

    @Test("RFC 6455 §4.2.1: GET and HTTP/1.1, or later") func methodAndVersion() throws {
        var request = request
        request.version = (1, 0)
        #expect(throws: HandshakeRefusal.httpTooOld) { try request.answer() }
        request.version = (2, 0)
        _ = try request.answer()
        request.method = "POST"
        #expect(throws: HandshakeRefusal.methodNotAllowed) { try request.answer() }
    }

    @Test(
        "RFC 6455 §4.2.2: a refusal says what would do",
        arguments: [
            (HandshakeRefusal.methodNotAllowed, 405, ["Allow"]), (.httpTooOld, 400, []),
            (.notAnUpgrade, 426, ["Connection", "Upgrade"]),
            (.unsupportedVersion, 426, ["Connection", "Upgrade", "Sec-WebSocket-Version"]), (.invalidKey, 400, []),
            (.invalidSubprotocols, 400, []), (.malformedExtensions, 400, []),
        ])
    func status(refusal: HandshakeRefusal, status: Int, fields: [String]) {
        #expect(refusal.status == status)
        #expect(refusal.fields.map(\.name) == fields)
    }

    @Test("RFC 6455 §4.2.2: the server's preference decides among the subprotocols offered") func subprotocols() throws
    {
        let offer = request.with("sec-websocket-protocol", "chat, takhti.1", "superchat")
        #expect(try offer.answer(subprotocols: ["takhti.2", "takhti.1", "chat"]).subprotocol == "takhti.1")
        #expect(
            try offer.answer(subprotocols: ["superchat"]).fields.contains {
                $0 == ("Sec-WebSocket-Protocol", "superchat")
            })
        #expect(try offer.answer(subprotocols: ["CHAT"]).subprotocol == nil)
        #expect(try offer.answer().fields.count == 3)
        #expect(try request.answer(subprotocols: ["chat"]).subprotocol == nil)
    }
}

@Suite struct ClientHandshakeTests {
    static let accepted: [(String, String)] = [
        ("upgrade", "websocket"), ("connection", "Upgrade"), ("sec-websocket-accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
    ]

    private func accept(
        _ fields: [(String, String)], status: Int = 101, subprotocols: [String] = [], deflate: DeflateOffer? = nil
    ) throws(ClientHandshakeError) -> ClientHandshake.Agreement {
        let nonce = [UInt8]("the sample nonce".utf8)
        return try ClientHandshake(nonce: nonce, subprotocols: subprotocols, deflate: deflate)
            .accept(status: status) { name in fields.filter { $0.0 == name }.map(\.1) }
    }

    @Test("RFC 6455 §4.1: the request's fields") func request() {
        let handshake = ClientHandshake(
            nonce: [UInt8]("the sample nonce".utf8), subprotocols: ["a", "b"], deflate: DeflateOffer())
        #expect(
            handshake.fields.map { "\($0.name): \($0.value)" } == [
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: a, b",
                "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_no_context_takeover; client_max_window_bits",
            ])
    }

    @Test("RFC 6455 §4.1: a good answer is accepted") func good() throws {
        #expect(try accept(Self.accepted) == ClientHandshake.Agreement())
        let chosen = try accept(Self.accepted + [("sec-websocket-protocol", "b")], subprotocols: ["a", "b"])
        #expect(chosen.subprotocol == "b")
        let mixed = [("upgrade", "WebSocket"), ("connection", "keep-alive, UPGRADE"), Self.accepted[2]]
        _ = try accept(mixed)
    }

    static let refused: [(String, [String], ClientHandshakeError)] = [
        ("upgrade", [], .invalidUpgrade), ("upgrade", ["h2c"], .invalidUpgrade),
        ("upgrade", ["websocket", "websocket"], .invalidUpgrade),
        ("connection", [], .invalidConnection), ("connection", ["close"], .invalidConnection),
        ("connection", ["(upgrade)"], .invalidConnection),
        ("sec-websocket-accept", [], .invalidAccept),
        ("sec-websocket-accept", ["s3pPLMBiTxaQ9kYGzzhZRbK+xOp="], .invalidAccept),
        ("sec-websocket-accept", ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="], .invalidAccept),
        ("sec-websocket-protocol", ["b"], .unexpectedSubprotocol),
        ("sec-websocket-protocol", ["a, a"], .unexpectedSubprotocol),
        ("sec-websocket-protocol", ["a", "a"], .unexpectedSubprotocol),
        ("sec-websocket-protocol", ["a b"], .unexpectedSubprotocol),
        ("sec-websocket-extensions", ["foo"], .unexpectedExtension),
        ("sec-websocket-extensions", ["a b"], .unexpectedExtension),
        ("sec-websocket-extensions", ["permessage-deflate"], .unexpectedExtension),
    ]

    @Test("RFC 6455 §4.1: a spoilt answer fails the connection", arguments: refused)
    func refusal(field: String, values: [String], error: ClientHandshakeError) {
        let fields = Self.accepted.filter { $0.0 != field } + values.map { (field, $0) }
        #expect(throws: error) { try accept(fields, subprotocols: ["a"]) }
    }

    @Test("RFC 6455 §4.1: another status is an ordinary answer", arguments: [200, 301, 400, 401, 426])
    func status(_ status: Int) {
        #expect(throws: ClientHandshakeError.notSwitching(status: status)) { try accept(Self.accepted, status: status) }
    }

    @Test func bothEndsAgree() throws {
        let client = ClientHandshake(nonce: [UInt8](0..<16), subprotocols: ["takhti.1"], deflate: DeflateOffer())
        let asked = client.fields.map { ($0.name.lowercased(), $0.value) }
        let server = try ServerHandshake(
            method: "GET", httpVersion: (1, 1), subprotocols: ["takhti.1"], deflate: DeflatePolicy()
        ) { name in asked.filter { $0.0 == name }.map(\.1) }
        let answered = server.fields.map { ($0.name.lowercased(), $0.value) }
        let agreement = try client.accept(status: 101) { name in answered.filter { $0.0 == name }.map(\.1) }
        #expect(agreement.subprotocol == "takhti.1" && server.subprotocol == "takhti.1")
        #expect(agreement.deflate == server.deflate && server.deflate == DeflatePolicy.everything)
    }
}
