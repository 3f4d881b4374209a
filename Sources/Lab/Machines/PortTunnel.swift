import EventLoop

/// Connections to ports of another server through one login that stays, in place of a login for each: a program listens on a socket for each
/// port, and passes on what connects there. It is started by the first connection, which does not wait for it, and again by the first after
/// it ended; it ends with the machine, and with its agent.
final class PortTunnel {
    private let program: AgentProgram
    private let prefix: String
    private let ports: [Int]
    private let agent: LabAgent
    private var task: UInt32?
    /// Before then it is not started again.
    private var restsUntil: UInt64 = 0

    /// Milliseconds between two starts.
    private static let pause: UInt64 = 10_000

    /// - Parameter label: Names its sockets among others.
    init?(_ programs: RemotePrograms, ports: [Int], label: String, _ agent: LabAgent) {
        guard let folder = agent.socketFolder, let tunnel = programs.tunnel else { return nil }
        prefix = "\(folder)/\(label)."
        program = tunnel(prefix)
        (self.ports, self.agent) = (ports, agent)
    }

    /// A connection; nil while there is no way.
    func connect(port: Int) -> OwnedDescriptor? {
        if task != nil, let way = try? OwnedDescriptor.connecting(toSocket: "\(prefix)\(port)") { return way }
        start()
        return nil
    }

    private func start() {
        guard task == nil, agent.loop.now >= restsUntil else { return }
        restsUntil = agent.loop.now + Self.pause
        var started: UInt32?
        started = agent.run(program, in: nil, .none) { [weak self] reply in
            switch reply {
            case .started, .ready, .opened, .failed: break
            case .ended: if self?.task == started { self?.task = nil }
            }
        }
        task = started
    }

    /// Ends it, and what goes through it. Idempotent.
    func close() {
        if let task { agent.hangUp(task: task) }
        task = nil
        for port in ports { try? File.remove("\(prefix)\(port)") }
    }
}
