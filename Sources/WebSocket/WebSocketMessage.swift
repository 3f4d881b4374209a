/// A whole message: what came in, all fragments joined, unmasked and inflated.
public struct WebSocketMessage: Equatable, Sendable {
    /// Text or bytes; the two data opcodes that start a message (RFC 6455 §5.6).
    public enum Kind: Equatable, Sendable, CaseIterable {
        /// UTF-8, checked on the way in.
        case text
        /// Bytes that mean what the application says.
        case binary

        /// The opcode of the message's first frame.
        public var opcode: WebSocketOpcode {
            switch self {
            case .text: .text
            case .binary: .binary
            }
        }
    }

    /// Text or bytes.
    public var kind: Kind
    /// The content. Valid UTF-8 when `kind` is `.text`.
    public var payload: [UInt8]
    /// Whether it came compressed (RFC 7692 §6.2).
    public var wasCompressed: Bool

    /// A message of `kind`.
    public init(_ kind: Kind, _ payload: [UInt8], wasCompressed: Bool = false) {
        self.kind = kind
        self.payload = payload
        self.wasCompressed = wasCompressed
    }
}
