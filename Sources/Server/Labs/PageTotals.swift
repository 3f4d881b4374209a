import EventLoop

/// What requests over HTTP about machines may take of the server, all rooms together.
///
/// `@unchecked Sendable`: all that changes is touched only under `lock`.
final class PageTotals: @unchecked Sendable {
    private let lock = ThreadLock()
    private var lines = 0
    private var lineCount = 0
    private var openingCount = 0
    private var byteCount = 0
    private var shares: [String: Int] = [:]

    /// Connections to pages inside machines: each may hold what waits in both directions, about 0.4 MB.
    static let lineLimit = 256
    /// Those of one room.
    static let roomLineLimit = 128
    /// Files of one machine that are on their way at a time.
    static let machineFileLimit = 2
    /// Bytes of files on their way into machines and out of them.
    static let fileByteLimit = 100_663_296

    /// Takes a connection, and numbers it; nil when there are as many as may be. To be given back.
    func takeLine() -> Int? {
        lock.withLock {
            guard lines < Self.lineLimit else { return nil }
            lines += 1
            lineCount += 1
            return lineCount
        }
    }

    func giveBackLine() { lock.withLock { lines -= 1 } }

    /// Numbers an opening of a port.
    func nextOpening() -> Int {
        lock.withLock {
            openingCount += 1
            return openingCount
        }
    }

    /// Room for a file of so many bytes of a machine, until the share is let go; nil when there is none, for all or for this machine: one whose
    /// files never end takes nothing from the others.
    func share(of bytes: Int, for machine: String) -> FileShare? {
        lock.withLock {
            guard byteCount + bytes <= Self.fileByteLimit, shares[machine, default: 0] < Self.machineFileLimit else {
                return nil
            }
            byteCount += bytes
            shares[machine, default: 0] += 1
            return FileShare(bytes, for: machine, of: self)
        }
    }

    fileprivate func giveBack(_ bytes: Int, _ machine: String) {
        lock.withLock {
            byteCount -= bytes
            let left = shares[machine, default: 1] - 1
            shares[machine] = left > 0 ? left : nil
        }
    }
}

/// Room for a file in memory, given back with its last reference.
final class FileShare: Sendable {
    private let bytes: Int
    private let machine: String
    private let totals: PageTotals

    fileprivate init(_ bytes: Int, for machine: String, of totals: PageTotals) {
        (self.bytes, self.machine, self.totals) = (bytes, machine, totals)
    }

    deinit { totals.giveBack(bytes, machine) }
}
