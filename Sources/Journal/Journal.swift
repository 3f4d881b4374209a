import Foundation
import GRDB
import Logging
import Synchronization

/// The lessons of one data folder, on disk.
///
/// It does not know what an event means: bytes in, bytes out. Writes are queued by any thread and committed by the journal's own, many at
/// once; everything that throws blocks and is called off the loops. A journal lives until `close()`.
public final class Journal: Sendable {
    /// The most bytes of one entry.
    public static let entryByteLimit = 262_144
    /// The most bytes of one image.
    public static let imageByteLimit = 67_108_864

    /// The most bytes of one asset.
    public static let assetByteLimit = 268_435_456

    /// The first part of every version: 8 random bytes, new when a backup is opened for the first time.
    public let id: [UInt8]

    let folder: Folder
    let pool: DatabasePool
    let logger: Logger
    private let options: JournalOptions
    private let lock: Mutex<FolderLock?>
    private let queue: WriteQueue
    private let counts = Mutex(JournalStatistics())

    /// Opens the journal of a folder and makes what is missing.
    /// - Throws: `.busy` when another process has the folder; `.newerFormat` or `.newerRevision` when a newer program wrote it.
    public init(folder path: String, options: JournalOptions = JournalOptions(), logger: Logger) throws(JournalError) {
        do {
            folder = Folder(path)
            try DurableFile.makeFolder(folder.path)
            lock = Mutex(try FolderLock(folder))
            pool = try JournalOpening.open(folder, options)
            id = try pool.read { db in [UInt8](try Data.fetchOne(db, sql: "SELECT journal FROM meta") ?? Data()) }
        } catch {
            throw JournalError(error)
        }
        (self.options, self.logger) = (options, logger)
        queue = WriteQueue(options)
        let thread = Thread { self.run() }
        thread.name = "journal"
        thread.start()
    }

    // MARK: - Writing

    /// Queues a write; never waits for the disk. `then` is called on the journal's thread when the write is on disk, or has failed.
    /// Writes of one room are stored in the order in which they were queued.
    ///
    /// When a write fails, what is queued of its room at that moment fails too; see `RoomWrite.generation` for what is queued later.
    /// After `close()`, `then` is called at once.
    public func append(_ write: RoomWrite, then: @escaping @Sendable (Result<Void, JournalError>) -> Void) {
        if !queue.put(write, then: then) { then(.failure(.other("the journal is closed"))) }
    }

    /// Makes a room.
    /// - Throws: `.conflict` if the code is taken.
    public func makeRoom(code: String, name: String, keeper: Int64? = nil) throws(JournalError) -> JournalRoom {
        let created = Int64(Date().timeIntervalSince1970)
        return try write { db in
            try RoomReader(db).refuseTaken(code)
            try db.execute(
                sql: "INSERT INTO rooms (code, name, created, keeper) VALUES (?, ?, ?, ?)",
                arguments: [code, name, created, keeper])
            return JournalRoom(
                id: RoomID(db.lastInsertedRowID), code: code, name: name, created: created, keeper: keeper)
        }
    }

    /// Gives a room another code. The one before leads to it as a former one.
    /// - Throws: `.conflict` if the code is taken.
    public func setCode(of room: RoomID, _ code: String) throws(JournalError) {
        try write { db in
            try RoomReader(db).refuseTaken(code)
            try db.execute(
                sql: "INSERT INTO former_codes (code, room) SELECT code, id FROM rooms WHERE id = ?",
                arguments: [room.rawValue])
            try db.execute(sql: "UPDATE rooms SET code = ? WHERE id = ?", arguments: [code, room.rawValue])
        }
    }

    /// Keeps a small thing of the house under a name; nil forgets it.
    public func setValue(_ key: String, _ bytes: [UInt8]?) throws(JournalError) {
        try write { db in
            if let bytes {
                try db.execute(
                    sql:
                        "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    arguments: [key, Data(bytes)])
            } else {
                try db.execute(sql: "DELETE FROM settings WHERE key = ?", arguments: [key])
            }
        }
    }

    // MARK: - Reading

    /// All rooms, the oldest first.
    public func rooms() throws(JournalError) -> [JournalRoom] { try read { db in try RoomReader(db).rooms() } }

    /// The room of that number.
    public func room(_ id: RoomID) throws(JournalError) -> JournalRoom? {
        try read { db in try RoomReader(db).room(id) }
    }

    /// The room that people find by that code.
    public func room(code: String) throws(JournalError) -> JournalRoom? {
        try read { db in try RoomReader(db).room(code: code) }
    }

    /// The room that had that code before.
    public func room(formerCode code: String) throws(JournalError) -> JournalRoom? {
        try read { db in try RoomReader(db).room(formerCode: code) }
    }

    /// All that recovery needs of a room, at one moment; nil if there is no such room.
    public func record(of room: RoomID) throws(JournalError) -> RoomRecord? {
        try read { db in try RoomReader(db).record(room) }
    }

    /// Entries with `after < sequence <= upTo`, ascending, at most `limit`; none if there is no such topic.
    public func entries(
        of room: RoomID, topic: UInt16, after: Int64, upTo: Int64, limit: Int
    ) throws(JournalError) -> [RoomWrite.Entry] {
        try read { db in
            guard limit > 0, let kind = try RoomReader(db).kind(room, topic) else { return [] }
            return try RoomReader(db).entries(room, topic, kind: kind, after: after, upTo: upTo, limit: limit)
        }
    }

    /// What `setValue` keeps under that name.
    public func value(_ key: String) throws(JournalError) -> [UInt8]? {
        try read { db in
            try Data.fetchOne(db, sql: "SELECT value FROM settings WHERE key = ?", arguments: [key]).map { [UInt8]($0) }
        }
    }

    // MARK: - Files beside the events

    /// Keeps a file for good, under the SHA-256 of its bytes. It is on disk when this returns, so an event may name it.
    public func storeAsset(_ bytes: [UInt8]) throws(JournalError) -> [UInt8] {
        guard bytes.count <= Journal.assetByteLimit else { throw .other("a file of \(bytes.count) bytes is too large") }
        do { return try AssetStore(folder: folder).store(bytes) } catch { throw JournalError(error) }
    }

    /// The bytes of a file; nil if there is none with that SHA-256.
    public func asset(_ id: [UInt8]) throws(JournalError) -> [UInt8]? {
        do { return try AssetStore(folder: folder).read(id) } catch { throw JournalError(error) }
    }

    // MARK: - The house

    /// Copies everything, assets too, into one new file, as it is at one moment, while lessons go on.
    public func backup(to file: String) throws(JournalError) { try JournalBackup.make(of: folder.path, to: file) }

    /// The database may not grow above this many bytes from now on; nil: as the disk permits.
    public func limitDatabase(toBytes limit: Int?) throws(JournalError) {
        do { try pool.writeWithoutTransaction { db in try JournalOpening.limit(db, limit) } } catch {
            throw JournalError(error)
        }
    }

    /// What it has done so far.
    public var statistics: JournalStatistics { counts.withLock { $0 } }

    /// Writes that the journal's thread has not begun to store.
    public var waitingWrites: Int { queue.count }

    /// Commits what is queued, then ends. Nothing may be asked of it afterwards, nor may `then` call it.
    public func close() {
        queue.close()
        // The pool's last connection only reads, and would leave everything in the log. Somebody else who reads is not waited for.
        attempt("The write-ahead log stays beside the database") {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA busy_timeout = 100")
                try db.checkpoint(.truncate)
            }
        }
        attempt("The journal could not be closed in order") { try pool.close() }
        lock.withLock { $0 = nil }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        do { return try pool.read(body) } catch { throw JournalError(error) }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        do {
            return try pool.write { db in
                let value = try body(db)
                beforeCommit()
                return value
            }
        } catch { throw JournalError(error) }
    }

    private func beforeCommit() {
        options.beforeCommit?()
        guard options.commitDelayMilliseconds > 0 else { return }
        Thread.sleep(forTimeInterval: Double(options.commitDelayMilliseconds) / 1000)
    }

    private func attempt(_ complaint: Logger.Message, _ body: () throws -> Void) {
        do { try body() } catch { logger.warning(complaint, metadata: ["why": "\(error)"]) }
    }

    // MARK: - The journal's thread

    private func run() {
        // The log that the last run left is moved with the first commit.
        var pages = options.checkpointPageLimit
        while let items = queue.take() {
            let outcomes = commit(items)
            queue.lose(zip(items, outcomes).compactMap { item, outcome in outcome.failure.map { (item.write, $0) } })
            for (item, outcome) in zip(items, outcomes) { item.then(outcome.result) }
            pages += items.reduce(0) { $0 + $1.write.pageCount }
            if pages >= options.checkpointPageLimit {
                checkpoint()
                pages = 0
            }
        }
        queue.end()
    }

    private func commit(_ items: [WriteQueue.Item]) -> [GroupCommit.Outcome] {
        let clock = ContinuousClock()
        let start = clock.now
        let outcomes = pool.writeWithoutTransaction { db in GroupCommit(db: db, beforeCommit: beforeCommit).run(items) }
        let failures = outcomes.count { $0.error != nil }
        if let error = outcomes.lazy.compactMap(\.error).first {
            logger.error(
                "Writes failed", metadata: ["count": "\(failures)", "of": "\(items.count)", "why": "\(error)"])
        }
        counts.withLock { $0.count(stored: outcomes.count - failures, failed: failures, in: clock.now - start) }
        return outcomes
    }

    /// Moves what is in the write-ahead log into the database. What readers still need stays for the next time.
    private func checkpoint() {
        let clock = ContinuousClock()
        let start = clock.now
        attempt("The write-ahead log could not be moved into the database") {
            _ = try pool.writeWithoutTransaction { db in try db.checkpoint(.passive) }
        }
        counts.withLock { $0.countCheckpoint(in: clock.now - start) }
    }
}

extension GroupCommit.Outcome {
    /// As the caller learns it.
    fileprivate var result: Result<Void, JournalError> {
        switch self {
        case .stored: .success(())
        case .failed(let error), .fallen(let error): .failure(error)
        }
    }

    /// The error, if the write failed for itself.
    fileprivate var failure: JournalError? {
        switch self {
        case .failed(let error): error
        case .stored, .fallen: nil
        }
    }
}
