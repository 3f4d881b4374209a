import Foundation
import GRDB

/// Copies a journal into one file while its server writes.
///
/// The file is a database like `journal.db`, with the assets packed in and marked as a backup. Put in a folder as `journal.db` it is opened as
/// a journal of its own.
public enum JournalBackup {
    /// Reads as any reader does: needs no lock, and sees one moment. The file gets its name when it is complete and on disk.
    /// - Throws: `.other` if there is no journal, or something with that name.
    public static func make(of path: String, to file: String) throws(JournalError) {
        let folder = Folder(path)
        guard FileManager.default.fileExists(atPath: folder.database) else {
            throw .other("there is no journal in \(path)")
        }
        guard !FileManager.default.fileExists(atPath: file) else { throw .other("\(file) is there already") }
        let temporary = file + DurableFile.temporaryPrefix + Hex.string(RandomBytes.make(4))
        do {
            try DurableFile.create(temporary).close()
            try copy(folder, to: temporary)
            try mark(temporary, folder)
            try DurableFile.flush(temporary)
            try DurableFile.move(temporary, to: file)
        } catch {
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(temporary + suffix) }
            throw JournalError(error)
        }
    }

    private static func copy(_ folder: Folder, to file: String) throws {
        let source = try JournalOpening.reader(folder.database)
        try source.inDatabase { db in
            guard try Schema.formatNumber(db) == Schema.format else {
                throw JournalError.newerFormat(try Schema.formatNumber(db))
            }
            try db.execute(sql: "VACUUM INTO ?", arguments: [file])
        }
        try source.close()
    }

    /// Assets are stored before an event names them: all that the copied events name are there by now.
    private static func mark(_ file: String, _ folder: Folder) throws {
        let copy = try DatabaseQueue(path: file)
        let store = AssetStore(folder: folder)
        try copy.write { db in
            for id in try store.list().ids {
                guard let bytes = try store.read(id) else { continue }
                try db.execute(
                    sql: "INSERT INTO packed_assets (id, bytes) VALUES (?, ?)", arguments: [Data(id), Data(bytes)])
            }
            try db.execute(sql: "UPDATE meta SET is_backup = 1")
        }
        try copy.close()
    }
}
