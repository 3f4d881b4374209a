import EventLoop

extension MachineCounters {
    /// Reads what the kernel has counted of a machine. Some short reads of its files; meant for `EventLoop.offload`.
    /// - Parameters:
    ///   - holder: The sandbox's first process. Its root is read-only, so that nothing inside decides what the paths below mean.
    ///   - user: The machine's user outside.
    init(group: ControlGroup, holder: Int32, user: Int) {
        time = ProcessResources.monotonicNanoseconds
        let table = group.memoryByteCount == nil ? ProcessTable(ofUser: user) : nil
        cpuNanoseconds = group.cpuNanoseconds ?? table?.cpuNanoseconds ?? 0
        memory = group.memoryByteCount ?? table?.memoryByteCount ?? 0
        processes = group.processCount ?? table?.count ?? 0
        let network = MachineCounters.network(KernelFile.text("/proc/\(holder)/net/dev") ?? "")
        (received, sent) = (network.received, network.sent)
        let root = "/proc/\(holder)/root"
        disk = [SandboxArguments.home, "/tmp", "/dev/shm"].reduce(0) {
            $0 + (KernelFile.usedByteCount(ofFileSystemAt: root + $1) ?? 0)
        }
    }
}
