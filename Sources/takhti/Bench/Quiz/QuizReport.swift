/// What was measured in a quiz, as JSON.
struct QuizReport {
    let players: Int
    let questions: Int
    /// Answers that were stored.
    let stored: Int
    let rejected: Int
    let lost: Int
    /// Clients whose result of a question was not the exact one, of all questions.
    let wrongTallies: Int
    /// People whose points are not what their answers are worth.
    let wrongScores: Int
    /// Clients that were not shown the best in the end.
    let wrongBest: Int
    let histogram: LatencyHistogram
    /// In nanoseconds.
    let longest: UInt64
    /// Payload bytes of each player for the whole quiz.
    let bytes: (down: Int, up: Int)
    let cpuNanoseconds: UInt64?

    /// Whether every answer was stored, and everybody saw exact results and points.
    var isSound: Bool {
        stored == players * questions && rejected == 0 && lost == 0 && wrongTallies == 0 && wrongScores == 0
            && wrongBest == 0
    }

    /// One object on one line.
    var json: String {
        var fields: [(String, Int)] = [
            ("players", players), ("questions", questions), ("stored", stored), ("rejected", rejected),
            ("lost", lost), ("wrong_tallies", wrongTallies), ("wrong_scores", wrongScores), ("wrong_best", wrongBest),
            ("p50_ack_us", Int(histogram.microseconds(at: 0.5))), ("p99_ack_us", Int(histogram.microseconds(at: 0.99))),
            ("max_ack_us", Int(longest / 1_000)), ("bytes_down_per_player", bytes.down),
            ("bytes_up_per_player", bytes.up),
        ]
        if let cpuNanoseconds {
            fields.append(("server_cpu_us_per_answer", Int(cpuNanoseconds) / 1_000 / (players * questions)))
        }
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
