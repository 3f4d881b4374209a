import EventLoop
import Logging
import TLS

/// How a server listens.
public struct NetConfiguration: Sendable {
    /// Where; port 0 lets the system choose one, the same for all loops.
    public var addresses: [SocketAddress]
    /// Loops, each on a thread of its own with listeners of its own; a Unix domain socket is the first loop's alone.
    public var loopCount = 1
    /// The certificate in force; nil for plain connections.
    public var tls: TLSContextHolder?
    /// What connections may cost.
    public var limits = NetLimits()
    /// How long requests and closing handshakes under way may take once the server was told to stop, in milliseconds.
    public var graceMilliseconds = 5_000
    /// For whatever is worth saying.
    public var logger: Logger

    /// A plain server with one loop.
    public init(addresses: [SocketAddress], logger: Logger) {
        self.addresses = addresses
        self.logger = logger
    }
}
