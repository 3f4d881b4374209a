import EventLoop
import HTTP
import Logging
import TLS
import WebSocket

/// What the connections of one event loop share: its limits, its scratch buffers, the list of what leaves at the end of this turn,
/// and the watch over their time limits. Lives on the loop's thread.
public final class NetLoop {
    /// The libuv loop below.
    public let loop: EventLoop
    /// 0 for a server's first loop.
    public let index: Int
    /// What a connection may cost.
    public let limits: NetLimits
    /// For whatever is worth saying about this loop.
    public let logger: Logger
    /// What all WebSockets of this loop share as servers, the compressor among it.
    public let serverEnvironment: WebSocketEnvironment
    let clientEnvironment: WebSocketEnvironment

    private var dirty: [Transport] = []
    private var flushing: [Transport] = []
    private(set) var connections = ConnectionRegistry()
    private var sweeper: LoopTimer?
    private var again: LoopTimer?
    private var date = (seconds: Int64(-1), text: "")

    /// Lent to one call at a time: cleared, never shrunk below what a turn needs.
    var scratch = ScratchBuffers()

    /// Prepares `loop` for connections. The creator calls `close()`.
    public init(on loop: EventLoop, index: Int = 0, limits: NetLimits = NetLimits(), logger: Logger) throws(UVError) {
        self.loop = loop
        self.index = index
        self.limits = limits
        self.logger = logger
        serverEnvironment = WebSocketEnvironment(
            role: .server, limits: limits.webSocket, compression: limits.compression)
        clientEnvironment = WebSocketEnvironment(
            role: .client, limits: limits.webSocket, compression: limits.compression)
        loop.turnInterval = UInt64(max(0, limits.turnInterval))
        loop.onTurnEnd = { [unowned self] in turnEnded() }
        again = try LoopTimer(on: loop) {}
        sweeper = try LoopTimer(on: loop) { [unowned self] in sweep() }
        sweeper?.doesNotKeepLoopAlive()
        try sweeper?.start(everyMilliseconds: ConnectionRegistry.sweepMilliseconds)
    }

    /// Connections held now, in both roles.
    public var connectionCount: Int { connections.count }

    /// Milliseconds of the loop's clock as of this turn.
    public var now: UInt64 { loop.now }

    /// The present as HTTP writes it; made once a second.
    var dateText: String {
        let seconds = ProcessResources.unixTime
        if date.seconds != seconds { date = (seconds, HTTPDate(seconds: Int(seconds)).text) }
        return date.text
    }

    /// Remembers that `transport` has something to send at the end of this turn.
    func needsFlush(_ transport: Transport) { dirty.append(transport) }

    private func turnEnded() {
        flush()
        keepWithinBudget()
    }

    private func flush() {
        guard !dirty.isEmpty else { return }
        swap(&dirty, &flushing)
        for transport in flushing { transport.flush() }
        flushing.removeAll(keepingCapacity: true)
        // What was sent while flushing has its own turn, so that connections are read from in between.
        if !dirty.isEmpty { try? again?.start(afterMilliseconds: 0) }
    }

    /// Drops the connections for whom most waits when all together are beyond `loopQueueByteLimit`, until a quarter of it is free.
    func keepWithinBudget() {
        guard loop.queuedByteCount > limits.loopQueueByteLimit else { return }
        let queued = loop.queuedByteCount
        var dropped = 0
        for transport in connections.byQueuedBytes {
            guard loop.queuedByteCount > limits.loopQueueByteLimit / 4 * 3 else { break }
            transport.abort()
            dropped += 1
        }
        guard dropped > 0 else { return }
        logger.warning(
            "dropped connections that do not keep up: too much waits on this loop",
            metadata: ["count": "\(dropped)", "queued": "\(queued)", "loop": "\(index)"])
    }

    func add(_ transport: Transport) { connections.add(transport) }
    func remove(_ transport: Transport) { connections.remove(transport) }

    private func sweep() {
        for transport in connections.due(at: loop.now) { transport.deadlinePassed() }
    }

    /// Tells every connection to finish: requests are answered, WebSockets are sent 1001, idle ones are closed.
    func stopConnections() { for transport in connections.all { transport.finish() } }

    /// Drops every connection at once.
    public func abortConnections() { for transport in connections.all { transport.abort() } }

    /// Drops what is left and stops the watch. Idempotent.
    public func close() {
        abortConnections()
        flush()
        loop.onTurnEnd = nil
        [sweeper, again].forEach { $0?.close() }
        (sweeper, again) = (nil, nil)
    }
}

@available(*, unavailable) extension NetLoop: Sendable {}
