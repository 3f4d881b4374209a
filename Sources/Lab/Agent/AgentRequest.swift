/// A packet to the agent (`Sources/CSandbox/request.c`): a letter for the operation, then fields `k=value`, each ended by a NUL.
struct AgentRequest: Equatable {
    private(set) var bytes: [UInt8]

    /// What a program's standard streams are.
    enum Streams: Equatable {
        /// Nothing.
        case none
        /// A terminal of this size.
        case terminal(rows: Int, columns: Int)
        /// A socket as input and output; errors go nowhere.
        case socket
    }

    private init(_ operation: Character, id: UInt32) {
        bytes = Array("\(operation)\0".utf8)
        add("i", "\(id)")
    }

    private mutating func add(_ key: Character, _ value: String) {
        bytes += "\(key)=".utf8
        bytes += value.utf8.prefix { $0 != 0 }
        bytes.append(0)
    }

    private mutating func add(_ program: AgentProgram) {
        for argument in program.arguments { add("a", argument) }
        for (name, value) in program.environment.sorted(by: { $0.key < $1.key }) { add("e", "\(name)=\(value)") }
        for group in program.groups { add("g", group) }
        for limit in program.resources { add("r", "\(limit.resource.rawValue):\(limit.value)") }
        if let folder = program.folder { add("c", folder) }
        if program.niceness != 0 { add("n", "\(program.niceness)") }
        add("u", "\(program.user)")
        add("o", "\(program.outOfMemoryScore)")
    }

    /// Starts a sandbox whose program finds `files` from descriptor 10 on.
    static func launch(_ id: UInt32, _ program: AgentProgram, files: [String]) -> AgentRequest {
        var request = AgentRequest("L", id: id)
        request.add(program)
        for file in files { request.add("d", file) }
        return request
    }

    /// Runs a program in a machine, or outside.
    static func run(_ id: UInt32, _ program: AgentProgram, in machine: UInt32?, _ streams: Streams) -> AgentRequest {
        var request = AgentRequest("R", id: id)
        if let machine { request.add("m", "\(machine)") }
        request.add(program)
        switch streams {
        case .none: request.add("x", "n")
        case .socket: request.add("x", "s")
        case .terminal(let rows, let columns):
            request.add("x", "t")
            request.add("h", "\(rows)")
            request.add("w", "\(columns)")
        }
        return request
    }

    /// Connects to a port of a machine's own 127.0.0.1.
    static func connect(_ id: UInt32, port: Int, in machine: UInt32) -> AgentRequest {
        var request = AgentRequest("C", id: id)
        request.add("m", "\(machine)")
        request.add("p", "\(port)")
        return request
    }

    /// Ends a machine and all in it.
    static func kill(machine: UInt32) -> AgentRequest { AgentRequest("K", id: machine) }

    /// Sends a signal to a program and its process group.
    static func signal(_ signal: Int32, process: Int32) -> AgentRequest {
        var request = AgentRequest("S", id: 0)
        request.add("k", "\(process)")
        request.add("s", "\(signal)")
        return request
    }
}
