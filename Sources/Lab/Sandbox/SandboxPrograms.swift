/// The programs of one sandbox as the agent runs them: whom as, and under which limits.
struct SandboxPrograms {
    let template: MachineTemplate
    let network: SandboxOptions.Network
    /// The machine's user outside.
    let user: Int
    let group: ControlGroup
    let controlGroups: ControlGroups

    /// Open files of one process: the whole system has so many, too, and a machine many processes.
    static let descriptorLimit = 1_024
    /// When memory runs out, programs go first, the machine itself after them, and the server, which has 0, last: who works in a machine can
    /// make its first process run something else (ptrace(2)), and must not be safer than the server for that.
    private static let programScore = 500
    private static let holderScore = 100
    /// Processes that the server runs inside beside as many as there may be.
    private static let helperReserve = 32

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
        var program = self.program(arguments, reserve: 0)
        program.environment = sandbox.environment
        return program
    }

    /// A program that the server needs run inside, which processes that are there must not keep from starting: it has a reserve, and no
    /// more, as they can make it run something else.
    func helper(_ arguments: [String]) -> AgentProgram { program(arguments, reserve: Self.helperReserve) }

    private func program(_ arguments: [String], reserve: Int) -> AgentProgram {
        AgentProgram(
            arguments: arguments, environment: ["PATH": SandboxArguments.path, "LANG": "C.UTF-8"],
            folder: SandboxArguments.home, user: SandboxArguments.userInside, groups: group.joinFiles,
            resources: [
                .init(resource: .core, value: 0), .init(resource: .descriptors, value: Self.descriptorLimit),
                .init(resource: .messageQueues, value: 0),
            ] + processLimits(reserve: reserve), niceness: controlGroups.holds(.cpu) ? 0 : 10,
            outOfMemoryScore: Self.programScore)
    }

    /// Of each process or of the user, where no group holds them all.
    private func processLimits(reserve: Int) -> [AgentProgram.ResourceLimit] {
        var limits = [AgentProgram.ResourceLimit(resource: .processes, value: template.limits.processes + reserve)]
        if !controlGroups.holds(.memory) {
            limits.append(.init(resource: .addressSpace, value: template.limits.memory * 1024))
        }
        return limits
    }
}
