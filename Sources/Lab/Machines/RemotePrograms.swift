/// The programs that operate a machine which is not made here.
struct RemotePrograms {
    /// In the terminal.
    var session: AgentProgram
    var start: AgentProgram?
    var stop: AgentProgram?
    var reset: AgentProgram?
    /// A program inside; nil when there is no way.
    var run: ([String]) -> AgentProgram?
    /// Its streams are those of a port inside; nil when there is no way.
    var connect: (Int) -> AgentProgram?
    /// Keeps ways open from sockets, `PREFIX` and a port, to those ports inside, until it ends; nil when there is no such way.
    var tunnel: ((_ prefix: String) -> AgentProgram)?
    /// A status of the session that means that the machine was not reached, and what to say then.
    var unreached: (status: Int, words: String)?

    /// All that a program outside of a sandbox gets of this server's environment: nothing.
    static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", "HOME": "/root",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor", "LANG": "C.UTF-8",
    ]
}
