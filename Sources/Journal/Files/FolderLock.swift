import Foundation

/// Keeps a data folder to one process. The system lets go of it when the process ends, however it ends.
final class FolderLock: Sendable {
    private let descriptor: Int32

    /// Takes the folder. Tries for a moment: `isHeld` has the lock while it looks.
    /// - Throws: `.busy` if somebody has it.
    init(_ folder: Folder) throws {
        descriptor = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure("open", folder.lock) }
        for _ in 0..<10 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            Thread.sleep(forTimeInterval: 0.01)
        }
        close(descriptor)
        throw JournalError.busy
    }

    /// Whether some process has the folder now.
    static func isHeld(_ folder: Folder) -> Bool {
        let descriptor = open(folder.lock, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    deinit { close(descriptor) }
}
