/// The status code of a closing handshake (RFC 6455 §7.4 and the IANA registry it founds).
public struct CloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number as it stands in the Close frame.
    public let rawValue: UInt16

    /// Any number, valid on the wire or not; see `isAllowedOnWire`.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The purpose of the connection is fulfilled.
    public static let normal = CloseCode(rawValue: 1000)
    /// The server goes down or the browser leaves the page.
    public static let goingAway = CloseCode(rawValue: 1001)
    /// The peer broke the framing or handshake rules.
    public static let protocolError = CloseCode(rawValue: 1002)
    /// The peer sent a kind of data this endpoint does not take.
    public static let unsupportedData = CloseCode(rawValue: 1003)
    /// Reported when the Close frame held no code. Never on the wire.
    public static let noStatus = CloseCode(rawValue: 1005)
    /// Reported when TCP ended without a Close frame. Never on the wire.
    public static let abnormal = CloseCode(rawValue: 1006)
    /// The bytes do not fit the message's type: text that is not UTF-8, a payload that does not inflate.
    public static let invalidPayload = CloseCode(rawValue: 1007)
    /// The message broke a policy of this endpoint.
    public static let policyViolation = CloseCode(rawValue: 1008)
    /// The message is longer than this endpoint takes.
    public static let messageTooBig = CloseCode(rawValue: 1009)
    /// A client needed an extension that the server did not negotiate.
    public static let mandatoryExtension = CloseCode(rawValue: 1010)
    /// The server met a condition it did not expect.
    public static let internalError = CloseCode(rawValue: 1011)
    /// The server restarts; come back.
    public static let serviceRestart = CloseCode(rawValue: 1012)
    /// The server is overloaded; come back later.
    public static let tryAgainLater = CloseCode(rawValue: 1013)
    /// A gateway got a bad answer from upstream.
    public static let badGateway = CloseCode(rawValue: 1014)
    /// Reported when TLS failed. Never on the wire.
    public static let tlsFailure = CloseCode(rawValue: 1015)

    /// Whether a Close frame may hold this code (RFC 6455 §7.4.1, §7.4.2): the registered ones, 3000–3999 for
    /// libraries, 4000–4999 for applications; never 1004, 1005, 1006, 1015 nor what nobody has defined.
    public var isAllowedOnWire: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// The number in decimal.
    public var description: String { String(rawValue) }
}
