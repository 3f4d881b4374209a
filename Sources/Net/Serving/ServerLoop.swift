import EventLoop
import HTTP
import Logging
import TLS

/// One loop of a server: its listeners, its service and its connections. Lives on the loop's thread.
final class ServerLoop {
    /// What the server tells one of its loops.
    enum Order: Sendable {
        /// Accept nothing more, finish what is under way within the grace time, then end.
        case stop
        /// Drop everything and end.
        case abort
    }

    private let loop: EventLoop
    private let net: NetLoop
    private let configuration: NetConfiguration
    private let service: any HTTPService
    private var listeners: [Listener] = []
    private var orders: LoopInbox<Order>?
    private var graceTimer: LoopTimer?
    private var isStopping = false

    init(
        index: Int, addresses: [SocketAddress], _ configuration: NetConfiguration,
        makeService: (NetLoop) throws -> any HTTPService
    ) throws {
        loop = try EventLoop()
        net = try NetLoop(on: loop, index: index, limits: configuration.limits, logger: configuration.logger)
        self.configuration = configuration
        service = try makeService(net)
        listeners = try addresses.map { address in
            try Listener(on: loop, at: address, logger: configuration.logger) { [unowned self] in accept($0) }
        }
        orders = try LoopInbox(on: loop) { [unowned self] in obey($0) }
    }

    var addresses: [SocketAddress] { listeners.map(\.address) }
    /// Any thread may give orders through it.
    var door: LoopInbox<Order>? { orders }

    /// Serves until told to stop and done.
    func run() {
        loop.run()
        loop.close()
    }

    private func accept(_ stream: ByteStream) {
        guard net.connectionCount < net.limits.connectionLimit else { return stream.close() }
        do {
            let tls = try configuration.tls.map { try TLSSession(server: $0.current) }
            let transport = Transport(stream, tls: tls, on: net)
            let session = HTTPServerSession(over: transport, service: service)
            do { try transport.start(session) } catch { transport.close(); throw error }
        } catch {
            net.logger.warning("could not serve a connection", metadata: ["error": "\(error)"])
            stream.close()
        }
    }

    private func obey(_ order: Order) {
        switch order {
        case .stop: stop()
        case .abort: end()
        }
    }

    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        listeners.forEach { $0.close() }
        service.loopWillStop()
        net.stopConnections()
        let deadline = net.now + UInt64(configuration.graceMilliseconds)
        graceTimer = try? LoopTimer(on: loop) { [unowned self] in
            if net.connectionCount == 0 && !service.isEnding || loop.now >= deadline { end() }
        }
        try? graceTimer?.start(everyMilliseconds: 20)
    }

    private func end() {
        if net.connectionCount > 0 {
            net.logger.notice(
                "dropped connections", metadata: ["count": "\(net.connectionCount)", "loop": "\(net.index)"])
        }
        listeners.forEach { $0.close() }
        graceTimer?.close()
        graceTimer = nil
        orders?.close()
        orders = nil
        service.loopWillEnd()
        net.close()
        loop.stop()
    }
}
