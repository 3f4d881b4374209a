import EventLoop

/// The processes of one user, counted from proc(5) where no control group counts them. What has ended is not in it.
struct ProcessTable {
    private(set) var count = 0
    private(set) var memoryByteCount = 0
    private(set) var cpuNanoseconds: UInt64 = 0

    init(ofUser user: Int, root: String = "/proc") {
        for name in KernelFile.folders(in: root) where Int32(name) != nil {
            guard let status = KernelFile.text("\(root)/\(name)/status"),
                let owner = Self.number("Uid:", in: status), owner == user
            else { continue }
            count += 1
            memoryByteCount += (Self.number("VmRSS:", in: status) ?? 0) * 1024
            // The first number of schedstat is the time spent on a processor, in nanoseconds.
            let times = KernelFile.text("\(root)/\(name)/schedstat") ?? ""
            cpuNanoseconds += UInt64(times.prefix { $0.isNumber }) ?? 0
        }
    }

    /// The users of all processes.
    static func users(root: String = "/proc") -> Set<Int> {
        Set(
            KernelFile.folders(in: root).compactMap { name in
                guard Int32(name) != nil, let status = KernelFile.text("\(root)/\(name)/status") else { return nil }
                return number("Uid:", in: status)
            })
    }

    /// Whether a process of the user lives in a PID namespace, as `/proc/PID/ns/pid` names it: one that has ended and waits to be noted by
    /// its parent does not.
    static func hasLiving(ofUser user: Int, in namespace: String, root: String = "/proc") -> Bool {
        KernelFile.folders(in: root).contains { name in
            guard Int32(name) != nil, KernelFile.link("\(root)/\(name)/ns/pid") == namespace,
                let status = KernelFile.text("\(root)/\(name)/status"), number("Uid:", in: status) == user
            else { return false }
            return !status.contains("\nState:\tZ") && !status.contains("\nState:\tX")
        }
    }

    private static func number(_ field: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix(field) {
            return line.dropFirst(field.utf8.count).split { $0 == "\t" || $0 == " " }.first.flatMap { Int($0) }
        }
        return nil
    }
}
