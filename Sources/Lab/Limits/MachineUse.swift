/// What a machine uses now.
public struct MachineUse: Sendable, Equatable {
    /// Hundredths of a processor, since the sample before.
    public var cpu: Int
    /// Memory with the files in it, in KiB.
    public var memory: Int
    /// Processes and threads.
    public var processes: Int
    /// Bytes a second that arrived in its network since the sample before, its own loopback's among them.
    public var received: Int
    /// Bytes a second that left.
    public var sent: Int
    /// Files in the home and for temporary use, in KiB.
    public var disk: Int

    /// Nothing.
    public static let zero = MachineUse(cpu: 0, memory: 0, processes: 0, received: 0, sent: 0, disk: 0)
}

/// What the kernel has counted of a machine at one moment.
struct MachineCounters: Sendable, Equatable {
    /// Nanoseconds of the monotonic clock.
    var time: UInt64 = 0
    var cpuNanoseconds: UInt64 = 0
    var memory = 0
    var processes = 0
    var received = 0
    var sent = 0
    var disk = 0

    /// What was used between an earlier moment and this; the sums of the first have no earlier one.
    func use(since earlier: MachineCounters?) -> MachineUse {
        var use = MachineUse(
            cpu: 0, memory: memory / 1024, processes: processes, received: 0, sent: 0, disk: disk / 1024)
        guard let earlier, time > earlier.time else { return use }
        let elapsed = Double(time - earlier.time)
        func rate(_ now: Int, _ before: Int) -> Int { Int(Double(max(0, now - before)) * 1e9 / elapsed) }
        let cpu = cpuNanoseconds - min(cpuNanoseconds, earlier.cpuNanoseconds)
        use.cpu = Int((Double(cpu) * 100 / elapsed).rounded())
        use.received = rate(received, earlier.received)
        use.sent = rate(sent, earlier.sent)
        return use
    }

    /// Bytes received and sent by all interfaces, from proc(5) `net/dev`.
    static func network(_ text: String) -> (received: Int, sent: Int) {
        var sums = (received: 0, sent: 0)
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let numbers = parts[1].split(separator: " ").compactMap { Int($0) }
            guard numbers.count >= 9 else { continue }
            sums.received += numbers[0]
            sums.sent += numbers[8]
        }
        return sums
    }
}
