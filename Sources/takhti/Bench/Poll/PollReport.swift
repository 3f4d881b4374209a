/// What was measured in a poll, as JSON.
struct PollReport {
    let voters: Int
    let stored: Int
    let rejected: Int
    let lost: Int
    /// Clients whose last result is not the exact one.
    let wrongTallies: Int
    let histogram: LatencyHistogram
    /// In nanoseconds.
    let longest: UInt64
    /// Payload bytes of each voter for the whole poll.
    let bytes: (down: Int, up: Int)
    let cpuNanoseconds: UInt64?

    /// Whether every vote was stored and everybody saw the exact result.
    var isSound: Bool { stored == voters && rejected == 0 && wrongTallies == 0 && lost == 0 }

    /// One object on one line.
    var json: String {
        var fields: [(String, String)] = [
            ("voters", "\(voters)"), ("stored", "\(stored)"), ("rejected", "\(rejected)"), ("lost", "\(lost)"),
            ("wrong_tallies", "\(wrongTallies)"), ("p50_ack_us", "\(Int(histogram.microseconds(at: 0.5)))"),
            ("p99_ack_us", "\(Int(histogram.microseconds(at: 0.99)))"), ("max_ack_us", "\(longest / 1_000)"),
            ("bytes_down_per_voter", "\(bytes.down)"), ("bytes_up_per_voter", "\(bytes.up)"),
        ]
        if let cpuNanoseconds {
            fields.append(("server_cpu_us_per_vote", "\(cpuNanoseconds / 1_000 / UInt64(voters))"))
        }
        return "{" + fields.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }
}
