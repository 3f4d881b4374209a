import EventLoop

/// Settings of `takhti serve` from a file and from the environment, turned into options in front of those of the command line, which win
/// over them by coming later.
enum SettingsSources {
    private static let prefix = "TAKHTI_"
    private static let fileByteLimit = 65_536

    /// A line of the file that says nothing, or a file that cannot be read.
    struct Mistake: Error, CustomStringConvertible {
        let description: String
    }

    /// The arguments of the whole command line, completed.
    static func completed(_ arguments: [String], environment: [String: String]) throws -> [String] {
        guard arguments.first == "serve" else { return arguments }
        let given = Array(arguments.dropFirst())
        let variables = environment.filter { $0.key.hasPrefix(prefix) && names.contains(option($0.key)) }
        let fromEnvironment = variables.sorted { $0.key < $1.key }.flatMap { options(option($0.key), $0.value) }
        let file = value(of: "config", in: given) ?? variables["\(prefix)CONFIG"]
        let fromFile = try file.map(read) ?? []
        return ["serve"] + fromFile + fromEnvironment + given
    }

    /// All settings that may come from outside the command line.
    private static let names: Set<String> = [
        "config", "host", "port", "data", "loops", "tls-cert", "tls-key", "tls-self-signed", "public-url", "room-limit",
        "new-devices", "machine-limit", "preview-host",
        "trusted-proxy", "connection-limit", "tick", "idle-seconds", "grace",
    ]
    private static let flags: Set<String> = ["tls-self-signed"]

    private static func option(_ variable: String) -> String {
        variable.dropFirst(prefix.count).lowercased().replacing("_", with: "-")
    }

    private static func options(_ name: String, _ value: String) -> [String] {
        if flags.contains(name) { return value == "true" || value == "1" ? ["--\(name)"] : [] }
        return ["--\(name)", value]
    }

    private static func value(of name: String, in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--\(name)=") { return String(argument.dropFirst(name.count + 3)) }
            if argument == "--\(name)", index + 1 < arguments.count { return arguments[index + 1] }
        }
        return nil
    }

    private static func read(_ path: String) throws -> [String] {
        guard let bytes = try? File.contents(of: path, limit: fileByteLimit) else {
            throw Mistake(description: "\(path) cannot be read")
        }
        var result: [String] = []
        for (number, line) in zip(
            1..., String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false))
        {
            let text = line.prefix { $0 != "#" }.trimmed
            guard !text.isEmpty else { continue }
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
            guard parts.count == 2, names.contains(String(parts[0])), parts[0] != "config" else {
                throw Mistake(description: "\(path), line \(number): “\(text)” is no setting (name = value)")
            }
            result += options(String(parts[0]), String(parts[1]))
        }
        return result
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let front = drop { $0 == " " || $0 == "\t" || $0 == "\r" }
        return front.prefix(front.count - front.reversed().prefix { $0 == " " || $0 == "\t" || $0 == "\r" }.count)
    }
}
