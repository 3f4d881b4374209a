/// The programs of one sandbox as the agent runs them: whom as, and under which limits.
struct SandboxPrograms {
    let template: MachineTemplate
    let network: SandboxOptions.Network
    /// The machine's user outside.
    let user: Int
    let group: ControlGroup
    let controlGroups: ControlGroups

    /// Users of machines are numbered from here: above all that systemd and subuid(5) give to others, and below 2^31.
    static let firstUser = 2_000_000_000
    /// Open files of one process.
    static let descriptorLimit = 4_096
    /// When memory runs out, programs go first and the machine itself last.
    private static let programScore = 500
    private static let holderScore = -900

    private var sandbox: SandboxArguments { SandboxArguments(template: template, network: network) }

    /// The sandbox itself.
    var machine: (program: AgentProgram, files: [String]) {
        let program = AgentProgram(
            arguments: sandbox.arguments, environment: ["PATH": SandboxArguments.path], user: user,
            groups: group.joinFiles,
            resources: [.init(resource: .core, value: 0), .init(resource: .descriptors, value: Self.descriptorLimit)],
            outOfMemoryScore: Self.holderScore)
        return (program, sandbox.ownSettings.map(\.text))
    }

    /// A program of who works in the machine.
    func program(_ arguments: [String]) -> AgentProgram {
        var program = helper(arguments)
        program.environment = sandbox.environment
        program.resources += processLimits
        return program
    }

    /// A program that the server needs run inside, which processes that are there must not keep from starting.
    func helper(_ arguments: [String]) -> AgentProgram {
        AgentProgram(
            arguments: arguments, environment: ["PATH": SandboxArguments.path, "LANG": "C.UTF-8"],
            folder: SandboxArguments.home, user: SandboxArguments.userInside, groups: group.joinFiles,
            resources: [
                .init(resource: .core, value: 0), .init(resource: .descriptors, value: Self.descriptorLimit),
                .init(resource: .messageQueues, value: 0),
            ], niceness: controlGroups.holds(.cpu) ? 0 : 10, outOfMemoryScore: Self.programScore)
    }

    /// Of each process or of the user, where no group holds them all.
    private var processLimits: [AgentProgram.ResourceLimit] {
        var limits = [AgentProgram.ResourceLimit(resource: .processes, value: template.limits.processes)]
        if !controlGroups.holds(.memory) {
            limits.append(.init(resource: .addressSpace, value: template.limits.memory * 1024))
        }
        return limits
    }
}
