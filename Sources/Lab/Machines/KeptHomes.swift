import EventLoop

/// What is kept of the homes of one server's machines, and how much of the disk that may take: all together so much, and only what leaves some
/// free for all else. A home for which there is no room is not kept, and those who had it are told why; nothing that was kept before goes for
/// it, as one group could else have another's files thrown away by filling its own home.
///
/// `@unchecked Sendable`: all that changes is touched only under `lock`.
public final class KeptHomes: @unchecked Sendable {
    private let lock = ThreadLock()
    private let byteLimit: Int
    private let freeByteCount: Int
    private var sizes: [String: Int] = [:]
    /// What is being written beyond what it replaces, by its writer.
    private var growths: [ObjectIdentifier: Int] = [:]

    /// - Parameters:
    ///   - byteLimit: Of all homes together, as they are packed.
    ///   - freeByteCount: Of their file system, which stay free.
    public init(byteLimit: Int = .max, freeByteCount: Int = 0) {
        (self.byteLimit, self.freeByteCount) = (byteLimit, freeByteCount)
    }

    /// The packed home in a machine's folder.
    static func path(in folder: String) -> String { folder + "/home.tar" }

    /// Bytes of all that are kept.
    public var byteCount: Int { lock.withLock { sizes.values.reduce(0, +) } }

    // MARK: Folders

    /// A machine's folder was found at start: what was not written to its end is removed, and the home counts. Blocks on the disk.
    public func found(_ folder: String) {
        let path = Self.path(in: folder)
        try? File.remove(FileWriter.temporary(of: path))
        guard let file = try? File(reading: path) else { return }
        lock.withLock { sizes[path] = file.byteCount }
    }

    /// Removes what is kept in a machine's folder, and the folder; true when it is gone. Follows no link, and removes nothing else: where there is
    /// more in the folder, that stays. Blocks on the disk.
    public func removeFolder(_ folder: String) -> Bool {
        let path = Self.path(in: folder)
        let isGone = File.removeFolder(folder, with: ["home.tar", FileWriter.temporary(of: "home.tar")])
        let left = try? File(reading: path).byteCount
        lock.withLock { sizes[path] = left }
        return isGone
    }

    /// Removes a home; one that is not there is fine. Blocks on the disk.
    func remove(_ path: String) throws(UVError) {
        try File.remove(path)
        lock.withLock { sizes[path] = nil }
    }

    // MARK: Keeping

    /// Begins to keep a home.
    func writer(at path: String) throws(UVError) -> HomeWriter {
        HomeWriter(try FileWriter(at: path, mode: 0o600), at: path, of: self)
    }

    /// Why there is no room for `count` bytes of a home, for people; nil when there is.
    fileprivate func refusal(of count: Int, at path: String, by writer: ObjectIdentifier) -> String? {
        let free = KernelFile.freeByteCount(ofFileSystemAt: FileWriter.temporary(of: path)) ?? .max
        guard free >= freeByteCount else { return "the server's disk is nearly full" }
        return lock.withLock {
            let growth = max(0, count - sizes[path, default: 0])
            let others = growths.reduce(0) { $0 + ($1.key == writer ? 0 : $1.value) }
            // One that became smaller is always kept.
            guard growth == 0 || sizes.values.reduce(0, +) + others + growth <= byteLimit else {
                return "the homes that this server keeps take as much as they may together (--home-space)"
            }
            growths[writer] = growth
            return nil
        }
    }

    fileprivate func kept(_ count: Int, at path: String) { lock.withLock { sizes[path] = count } }

    fileprivate func ended(_ writer: ObjectIdentifier) { lock.withLock { growths[writer] = nil } }
}

/// A home on its way to the disk. Its calls block: they are made inside `EventLoop.offload`, one after the other.
///
/// `@unchecked Sendable`: the owner makes no two calls at once.
final class HomeWriter: @unchecked Sendable {
    private let file: FileWriter
    private let path: String
    private let homes: KeptHomes
    private var byteCount = 0
    /// Why it cannot be kept, once that is known.
    private(set) var refusal: String?

    fileprivate init(_ file: FileWriter, at path: String, of homes: KeptHomes) {
        (self.file, self.path, self.homes) = (file, path, homes)
    }

    /// Adds to its end; false when that cannot be.
    func append(_ bytes: [UInt8]) -> Bool {
        refusal = homes.refusal(of: byteCount + bytes.count, at: path, by: ObjectIdentifier(self))
        guard refusal == nil else { return false }
        byteCount += bytes.count
        do throws(UVError) { try file.append(bytes) } catch { refusal = "it cannot be written: \(error)" }
        return refusal == nil
    }

    /// Puts it in its place; false when that cannot be.
    func finish() -> Bool {
        guard refusal == nil, (try? file.finish()) != nil else { return false }
        homes.kept(byteCount, at: path)
        return true
    }

    /// Removes what was written so far.
    func discard() { file.discard() }

    deinit { homes.ended(ObjectIdentifier(self)) }
}
