import Foundation
import GRDB

/// Verifies a data folder, or a backup's file, without changing it. A server may be running on it.
public enum JournalCheck {
    /// What is wrong; empty if nothing is.
    public static func check(folder: String) -> [Problem] { examine(folder).problems }

    /// What is wrong, and what is there.
    public static func examine(_ path: String) -> (problems: [Problem], summary: Summary) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return ([Problem("there is no \(path)")], Summary())
        }
        guard isFolder.boolValue else {
            return examine(path) { tables in try tables.checkPackedAssets() }
        }
        let folder = Folder(path)
        guard FileManager.default.fileExists(atPath: folder.database) else {
            return ([Problem("there is no journal.db in \(path)")], Summary())
        }
        return examine(folder.database) { tables in tables.checkAssets(folder) }
    }

    private static func examine(
        _ file: String, assets: (inout TableCheck) throws -> Void
    ) -> (problems: [Problem], summary: Summary) {
        do {
            let reader = try JournalOpening.reader(file)
            return try reader.read { db in
                var tables = TableCheck(db)
                tables.run(assets: assets)
                return (tables.problems, tables.summary)
            }
        } catch {
            return ([Problem("journal.db cannot be read: \(JournalError(error))")], Summary())
        }
    }

    /// One thing that is wrong, in plain words.
    public struct Problem: Hashable, Sendable, CustomStringConvertible {
        /// What, and where.
        public let description: String

        init(_ description: String) { self.description = description }
    }

    /// How much there is.
    public struct Summary: Hashable, Sendable {
        /// Rooms.
        public internal(set) var rooms = 0
        /// Log topics of all rooms.
        public internal(set) var topics = 0
        /// Entries of all topics.
        public internal(set) var events = 0
        /// The bytes of these entries.
        public internal(set) var eventBytes = 0
        /// Assets.
        public internal(set) var assets = 0
        /// The bytes of these assets.
        public internal(set) var assetBytes = 0
        /// The database's, with the space that is free in it.
        public internal(set) var databaseBytes = 0
    }
}
