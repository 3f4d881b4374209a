import EventLoop

/// The control group of one machine. Its calls are short writes and reads of the kernel's files.
struct ControlGroup: Sendable {
    let version: ControlGroups.Version
    let name: String

    private var folders: [String] {
        switch version {
        case .first(let folders): Set(folders.values).sorted().map { "\($0)/\(name)" }
        case .second(let folder): ["\(folder)/\(name)"]
        case .none: []
        }
    }

    private func folder(_ controller: ControlGroups.Controller) -> String? {
        switch version {
        case .first(let folders): folders[controller].map { "\($0)/\(name)" }
        case .second(let folder): "\(folder)/\(name)"
        case .none: nil
        }
    }

    /// The files through which a process joins.
    var joinFiles: [String] { folders.map { $0 + "/cgroup.procs" } }

    /// Makes the folders, and sets what their processes may use together. Files in memory count as memory.
    func make(_ limits: MachineLimits) throws(UVError) {
        for folder in folders { try File.makeFolder(folder, mode: 0o755) }
        let memory = (limits.memory + limits.disk) * 1024
        switch version {
        case .first:
            if let folder = folder(.memory) {
                try KernelFile.write("\(memory)", to: folder + "/memory.limit_in_bytes")
                // Where the kernel counts swap: none beyond.
                writeIfThere("\(memory)", folder + "/memory.memsw.limit_in_bytes")
                // What waits in TCP connections is not part of the memory here, and the whole system has one measure of it.
                writeIfThere("\(memory / 8)", folder + "/memory.kmem.tcp.limit_in_bytes")
            }
            if let folder = folder(.pids) { try KernelFile.write("\(limits.processes)", to: folder + "/pids.max") }
            if let folder = folder(.cpu) {
                try KernelFile.write("\(Self.period)", to: folder + "/cpu.cfs_period_us")
                try KernelFile.write("\(quota(limits))", to: folder + "/cpu.cfs_quota_us")
            }
        case .second(let parent):
            let folder = "\(parent)/\(name)"
            try KernelFile.write("\(memory)", to: folder + "/memory.max")
            writeIfThere("0", folder + "/memory.swap.max")
            try KernelFile.write("\(limits.processes)", to: folder + "/pids.max")
            try KernelFile.write("\(quota(limits)) \(Self.period)", to: folder + "/cpu.max")
        case .none: break
        }
    }

    /// Microseconds in which a machine gets its share of processor time.
    private static let period = 100_000

    private func quota(_ limits: MachineLimits) -> Int { limits.cpu * Self.period / 100 }

    private func writeIfThere(_ text: String, _ path: String) {
        do throws(UVError) { try KernelFile.write(text, to: path) } catch { return }
    }

    /// Removes the folders; false while processes in them are still ending.
    func remove() -> Bool { folders.map(KernelFile.removeFolder).allSatisfy { $0 } }

    /// Processor time used so far, in nanoseconds.
    var cpuNanoseconds: UInt64? {
        switch version {
        case .first: folder(.cpuacct).flatMap { number($0 + "/cpuacct.usage") }.map { UInt64($0) }
        case .second(let parent): field("usage_usec", of: "\(parent)/\(name)/cpu.stat").map { UInt64($0) * 1000 }
        case .none: nil
        }
    }

    /// Memory in use, in bytes; what the kernel keeps of files only because nobody else needed the room is left out.
    var memoryByteCount: Int? {
        guard let folder = folder(.memory) else { return nil }
        let isFirst = if case .first = version { true } else { false }
        guard let used = number(folder + (isFirst ? "/memory.usage_in_bytes" : "/memory.current")) else { return nil }
        let idle = field(isFirst ? "total_inactive_file" : "inactive_file", of: folder + "/memory.stat") ?? 0
        return max(0, used - idle)
    }

    /// Processes and threads.
    var processCount: Int? { folder(.pids).flatMap { number($0 + "/pids.current") } }

    private func number(_ path: String) -> Int? {
        KernelFile.text(path).flatMap { Int($0.prefix { $0.isNumber }) }
    }

    private func field(_ name: String, of path: String) -> Int? {
        for line in (KernelFile.text(path) ?? "").split(separator: "\n") where line.hasPrefix(name + " ") {
            return Int(line.dropFirst(name.utf8.count + 1))
        }
        return nil
    }
}
