import EventLoop
import HTTP
import Logging

/// A server on one or several loops. Made, started, stopped and waited for on one thread; `stop` may be called from any.
public final class NetServer {
    private let configuration: NetConfiguration
    private let makeService: @Sendable (NetLoop) throws -> any HTTPService
    private var threads: [LoopThread] = []
    private var doors: [LoopInbox<ServerLoop.Order>] = []
    private let news = Board<News>()

    private enum News: Sendable {
        case started([SocketAddress], LoopInbox<ServerLoop.Order>)
        case failed(String)
        case ended
    }

    /// Why a server did not start.
    public struct StartError: Error, CustomStringConvertible {
        /// In words, for the one who started it.
        public let description: String
    }

    /// - Parameter makeService: Called once on each loop's thread.
    public init(_ configuration: NetConfiguration, makeService: @escaping @Sendable (NetLoop) throws -> any HTTPService)
    {
        self.configuration = configuration
        self.makeService = makeService
    }

    /// Starts all loops and returns where they listen.
    /// - Throws: `StartError` when an address cannot be listened on or a service cannot be made; nothing is left running then.
    public func start() throws -> [SocketAddress] {
        var addresses = configuration.addresses
        for index in 0..<max(1, configuration.loopCount) {
            do {
                let bound = try startLoop(index, at: index == 0 ? addresses : addresses.filter { $0.port != nil })
                if index == 0 { addresses = bound }
            } catch {
                abort()
                wait()
                throw error
            }
        }
        return addresses
    }

    private func startLoop(_ index: Int, at addresses: [SocketAddress]) throws -> [SocketAddress] {
        threads.append(
            try LoopThread { [configuration, makeService, news] in
                do {
                    let loop = try ServerLoop(
                        index: index, addresses: addresses, configuration, makeService: makeService)
                    guard let door = loop.door else { return }
                    news.post(.started(loop.addresses, door))
                    loop.run()
                    news.post(.ended)
                } catch {
                    news.post(.failed("\(error)"))
                }
            })
        switch news.take() {
        case .started(let bound, let door):
            doors.append(door)
            return bound
        case .ended: return addresses
        case .failed(let reason):
            throw StartError(
                description: "loop \(index) at \(addresses.map(\.description).joined(separator: ", ")): \(reason)")
        }
    }

    /// Lets every loop finish what is under way, within the grace time of the configuration.
    public func stop() { doors.forEach { $0.send(.stop) } }

    /// Drops everything.
    public func abort() { doors.forEach { $0.send(.abort) } }

    /// Calls `action` on a thread of its own when all loops have ended; join the returned thread. Instead of `wait()`.
    public func whenEnded(_ action: @escaping @Sendable () -> Void) throws -> LoopThread {
        let news = news
        let count = threads.count
        return try LoopThread {
            for _ in 0..<count { _ = news.take() }
            action()
        }
    }

    /// Returns when all loops have ended.
    public func wait() {
        threads.forEach { $0.join() }
        threads = []
        doors = []
    }
}
