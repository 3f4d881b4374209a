import ArgumentParser

/// `takhti bench join`: a hall that comes in all at once, and comes back.
struct BenchJoinCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join",
        abstract: "Let many people join a room, and print JSON of what was measured.",
        discussion: """
            People join spread evenly over --within seconds, each with a device of its own. Times go from connecting to the welcome; bytes are \
            payload, and those of presence are what says who or how many are here. With --return the server is to be restarted afterwards: a second \
            object says how long it took from the first lost connection until everybody was back, as the same person. Fails when somebody does not get in, or does not come back in time.
            """)

    @Option(help: "A room's address: http://HOST:PORT/r/CODE")
    var url: String
    @Option(help: "People who join.")
    var people = 2_000
    @Option(help: "Seconds within which they come.")
    var within = 20.0
    @Option(name: .customLong("return"), help: "Seconds to wait for a restart of the server, and then for everybody.")
    var returnLimit: Double?
    @Option(help: "The server's process, to measure its processor time.")
    var pid: Int32?

    func validate() throws {
        guard HallTarget(url) != nil else {
            throw ValidationError("--url is no room's address: http://HOST:PORT/r/CODE")
        }
        guard (1...50_000).contains(people), (0.1...3_600).contains(within) else {
            throw ValidationError("--people is 1 to 50000, --within 0.1 to 3600")
        }
    }

    func run() throws {
        guard let target = HallTarget(url) else { return }
        var isSound = false
        try BenchLoop.run(connections: people) { net, end in
            let load = JoinLoad(people: people, within: within, returnLimit: returnLimit, server: pid, target, on: net)
            load.start { sound in
                isSound = sound
                end()
            }
            return load
        }
        guard isSound else { throw LoadFailure(description: "somebody did not get in, or did not come back") }
    }
}
