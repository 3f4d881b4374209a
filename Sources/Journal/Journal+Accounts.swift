import Foundation
import GRDB

/// Accounts, sign-ins and invitations: few, and read as a whole when the house opens. All of it blocks on the disk.
extension Journal {
    /// All accounts, the oldest first.
    public func accounts() throws(JournalError) -> [JournalAccount] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, login, name, is_owner, password, created FROM accounts ORDER BY id")
                .map {
                    JournalAccount(
                        id: $0[0], login: $0[1], name: $0[2], isOwner: $0[3], password: $0[4], created: $0[5])
                }
        }
    }

    /// All sign-ins, the oldest first.
    public func signIns() throws(JournalError) -> [JournalSignIn] {
        try read { db in
            try Row.fetchAll(
                db,
                sql: "SELECT id, token, account, room, is_by_key, created, used, device FROM sign_ins ORDER BY id"
            ).map { row in
                var signIn = JournalSignIn(
                    id: row[0], token: [UInt8](row[1] as Data), account: row[2],
                    room: (row[3] as Int64?).map(RoomID.init), isByKey: row[4], created: row[5], device: row[7])
                signIn.used = row[6]
                return signIn
            }
        }
    }

    /// All invitations, the oldest first.
    public func invitations() throws(JournalError) -> [JournalInvitation] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, token, name, created FROM invitations ORDER BY id").map {
                JournalInvitation(id: $0[0], token: [UInt8]($0[1] as Data), name: $0[2], created: $0[3])
            }
        }
    }

    /// Adds an account, in place of the invitation that it answers.
    /// - Throws: `.conflict` if the login is taken or the invitation gone.
    public func add(_ account: JournalAccount, answering invitation: Int64? = nil) throws(JournalError)
        -> JournalAccount
    {
        try write { db in
            if let invitation {
                try db.execute(sql: "DELETE FROM invitations WHERE id = ?", arguments: [invitation])
                guard db.changesCount == 1 else { throw JournalError.conflict("the invitation is gone") }
            }
            try db.execute(
                sql: "INSERT INTO accounts (login, name, is_owner, password, created) VALUES (?, ?, ?, ?, ?)",
                arguments: [account.login, account.name, account.isOwner, account.password, account.created])
            var added = account
            added.id = db.lastInsertedRowID
            return added
        }
    }

    /// Stores an account's login, name and password.
    /// - Throws: `.conflict` if the login is taken.
    public func update(_ account: JournalAccount) throws(JournalError) {
        try write { db in
            try db.execute(
                sql: "UPDATE accounts SET login = ?, name = ?, password = ? WHERE id = ?",
                arguments: [account.login, account.name, account.password, account.id])
        }
    }

    /// Removes an account and its sign-ins. Its rooms become the owner's.
    public func removeAccount(_ id: Int64) throws(JournalError) {
        try write { db in
            try db.execute(sql: "DELETE FROM sign_ins WHERE account = ?", arguments: [id])
            try db.execute(sql: "UPDATE rooms SET keeper = NULL WHERE keeper = ?", arguments: [id])
            try db.execute(sql: "DELETE FROM accounts WHERE id = ? AND NOT is_owner", arguments: [id])
        }
    }

    /// Adds a sign-in, and removes others.
    public func add(_ signIn: JournalSignIn, removing others: [Int64]) throws(JournalError) -> JournalSignIn {
        try write { db in
            for id in others { try db.execute(sql: "DELETE FROM sign_ins WHERE id = ?", arguments: [id]) }
            try db.execute(
                sql: """
                    INSERT INTO sign_ins (token, account, room, is_by_key, created, used, device) VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(signIn.token), signIn.account, signIn.room?.rawValue, signIn.isByKey, signIn.created,
                    signIn.used,
                    signIn.device,
                ])
            var added = signIn
            added.id = db.lastInsertedRowID
            return added
        }
    }

    /// Gives a sign-in another secret.
    public func update(_ signIn: JournalSignIn) throws(JournalError) {
        try write { db in
            try db.execute(
                sql: "UPDATE sign_ins SET token = ?, is_by_key = ?, used = ? WHERE id = ?",
                arguments: [Data(signIn.token), signIn.isByKey, signIn.used, signIn.id])
        }
    }

    /// A sign-in was used.
    public func touchSignIn(_ id: Int64, at time: Int64) throws(JournalError) {
        try write { db in
            try db.execute(sql: "UPDATE sign_ins SET used = ? WHERE id = ?", arguments: [time, id])
        }
    }

    /// Removes sign-ins.
    public func removeSignIns(_ ids: [Int64]) throws(JournalError) {
        try write { db in
            for id in ids { try db.execute(sql: "DELETE FROM sign_ins WHERE id = ?", arguments: [id]) }
        }
    }

    /// Adds an invitation.
    public func add(_ invitation: JournalInvitation) throws(JournalError) -> JournalInvitation {
        try write { db in
            try db.execute(
                sql: "INSERT INTO invitations (token, name, created) VALUES (?, ?, ?)",
                arguments: [Data(invitation.token), invitation.name, invitation.created])
            var added = invitation
            added.id = db.lastInsertedRowID
            return added
        }
    }

    /// Removes an invitation: its link opens nothing any more.
    public func removeInvitation(_ id: Int64) throws(JournalError) {
        try write { db in try db.execute(sql: "DELETE FROM invitations WHERE id = ?", arguments: [id]) }
    }
}
