import ArgumentParser

/// `takhti bench poll`: a class that answers all at once.
struct BenchPollCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "poll",
        abstract: "Ask a class one question, and print one JSON object of what was measured.",
        discussion: """
            The lecturer of the link drafts and opens a poll; every voter answers once within --seconds, hears that the vote is stored, \
            and sees the result when it is shown. Times go from sending a vote to its acknowledgement; bytes are payload from the opening \
            of the poll to the result. Fails when a vote is missing or a result is not exact.
            """)

    @Option(help: "The lecturer's link.")
    var url: String
    @Option(help: "People who answer.")
    var voters = 3_000
    @Option(help: "Seconds within which all answer.")
    var seconds = 3.0
    @Option(help: "The server's process, to measure its processor time.")
    var pid: Int32?

    func validate() throws {
        guard HallTarget(url)?.key != nil else {
            throw ValidationError("--url is no lecturer's link: http://HOST:PORT/r/CODE#k=KEY")
        }
        guard (1...50_000).contains(voters), (0.1...3_600).contains(seconds) else {
            throw ValidationError("--voters is 1 to 50000, --seconds 0.1 to 3600")
        }
    }

    func run() throws {
        guard let target = HallTarget(url) else { return }
        var isSound = false
        try BenchLoop.run(connections: voters) { net, end in
            let load = PollLoad(voters: voters, seconds: seconds, server: pid, target, on: net)
            load.start { report in
                print(report.json)
                isSound = report.isSound
                end()
            }
            return load
        }
        guard isSound else { throw LoadFailure(description: "a vote is missing, or a result is not exact") }
    }
}
