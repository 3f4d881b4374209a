import GRDB

/// Stores a group of writes with one commit, and says what became of each.
struct GroupCommit {
    /// What became of a write.
    enum Outcome {
        case stored
        case failed(JournalError)
        /// An earlier write of the room failed, or will not be tried.
        case fallen(JournalError)

        var error: JournalError? {
            switch self {
            case .stored: nil
            case .failed(let error), .fallen(let error): error
            }
        }
    }

    let db: Database
    /// Runs before the commit, inside the transaction.
    let beforeCommit: () -> Void

    /// The outcome of each item. When this returns, what is stored is on disk.
    func run(_ items: [WriteQueue.Item]) -> [Outcome] {
        do {
            return try store(items) { write throws(JournalError) in
                do { try RoomWriter.store(write, in: db) } catch { throw JournalError(error) }
                return nil
            }
        } catch .full(let text) {
            return items.map { .failing($0, with: .full(text)) }
        } catch {
            return apart(items)
        }
    }

    /// One room's failure leaves the others' writes alone; what follows it in the same room fails with it.
    private func apart(_ items: [WriteQueue.Item]) -> [Outcome] {
        do {
            return try store(items) { write throws(JournalError) in
                let failure = failure(of: write)
                // SQLite ends the transaction itself when the disk or memory fails it.
                if let failure, !db.isInsideTransaction { throw failure }
                return failure
            }
        } catch {
            return items.map { .failing($0, with: error) }
        }
    }

    private func store(
        _ items: [WriteQueue.Item], one: (RoomWrite) throws(JournalError) -> JournalError?
    ) throws(JournalError) -> [Outcome] {
        var lost: [RoomID: JournalError] = [:]
        return try transaction {
            try items.map { item in
                if let refusal = item.refusal {
                    if !refusal.isConsequence { lost[item.write.room] = refusal.error }
                    return .failing(item, with: refusal.error)
                }
                if let error = lost[item.write.room] { return .fallen(error) }
                guard let error = try one(item.write) else { return .stored }
                lost[item.write.room] = error
                return .failed(error)
            }
        }
    }

    private func failure(of write: RoomWrite) -> JournalError? {
        do {
            try db.inSavepoint {
                try RoomWriter.store(write, in: db)
                return .commit
            }
            return nil
        } catch {
            return JournalError(error)
        }
    }

    private func transaction<Value>(_ body: () throws -> Value) throws(JournalError) -> Value {
        do {
            var value: Value?
            try db.inTransaction(.immediate) {
                value = try body()
                beforeCommit()
                return .commit
            }
            return value!
        } catch {
            throw JournalError(error)
        }
    }
}

extension GroupCommit.Outcome {
    /// A refused write keeps its own reason.
    fileprivate static func failing(_ item: WriteQueue.Item, with error: JournalError) -> Self {
        guard let refusal = item.refusal else { return .failed(error) }
        return refusal.isConsequence ? .fallen(refusal.error) : .failed(refusal.error)
    }
}
