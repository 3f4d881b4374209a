import ArgumentParser

/// `takhti bench quiz`: a class that plays a quiz, led by its lecturer.
struct BenchQuizCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quiz",
        abstract: "Lead a class through a quiz, and print one JSON object of what was measured.",
        discussion: """
            The lecturer of the link drafts and begins a quiz; every player answers each question once within --seconds, hears that the answer \
            is stored, and sees result, points and the best. Times go from sending an answer to its acknowledgement; bytes are payload \
            from the beginning of the quiz to its end. Fails when an answer is missing, or a result, points or the best are not exact.
            """)

    @Option(help: "The lecturer's link.")
    var url: String
    @Option(help: "People who answer.")
    var players = 1_000
    @Option(help: "Questions of the quiz.")
    var questions = 3
    @Option(help: "Seconds within which all answer a question.")
    var seconds = 3.0
    @Option(help: "The server's process, to measure its processor time.")
    var pid: Int32?

    func validate() throws {
        guard HallTarget(url)?.key != nil else {
            throw ValidationError("--url is no lecturer's link: http://HOST:PORT/r/CODE#k=KEY")
        }
        guard (1...10_000).contains(players), (1...127).contains(questions), (0.1...3_600).contains(seconds) else {
            throw ValidationError("--players is 1 to 10000, --questions 1 to 127, --seconds 0.1 to 3600")
        }
    }

    func run() throws {
        guard let target = HallTarget(url) else { return }
        var isSound = false
        try BenchLoop.run(connections: players) { net, end in
            let load = QuizLoad(
                players: players, questions: questions, seconds: seconds, server: pid, target, on: net)
            load.start { report in
                print(report.json)
                isSound = report.isSound
                end()
            }
            return load
        }
        guard isSound else { throw LoadFailure(description: "an answer is missing, or something is not exact") }
    }
}
