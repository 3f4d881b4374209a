import EventLoop

/// What requests over HTTP about machines may take of the server, all rooms together.
///
/// `@unchecked Sendable`: all that changes is touched only under `lock`.
final class PageTotals: @unchecked Sendable {
    private let lock = ThreadLock()
    private var lines: MachineShares
    private var lineCount = 0
    private var openingCount = 0
    private var byteCount = 0
    private var shares: [String: Int] = [:]
    private var roomBytes: [String: Int] = [:]

    /// Connections to pages inside machines: each may hold what waits in both directions, about 0.4 MB.
    static let lineLimit = 256
    /// Hundredths of them that one room may have; what is left is for rooms with few, as with machines.
    private static let lineShare = 50
    /// Files of one machine that are on their way at a time.
    static let machineFileLimit = 2
    /// Bytes of files on their way into machines and out of them.
    static let fileByteLimit = 100_663_296
    /// Those of one room: a client that reads slowly holds what it reads, so half is left to the others.
    static let roomFileByteLimit = fileByteLimit / 2

    /// - Parameter lines: Connections, all rooms together.
    init(lines: Int = lineLimit) { self.lines = MachineShares(limit: lines, share: Self.lineShare) }

    /// A connection that was taken: its number is no other's ever, its place is to be given back.
    struct Line {
        let number: Int
        fileprivate let place: Int
        fileprivate let room: Int64
    }

    /// Takes a connection for a room; nil when there are as many as may be, or as this room may have. To be given back.
    func takeLine(for room: Int64) -> Line? {
        lock.withLock {
            guard let place = try? lines.take(for: room) else { return nil }
            lineCount += 1
            return Line(number: lineCount, place: place, room: room)
        }
    }

    func giveBack(_ line: Line) { lock.withLock { lines.giveBack(line.place, of: line.room) } }

    /// Numbers an opening of a port.
    func nextOpening() -> Int {
        lock.withLock {
            openingCount += 1
            return openingCount
        }
    }

    /// Room for a file of so many bytes of a machine, until the share is let go; nil when there is none, for all, for the room or for this machine:
    /// one whose files never end takes nothing from the others.
    /// - Parameters:
    ///   - room: The code of its room.
    ///   - machine: Its number there.
    func share(of bytes: Int, for machine: Int, in room: String) -> FileShare? {
        let place = "\(room)/\(machine)"
        return lock.withLock {
            guard byteCount + bytes <= Self.fileByteLimit,
                roomBytes[room, default: 0] + bytes <= Self.roomFileByteLimit,
                shares[place, default: 0] < Self.machineFileLimit
            else { return nil }
            add(bytes, room)
            shares[place, default: 0] += 1
            return FileShare(bytes, for: place, in: room, of: self)
        }
    }

    fileprivate func giveBack(_ bytes: Int, _ place: String, _ room: String) {
        lock.withLock {
            add(-bytes, room)
            let left = shares[place, default: 1] - 1
            shares[place] = left > 0 ? left : nil
        }
    }

    fileprivate func shrink(by bytes: Int, _ room: String) { lock.withLock { add(-bytes, room) } }

    private func add(_ bytes: Int, _ room: String) {
        byteCount += bytes
        let count = roomBytes[room, default: 0] + bytes
        roomBytes[room] = count > 0 ? count : nil
    }
}

/// Room for a file in memory, given back with its last reference. Lives on one loop's thread.
final class FileShare {
    private var bytes: Int
    private let place: String
    private let room: String
    private let totals: PageTotals

    fileprivate init(_ bytes: Int, for place: String, in room: String, of totals: PageTotals) {
        (self.bytes, self.place, self.room, self.totals) = (bytes, place, room, totals)
    }

    /// The file is not as long as was thought.
    func shrink(to count: Int) {
        guard count < bytes else { return }
        totals.shrink(by: bytes - count, room)
        bytes = count
    }

    deinit { totals.giveBack(bytes, place, room) }
}

@available(*, unavailable) extension FileShare: Sendable {}
