import EventLoop
import Logging
import Net

/// A loop for one load.
enum BenchLoop {
    /// Runs a load until it says that it has ended.
    /// - Parameters:
    ///   - connections: So many descriptors are allowed for, and some more.
    ///   - begin: Starts the load, which calls `end` once. What it returns is kept while the loop runs: clients and timers refer to it only.
    static func run(
        connections: Int, limits: NetLimits = NetLimits(),
        _ begin: (_ net: NetLoop, _ end: @escaping () -> Void) throws -> AnyObject
    ) throws {
        ProcessResources.raiseDescriptorLimit(toAtLeast: UInt(connections + 1_024))
        let logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
        let loop = try EventLoop()
        let net = try NetLoop(on: loop, limits: limits, logger: logger)
        let load = try begin(net) { loop.stop() }
        withExtendedLifetime(load) { loop.run() }
        net.close()
        loop.close()
    }
}
