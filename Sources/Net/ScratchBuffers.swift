import WebSocket

/// Buffers that the connections of a loop take in turn, so that none of them holds one while it is idle. Whoever takes a buffer
/// empties its place here, and puts it back.
struct ScratchBuffers {
    var gathered: [UInt8] = []
    var plaintext: [UInt8] = []
    var ciphertext: [UInt8] = []
    var events: [WebSocketEvent] = []

    /// A buffer that has grown beyond this many bytes for one large message is let go, not kept.
    static let keptByteLimit = 262_144

    /// Takes the buffer out of its place.
    @inline(__always)
    static func take<Element>(_ place: inout [Element]) -> [Element] {
        var buffer: [Element] = []
        swap(&buffer, &place)
        return buffer
    }
}
