import EventLoop

/// A stream's delegate that keeps what it was told.
final class Probe: StreamDelegate {
    private(set) var received: [UInt8] = []
    private(set) var hasEnded = false

    func streamDidRead(_ bytes: Span<UInt8>) { for index in bytes.indices { received.append(bytes[index]) } }
    func streamDidEnd() { hasEnded = true }
    func streamDidDrain() {}
    func streamDidFail(_ error: UVError) { hasEnded = true }

    var text: String { String(decoding: received, as: UTF8.self) }
}
