import Foundation

/// Files that are there after a power cut, whole.
enum DurableFile {
    /// Temporary files begin with this. What is left of them after a crash may be removed.
    static let temporaryPrefix = ".new-"

    /// Makes a folder, readable by its owner only, and those above it; nothing if it is there.
    static func makeFolder(_ path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else { return }
        let parent = (path as NSString).deletingLastPathComponent
        if !parent.isEmpty, parent != path { try makeFolder(parent) }
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw FileFailure("mkdir", path) }
        try flush(folder: parent.isEmpty ? "." : parent)
    }

    /// Writes a file under a temporary name in `folder`, flushes it, and gives it its name. An older one is replaced.
    static func write(_ bytes: [UInt8], to path: String, temporaryIn folder: String) throws {
        let temporary = folder + "/" + temporaryPrefix + Hex.string(RandomBytes.make(8))
        do {
            let file = try create(temporary)
            try file.write(contentsOf: bytes)
            try flush(file, temporary)
            try file.close()
            try move(temporary, to: path)
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Makes an empty file that was not there, readable by its owner only.
    static func create(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileFailure("create", path) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Gives a flushed file its name, durably.
    static func move(_ temporary: String, to path: String) throws {
        guard rename(temporary, path) == 0 else { throw FileFailure("rename", path) }
        let parent = (path as NSString).deletingLastPathComponent
        try flush(folder: parent.isEmpty ? "." : parent)
    }

    /// Everything written to a file is on disk afterwards.
    static func flush(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        try flush(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), path)
    }

    /// The names in a folder are on disk afterwards.
    static func flush(folder path: String) throws { try flush(path) }

    private static func flush(_ file: FileHandle, _ path: String) throws {
        guard fsync(file.fileDescriptor) == 0 else { throw FileFailure("fsync", path) }
    }
}
