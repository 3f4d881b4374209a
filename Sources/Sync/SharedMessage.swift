import Wire

/// One encoded `ServerMessage` that many clients get: made once, its bytes shared by all of them and by all loops.
public final class SharedMessage: Sendable {
    /// The payload of one WebSocket message.
    public let payload: [UInt8]

    /// A message that is encoded already.
    public init(payload: [UInt8]) { self.payload = payload }

    /// Encodes `message`.
    /// - Throws: the rule of the wire that it breaks.
    public convenience init(_ message: ServerMessage) throws(WireError) { self.init(payload: try message.encoded()) }
}
