import EventLoop

/// What the server's process used, by its process id.
struct ServerProbe {
    private let processID: Int32?
    private let memoryBefore: UInt64?
    private var cpuBefore: UInt64?
    private(set) var cpuNanoseconds: UInt64?

    /// Looks at the memory before there is a connection.
    init(_ processID: Int32?) {
        self.processID = processID
        memoryBefore = processID.flatMap { ProcessResources.proportionalSetSize(of: $0) }
    }

    mutating func begin() { cpuBefore = processID.flatMap { ProcessResources.cpuNanoseconds(of: $0) } }

    mutating func end() {
        guard let processID, let before = cpuBefore, let now = ProcessResources.cpuNanoseconds(of: processID) else {
            return
        }
        cpuNanoseconds = now >= before ? now - before : nil
    }

    /// Bytes that each of `connections` has added; nil without a process to look at.
    func memory(perConnectionOf connections: Int) -> Double? {
        guard let processID, let memoryBefore, let now = ProcessResources.proportionalSetSize(of: processID) else {
            return nil
        }
        return (Double(now) - Double(memoryBefore)) / Double(max(1, connections))
    }
}
