/// Another server, entered through ssh(1). Nothing is asked, no settings of this system are read, nothing is forwarded, and there is no
/// escape character by which who types could reach the client itself.
struct SSHPrograms {
    let template: MachineTemplate
    let options: SSHOptions

    private func path(_ file: String) -> String {
        file.hasPrefix("/") ? file : "\(template.folder ?? ".")/\(file)"
    }

    private var common: [String] {
        [
            "ssh", "-F", "none", "-i", path(options.key), "-p", "\(options.port)", "-l", options.user,
            "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none",
            "-o", "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=\"\(path(options.knownHosts))\"",
            "-o", "GlobalKnownHostsFile=none", "-o", "UpdateHostKeys=no", "-o", "CheckHostIP=no",
            "-o", "EscapeChar=none", "-o", "PermitLocalCommand=no", "-o", "ForwardAgent=no", "-o", "ForwardX11=no",
            "-o", "ControlMaster=no", "-o", "ControlPath=none",
            "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4", "-o",
            "LogLevel=ERROR",
        ]
    }

    private func program(_ more: [String]) -> AgentProgram {
        AgentProgram(arguments: common + more, environment: RemotePrograms.environment)
    }

    /// The far side hands what it gets to a shell, as one text.
    private func remote(_ arguments: [String], terminal: Bool) -> AgentProgram {
        let words = arguments.map(Self.quoted).joined(separator: " ")
        return program(
            ["-o", "ClearAllForwardings=yes", terminal ? "-tt" : "-T", "--", options.host]
                + [words].filter { !$0.isEmpty })
    }

    /// A word that a POSIX shell takes as it is (POSIX.1-2017, Shell Command Language, 2.2.2).
    static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// One login for all connections to ports. nil where there are none.
    private var tunnel: ((String) -> AgentProgram)? {
        guard !template.ports.isEmpty else { return nil }
        return { prefix in
            let ways = template.ports.flatMap { ["-L", "\(prefix)\($0):127.0.0.1:\($0)"] }
            // A socket that was left by one that was killed is replaced.
            return program(["-N", "-T", "-o", "StreamLocalBindUnlink=yes"] + ways + ["--", options.host])
        }
    }

    var programs: RemotePrograms {
        RemotePrograms(
            session: remote(template.shell, terminal: true),
            reset: options.reset.isEmpty ? nil : remote(options.reset, terminal: false),
            run: { remote($0, terminal: false) },
            connect: { program(["-W", "127.0.0.1:\($0)", "--", options.host]) }, tunnel: tunnel,
            unreached: (255, "\(options.host) could not be entered"))
    }
}
