import HTTP
import WebSocket

/// What one process and one connection may cost. Times are milliseconds.
public struct NetLimits: Sendable {
    /// Connections that one loop holds at once; more are closed as they come.
    public var connectionLimit = 100_000
    /// HTTP's own limits.
    public var http = HTTPLimits.standard
    /// WebSocket's own limits.
    public var webSocket = WebSocketLimits()
    /// What our WebSockets compress.
    public var compression = CompressionSettings()
    /// From a connection's first byte to the end of its TLS handshake.
    public var tlsHandshakeTimeLimit = 15_000
    /// A WebSocket that said nothing for so long is sent a ping…
    public var pingAfter = 30_000
    /// …and is dropped when it then says nothing, and takes nothing of what waits for it, for so long.
    public var pongTimeLimit = 60_000
    /// With so many bytes waiting to be sent to a peer, nothing more is read from it until they have left.
    public var sendHighWaterByteCount = 262_144
    /// A WebSocket with so many bytes waiting is dropped when it is sent one more message: its peer does not keep up.
    public var sendQueueByteLimit = 8_388_608
    /// With so many bytes waiting on all connections of a loop together, those for whom most waits are dropped. Bytes shared by many
    /// count for each.
    public var loopQueueByteLimit = 268_435_456
    /// A server's WebSockets let the kernel hold little more than so many bytes that it has not sent; the rest waits where
    /// `queuedByteCount` shows it. 0 leaves it to the kernel.
    public var webSocketUnsentByteLimit = 16_384
    /// Turns of a busy loop are at least so far apart, and what comes in between is dealt with at once: less work, for answers that
    /// are so much later. 0 for none.
    public var turnInterval = 0
    /// A peer that takes nothing of an answer that waits for it is dropped after so long.
    public var sendTimeLimit = 60_000
    /// How long a peer may take to close its side after we closed ours.
    public var lingerTimeLimit = 5_000
    /// The same for a peer that was not being answered: browsers leave idle connections open whose other side is closed.
    public var idleLingerTimeLimit = 500

    /// The defaults.
    public init() {}
}
