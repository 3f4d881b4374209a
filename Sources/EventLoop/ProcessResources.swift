import CUV
import Glibc

/// Facts about this machine and what one of its processes has used.
public enum ProcessResources {
    /// Nanoseconds of the monotonic clock.
    public static var monotonicNanoseconds: UInt64 { uv_hrtime() }

    /// Seconds since 1970 by the machine's clock.
    public static var unixTime: Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec)
    }

    /// Raises the soft limit on open descriptors to the hard one and returns it. A process with that right (root) may ask for
    /// `wanted` above the hard limit.
    @discardableResult
    public static func raiseDescriptorLimit(toAtLeast wanted: UInt = 0) -> UInt {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        if limit.rlim_max < wanted {
            var raised = rlimit(rlim_cur: wanted, rlim_max: wanted)
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { return wanted }
        }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit.rlim_cur
    }

    /// Sets the soft limit on open descriptors; used to try what happens without any.
    public static func setDescriptorLimit(_ count: UInt) {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = count
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Processors that this process may run on, at least 1.
    public static var processorCount: Int { max(1, Int(uv_available_parallelism())) }

    /// The environment's variables.
    public static var environment: [String: String] {
        var result: [String: String] = [:]
        var items: UnsafeMutablePointer<uv_env_item_t>?
        var count: Int32 = 0
        guard uv_os_environ(&items, &count) == 0, let items else { return [:] }
        defer { uv_os_free_environ(items, count) }
        for index in 0..<Int(count) { result[String(cString: items[index].name)] = String(cString: items[index].value) }
        return result
    }

    /// The number of the user that this process runs as; 0 is root, who may become any other.
    public static var userID: Int { Int(geteuid()) }

    /// This process's id.
    public static var processID: Int32 { getpid() }

    /// Nanoseconds of processor time that the threads of a process have used; nil when it is gone.
    public static func cpuNanoseconds(of processID: Int32) -> UInt64? {
        guard let tasks = opendir("/proc/\(processID)/task") else { return nil }
        defer { closedir(tasks) }
        var total: UInt64 = 0
        while let entry = readdir(tasks) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard !name.hasPrefix(".") else { continue }
            // proc(5): the first number of schedstat is the time spent on the processor.
            guard let text = try? procFile(processID, "task/\(name)/schedstat") else { continue }
            total += text.split(separator: " ").first.flatMap { UInt64($0) } ?? 0
        }
        return total
    }

    /// Bytes of memory that a process alone accounts for (its proportional set size); nil when it is gone or not ours to see.
    public static func proportionalSetSize(of processID: Int32) -> UInt64? {
        guard let text = try? procFile(processID, "smaps_rollup") else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("Pss:") {
            return line.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 * 1024 }
        }
        return nil
    }

    /// Hands over what was printed: to a pipe it would else wait for more.
    public static func flushStandardOutput() { fflush(nil) }

    /// Ends this process now, with `status`.
    public static func endProcess(status: Int32) -> Never { _exit(status) }

    private static func procFile(_ processID: Int32, _ name: String) throws(UVError) -> String {
        // Files under /proc have no length of their own: read until the end or 64 KiB.
        let descriptor = try checkErrno(open("/proc/\(processID)/\(name)", O_RDONLY | O_CLOEXEC))
        defer { _ = Glibc.close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
            while filled < buffer.count {
                let count = Glibc.read(descriptor, buffer.baseAddress! + filled, buffer.count - filled)
                guard count > 0 else { return }
                filled += count
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
