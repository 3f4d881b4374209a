/// Why a server does not upgrade (RFC 6455 §4.2.1, §4.2.2).
public enum HandshakeRefusal: Error, Equatable, Sendable {
    /// The method is not GET.
    case methodNotAllowed
    /// The request is older than HTTP/1.1.
    case httpTooOld
    /// The `Upgrade` or `Connection` field does not ask for WebSocket.
    case notAnUpgrade
    /// `Sec-WebSocket-Version` is missing, repeated or not 13.
    case unsupportedVersion
    /// `Sec-WebSocket-Key` is missing, repeated or not 16 bytes in Base64.
    case invalidKey
    /// `Sec-WebSocket-Protocol` is malformed or names one twice.
    case invalidSubprotocols
    /// `Sec-WebSocket-Extensions` is malformed (§9.1).
    case malformedExtensions

    /// The HTTP status of the answer.
    public var status: Int {
        switch self {
        case .methodNotAllowed: 405
        case .httpTooOld, .invalidKey, .invalidSubprotocols, .malformedExtensions: 400
        case .notAnUpgrade, .unsupportedVersion: 426
        }
    }

    /// Fields that the answer must carry.
    public var fields: [(name: String, value: String)] {
        switch self {
        case .methodNotAllowed: [("Allow", "GET")]
        case .httpTooOld, .invalidKey, .invalidSubprotocols, .malformedExtensions: []
        case .notAnUpgrade: [("Connection", "Upgrade"), ("Upgrade", "websocket")]
        case .unsupportedVersion:
            [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")]
        }
    }
}
