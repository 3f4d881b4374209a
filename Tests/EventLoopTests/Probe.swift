import EventLoop
import Logging
import Testing

/// A stream's delegate that keeps what it was told.
final class Probe: StreamDelegate {
    private(set) var received: [UInt8] = []
    private(set) var hasEnded = false
    private(set) var drains = 0
    private(set) var failure: UVError?
    var onChange: (Probe) -> Void

    init(_ onChange: @escaping (Probe) -> Void = { _ in }) { self.onChange = onChange }

    func streamDidRead(_ bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { received.append(contentsOf: $0) }
        onChange(self)
    }
    func streamDidEnd() {
        hasEnded = true
        onChange(self)
    }
    func streamDidDrain() {
        drains += 1
        onChange(self)
    }
    func streamDidFail(_ error: UVError) {
        failure = error
        onChange(self)
    }

    var text: String { String(decoding: received, as: UTF8.self) }
}

/// A listener and a client connected to it, on one loop.
struct Pair {
    let loop: EventLoop
    let listener: Listener
    let client: ByteStream
    let server: ByteStream

    init(at address: SocketAddress = .ip("127.0.0.1", port: 0)) throws {
        let loop = try EventLoop()
        var accepted: ByteStream?
        var connected = false
        let listener = try Listener(on: loop, at: address, logger: quiet) { accepted = $0 }
        let client = try ByteStream.connect(to: listener.address, on: loop) { connected = (try? $0.get()) != nil }
        loop.runUntil { accepted != nil && connected }
        (self.loop, self.listener, self.client) = (loop, listener, client)
        server = try #require(accepted)
    }

    func close() {
        client.close()
        server.close()
        listener.close()
        loop.close()
    }
}

extension EventLoop {
    /// Runs `count` turns, a millisecond each at most.
    func runTurns(_ count: Int) {
        var turns = 0
        runUntil {
            turns += 1
            return turns > count
        }
    }

    /// Runs turns until `condition` holds, or seems never to; the test then sees what is missing.
    func runUntil(_ condition: () -> Bool) {
        guard let pulse = try? LoopTimer(on: self, {}) else { return }
        try? pulse.start(everyMilliseconds: 1)
        let start = now
        while !condition() && now - start < patience { runOneTurn() }
        pulse.close()
    }
}

/// Milliseconds that are waited for what never comes: a busy machine is no reason to fail.
let patience: UInt64 = 120_000

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
