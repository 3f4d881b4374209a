/// What a machine may use at most.
public struct MachineLimits: Sendable, Equatable {
    /// Hundredths of a processor.
    public var cpu: Int
    /// Memory of its programs, in KiB. What its files take is apart: they are in memory, too, and count as `disk`.
    public var memory: Int
    /// Processes and threads.
    public var processes: Int
    /// Files in the home and for temporary use together, in KiB.
    public var disk: Int

    /// Half a processor, 256 MiB of memory, 128 processes, 64 MiB of files.
    public static let standard = MachineLimits(cpu: 50, memory: 262_144, processes: 128, disk: 65_536)

    /// Limits as given.
    public init(cpu: Int, memory: Int, processes: Int, disk: Int) {
        (self.cpu, self.memory, self.processes, self.disk) = (cpu, memory, processes, disk)
    }
}
