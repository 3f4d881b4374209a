/// A machine that programs of the template operate.
struct CommandPrograms {
    let options: CommandOptions
    let label: String

    private func program(_ arguments: [String], port: Int? = nil) -> AgentProgram? {
        guard !arguments.isEmpty else { return nil }
        let filled = arguments.map { argument in
            let named = Self.replaced(argument, "{machine}", by: label)
            return port.map { Self.replaced(named, "{port}", by: "\($0)") } ?? named
        }
        return AgentProgram(arguments: filled, environment: RemotePrograms.environment)
    }

    static func replaced(_ text: String, _ mark: String, by value: String) -> String {
        var result = ""
        var rest = text[...]
        while let found = rest.firstRange(of: mark) {
            result += rest[..<found.lowerBound] + value
            rest = rest[found.upperBound...]
        }
        return result + rest
    }

    var programs: RemotePrograms {
        RemotePrograms(
            session: program(options.attach) ?? AgentProgram(arguments: ["false"]), start: program(options.start),
            stop: program(options.stop), reset: program(options.reset),
            run: { arguments in
                guard var program = program(options.run) else { return nil }
                program.arguments += arguments
                return program
            }, connect: { program(options.connect, port: $0) })
    }
}
