import GRDB

/// Why something was not stored or read.
public enum JournalError: Error, Hashable, Sendable {
    /// The disk takes no more (full, a quota, a failed write or flush). Nothing of the write is there; a later one may succeed.
    case full(String)
    /// The folder belongs to another process, or too much waits to be stored.
    case busy
    /// What is on disk is damaged.
    case corrupt(String)
    /// The write does not follow what is stored: a sequence number that exists or leaves a gap, a time that goes back, a code that is taken.
    case conflict(String)
    /// The folder was written by a newer program, in a format with that number.
    case newerFormat(Int)
    /// The entries were written by a newer program, in a revision of the schema with that number (E4).
    case newerRevision(Int)
    /// Anything else, in words.
    case other(String)
}

extension JournalError {
    /// What an error of SQLite, or of our own, means for the caller.
    init(_ error: any Error) {
        switch error {
        case let error as JournalError: self = error
        case let error as DatabaseError: self = JournalError(database: error)
        case let error as FileFailure: self = error.isFull ? .full(error.description) : .other(error.description)
        default: self = .other(String(describing: error))
        }
    }

    private init(database error: DatabaseError) {
        let text = "\(error.message ?? "") (SQLite \(error.extendedResultCode.rawValue))"
        switch error.resultCode {
        case .SQLITE_IOERR where JournalError.readFailures.contains(error.extendedResultCode): self = .corrupt(text)
        case .SQLITE_FULL, .SQLITE_IOERR: self = .full(text)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(text)
        case .SQLITE_CONSTRAINT: self = .conflict(text)
        default: self = .other(text)
        }
    }

    private static let readFailures: [ResultCode] = [
        .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ, ResultCode(rawValue: 8458),  // SQLITE_IOERR_CORRUPTFS
    ]
}

extension JournalError: CustomStringConvertible {
    /// In plain words.
    public var description: String {
        switch self {
        case .full(let text): "the disk takes no more: \(text)"
        case .busy: "the data folder is in use by another takhti, or the disk cannot keep up"
        case .corrupt(let text): "the journal is damaged: \(text)"
        case .conflict(let text): "it does not follow what is stored: \(text)"
        case .newerFormat(let format):
            "the data folder has format \(format), and this takhti knows formats up to \(Schema.format): start a newer takhti"
        case .newerRevision(let revision):
            "the lessons were written in revision \(revision) of the protocol: start a newer takhti"
        case .other(let text): text
        }
    }
}
