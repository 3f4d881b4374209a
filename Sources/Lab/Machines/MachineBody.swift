/// What a machine is made of, below its terminal: how it is brought up, entered and taken down. One operation at a time; each calls
/// back once, on the loop's thread and not from within the call.
protocol MachineBody: AnyObject {
    /// Called when it broke down though nobody asked for it.
    var onLoss: ((String) -> Void)? { get set }
    /// Called when it was to end and did not in time, with why; what waits for the end goes on waiting, and it is tried again.
    var onDelay: ((String) -> Void)? { get set }
    /// Called when the home of a run was not kept, or not restored.
    var onHomeLoss: ((String) -> Void)? { get set }

    /// The number by which the agent knows it; nil for one whose programs run outside of every sandbox.
    var machine: UInt32? { get }

    /// Brings it up, so that programs can be run in it. nil, or why not.
    func start(then: @escaping (String?) -> Void)
    /// Takes it down, from whatever state.
    func stop(keepsHome: Bool, then: @escaping () -> Void)
    /// Makes it as new while it is down. nil, or why not.
    func reset(then: @escaping (String?) -> Void)

    /// What runs in the terminal.
    var session: AgentProgram { get }
    /// A program in it; nil when there is no way to run one.
    func program(_ arguments: [String]) -> AgentProgram?
    /// Why a session that ended so was none at all; nil when it was one.
    func failure(of end: ProgramEnd, lastLine: String) -> String?

    /// Connects to a port in it.
    func connect(port: Int, onReply: @escaping (AgentReply) -> Void)
    /// Reads the kernel's counters, off the loop; nil when there are none.
    func counters(then: @escaping (MachineCounters?) -> Void)
}

extension MachineTemplate {
    /// The body of a machine of this template.
    func body(at place: MachinePlace, on agent: LabAgent) -> any MachineBody {
        switch kind {
        case .sandbox(let options): SandboxBody(self, options, place, agent)
        case .ssh(let options): RemoteBody(SSHPrograms(template: self, options: options).programs, self, place, agent)
        case .command(let options):
            RemoteBody(CommandPrograms(options: options, label: place.label).programs, self, place, agent)
        }
    }
}
