/// What one connection may cost. Lengths are met before anything is allocated; a peer that exceeds one gets 1009.
///
/// The number of fragments needs no limit: an empty fragment leaves nothing behind, and the bytes of all fragments
/// together count against `messageByteLimit`.
public struct WebSocketLimits: Equatable, Sendable {
    /// The longest payload of one frame as it is on the wire, in bytes.
    public var frameByteLimit: Int
    /// The longest message as it is on the wire, over all its fragments, in bytes.
    public var messageByteLimit: Int
    /// The longest message after inflation, in bytes.
    public var inflatedByteLimit: Int
    /// How long the edge waits, in milliseconds, for the peer's Close frame after our own, and for the peer's end of
    /// TCP after `.closed`. Then it drops TCP.
    public var closeTimeLimit: Int

    /// Limits for a classroom: its messages are small, its largest snapshot slices a few kilobytes.
    public init(
        frameByteLimit: Int = 1 << 20, messageByteLimit: Int = 1 << 20, inflatedByteLimit: Int = 1 << 20,
        closeTimeLimit: Int = 10_000
    ) {
        self.frameByteLimit = frameByteLimit
        self.messageByteLimit = messageByteLimit
        self.inflatedByteLimit = inflatedByteLimit
        self.closeTimeLimit = closeTimeLimit
    }
}
