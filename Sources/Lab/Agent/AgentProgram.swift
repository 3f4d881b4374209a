import EventLoop

/// A program for the agent to run, and what it may use.
struct AgentProgram: Equatable {
    /// The limits of a process that a machine sets (getrlimit(2)); their numbers are those of Linux.
    enum Resource: Int32 {
        case core = 4
        case processes = 6
        case descriptors = 7
        case addressSpace = 9
        case messageQueues = 12
    }

    struct ResourceLimit: Equatable {
        let resource: Resource
        let value: Int
    }

    /// The program, found through `PATH` of `environment`, and its arguments.
    var arguments: [String]
    /// All of its variables.
    var environment: [String: String] = [:]
    /// Where it starts.
    var folder: String?
    /// Whom it runs as: of a sandbox outside, of a program in one inside. Others run as the server does, which the agent checks: a
    /// program that is meant for a machine cannot by mistake run beside it.
    var user = ProcessResources.userID
    /// `cgroup.procs` of the groups that it joins.
    var groups: [String] = []
    var resources: [ResourceLimit] = []
    /// 0 to 19: how much others go before it.
    var niceness = 0
    /// -1000 to 1000: how soon it is ended when memory runs out (proc(5), oom_score_adj).
    var outOfMemoryScore = 0
}

/// How a program ended.
enum ProgramEnd: Equatable, Sendable {
    case status(Int)
    case signal(Int)

    /// The status as a shell says it.
    var status: Int {
        switch self {
        case .status(let status): status
        case .signal(let signal): 128 + signal
        }
    }
}
