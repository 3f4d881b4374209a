import EventLoop

/// The users of one server's machines, which no other server on this system has at the same time: who has the same user can signal and trace
/// what another one runs (ptrace(2)), in whatever machine.
///
/// A range is held by a lock on a file of its own, `users-N` in a folder that all servers share and only root writes to. It is another
/// server's, too, as long as a process of one of its users lives: what a killed server leaves ends a moment later, and a server in a container
/// may have locks of its own.
public final class UserRange: Sendable {
    /// Users of machines are numbered from here: above all that systemd and subuid(5) give to others, and below 2^31.
    public static let base = 2_000_000_000
    /// Users of one range: as many machines run on a server at most.
    public static let size = 4_096
    /// Ranges that are tried.
    static let limit = 1_024

    /// Which of the ranges it is.
    public let index: Int
    private let lock: FileLock

    private init(_ index: Int, _ lock: FileLock) { (self.index, self.lock) = (index, lock) }

    /// The first of its users.
    public var first: Int { Self.base + index * Self.size }

    /// Takes the first range that is free. To be held for as long as machines may run. Blocks on the disk for a moment.
    /// - Parameter folder: For the locks; made if it is missing.
    /// - Returns: nil when none is free.
    public static func take(in folder: String) throws(UVError) -> UserRange? {
        try File.makeFolder(folder, mode: 0o700)
        let living = ProcessTable.users()
        for index in 0..<limit {
            let first = base + index * size
            guard !living.contains(where: { (first..<first + size).contains($0) }),
                let lock = try FileLock.take("\(folder)/users-\(index)")
            else { continue }
            return UserRange(index, lock)
        }
        return nil
    }
}
