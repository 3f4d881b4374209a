/// A server's side of the opening handshake (RFC 6455 §4.2): a request accepted, and what was agreed.
///
/// It takes plain strings, since this module knows no HTTP. The `Origin` is the caller's to check (§10.2).
public struct ServerHandshake: Equatable, Sendable {
    /// What RFC 6455 §1.3 appends to a key.
    static let keySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// The subprotocol chosen; nil when none that the client offers is supported.
    public let subprotocol: String?
    /// What was agreed for permessage-deflate; nil when it is off.
    public let deflate: DeflateParameters?
    private let accept: String
    private let extensions: String?

    /// Reads a request.
    /// - Parameters:
    ///   - httpVersion: major and minor.
    ///   - subprotocols: those supported, the preferred first.
    ///   - deflate: what to agree to; nil declines permessage-deflate.
    ///   - values: gives all values of the header field whose name, in lower case, it is asked for, in order.
    /// - Throws: the refusal to answer with.
    public init(
        method: String, httpVersion: (major: Int, minor: Int), subprotocols: [String] = [],
        deflate policy: DeflatePolicy? = nil, values: (String) -> [String]
    ) throws(HandshakeRefusal) {
        guard method == "GET" else { throw .methodNotAllowed }
        guard httpVersion >= (1, 1) else { throw .httpTooOld }
        guard ServerHandshake.asksForUpgrade(values) else { throw .notAnUpgrade }
        guard values("sec-websocket-version") == ["13"] else { throw .unsupportedVersion }
        let keys = values("sec-websocket-key")
        guard keys.count == 1, let key = keys.first, Base64.decode(key)?.count == 16 else { throw .invalidKey }
        guard let elements = ExtensionElement.parse(values("sec-websocket-extensions")) else {
            throw .malformedExtensions
        }
        subprotocol = try ServerHandshake.choose(subprotocols, from: values("sec-websocket-protocol"))
        let agreed = policy?.accept(elements)
        deflate = agreed?.parameters
        extensions = agreed?.answer.fieldValue
        accept = ServerHandshake.accept(for: key)
    }

    /// The fields of the `101 Switching Protocols` answer, all of them.
    public var fields: [(name: String, value: String)] {
        var fields = [("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Accept", accept)]
        if let subprotocol { fields.append(("Sec-WebSocket-Protocol", subprotocol)) }
        if let extensions { fields.append(("Sec-WebSocket-Extensions", extensions)) }
        return fields.map { (name: $0.0, value: $0.1) }
    }

    /// The `Sec-WebSocket-Accept` that proves a `Sec-WebSocket-Key` was read (§4.2.2).
    static func accept(for key: String) -> String { Base64.encode(SHA1.digest([UInt8]((key + keySuffix).utf8))) }

    private static func asksForUpgrade(_ values: (String) -> [String]) -> Bool {
        let upgrade = values("upgrade").flatMap { $0.split(separator: ",") }
        let connection = FieldScanner.tokens(in: values("connection")) ?? []
        return upgrade.contains { isEqualIgnoringCase($0, "websocket") }
            && connection.contains { isEqualIgnoringCase($0, "upgrade") }
    }

    private static func choose(
        _ supported: [String], from values: [String]
    ) throws(HandshakeRefusal) -> String? {
        guard let offered = FieldScanner.tokens(in: values), Set(offered).count == offered.count else {
            throw .invalidSubprotocols
        }
        return supported.first(where: offered.contains)
    }
}

/// Whether `text`, without the white space around it, is `expected` in ASCII of any case.
func isEqualIgnoringCase(_ text: some StringProtocol, _ expected: String) -> Bool {
    var scanner = FieldScanner(String(text))
    return scanner.token()?.lowercased() == expected && scanner.isAtEnd()
}
