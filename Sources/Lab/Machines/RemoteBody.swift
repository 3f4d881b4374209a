import EventLoop

/// A machine that is not made here: another server, a container. It is there, or its own programs start and stop it.
final class RemoteBody: MachineBody {
    var onLoss: ((String) -> Void)?
    var onDelay: ((String) -> Void)?
    var onHomeLoss: ((String) -> Void)?
    let machine: UInt32? = nil
    private let programs: RemotePrograms
    private let agent: LabAgent
    private var job: MachineJob?
    private var isStarted = false

    private let tunnel: PortTunnel?

    init(_ programs: RemotePrograms, _ template: MachineTemplate, _ place: MachinePlace, _ agent: LabAgent) {
        (self.programs, self.agent) = (programs, agent)
        tunnel = PortTunnel(programs, ports: template.ports, label: place.label, agent)
    }

    func start(then: @escaping (String?) -> Void) {
        operate(programs.start, "started") { [self] reason in
            isStarted = reason == nil
            then(reason)
        }
    }

    func stop(keepsHome: Bool, then: @escaping () -> Void) {
        isStarted = false
        tunnel?.close()
        operate(programs.stop, "stopped") { _ in then() }
    }

    func reset(then: @escaping (String?) -> Void) { operate(programs.reset, "made as new", then: then) }

    /// Runs one of the template's own programs; one that is under way is dropped.
    private func operate(_ program: AgentProgram?, _ what: String, then: @escaping (String?) -> Void) {
        job?.close()
        job = nil
        guard let program else { return agent.loop.offload({}) { then(nil) } }
        job = MachineJob(program, in: nil, on: agent, seconds: MachineWork.operationSeconds) { [self] outcome in
            job = nil
            let name = program.arguments.first ?? ""
            switch outcome.end {
            case .status(0): then(nil)
            case .status(let status):
                then(outcome.reason ?? "it could not be \(what): \(name) ended with status \(status)")
            case .signal, nil: then("it could not be \(what): \(name) took too long or was ended")
            }
        }
    }

    var session: AgentProgram { programs.session }

    func program(_ arguments: [String]) -> AgentProgram? { isStarted ? programs.run(arguments) : nil }

    func failure(of end: ProgramEnd, lastLine: String) -> String? {
        guard let unreached = programs.unreached, end == .status(unreached.status) else { return nil }
        return lastLine.isEmpty ? unreached.words : "\(unreached.words): \(lastLine)"
    }

    /// Through what stays open; else a program whose streams are the connection's.
    func connect(port: Int, onReply: @escaping (AgentReply) -> Void) {
        if isStarted, let way = tunnel?.connect(port: port) {
            return agent.loop.offload({}) { onReply(.opened(way)) }
        }
        guard isStarted, let program = programs.connect(port) else {
            return agent.loop.offload({}) { onReply(.failed("there is no way to its ports")) }
        }
        agent.run(program, in: nil, .socket, onReply: onReply)
    }

    func counters(then: @escaping (MachineCounters?) -> Void) { agent.loop.offload({}) { then(nil) } }
}
