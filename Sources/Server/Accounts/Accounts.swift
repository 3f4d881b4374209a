import EventLoop
import Journal

/// Accounts, sign-ins and invitations of the house: in memory to be looked at from any loop, and changed on the disk first.
///
/// `@unchecked Sendable`: what changes is touched only under `lock`; `writing` keeps changes in one order.
final class Accounts: @unchecked Sendable {
    private let journal: Journal
    private let lock = ThreadLock()
    private let writing = ThreadLock()
    private var accounts: [Int64: JournalAccount] = [:]
    private var signIns: [Int64: JournalSignIn] = [:]
    private var invitations: [Int64: JournalInvitation] = [:]
    private var signInsByToken: [[UInt8]: Int64] = [:]
    private var accountsByLogin: [String: Int64] = [:]

    /// Reads what the journal has; makes the owner's account where there is none. Blocks on the disk.
    init(_ journal: Journal) throws {
        self.journal = journal
        for account in try journal.accounts() { keep(account) }
        for signIn in try journal.signIns() { keep(signIn) }
        for invitation in try journal.invitations() { invitations[invitation.id] = invitation }
        if !accounts.values.contains(where: \.isOwner) {
            let owner = JournalAccount(
                login: "owner", name: "", isOwner: true, password: "", created: ProcessResources.unixTime)
            keep(try journal.add(owner))
        }
    }

    private func keep(_ account: JournalAccount) {
        if let before = accounts[account.id] { accountsByLogin[before.login] = nil }
        accounts[account.id] = account
        accountsByLogin[account.login] = account.id
    }

    private func keep(_ signIn: JournalSignIn) {
        signIns[signIn.id] = signIn
        signInsByToken[signIn.token] = signIn.id
    }

    private func forget(_ ids: [Int64]) {
        for id in ids { if let signIn = signIns.removeValue(forKey: id) { signInsByToken[signIn.token] = nil } }
    }

    // MARK: Looking

    /// Whose the house is.
    var owner: JournalAccount? { lock.withLock { accounts.values.first(where: \.isOwner) } }

    subscript(id: Int64) -> JournalAccount? { lock.withLock { accounts[id] } }

    func account(login: String) -> JournalAccount? { lock.withLock { accountsByLogin[login].flatMap { accounts[$0] } } }

    /// Those who may keep rooms, without the owner.
    var lecturers: [JournalAccount] {
        lock.withLock { accounts.values.filter { !$0.isOwner }.sorted { $0.id < $1.id } }
    }

    /// The sign-in of a secret, as long as it lasts.
    func signIn(_ secret: Secret, at now: Int64) -> JournalSignIn? {
        let digest = secret.digest
        return lock.withLock {
            signInsByToken[digest].flatMap { signIns[$0] }.flatMap { $0.lasts(at: now) ? $0 : nil }
        }
    }

    /// Whether a sign-in was not ended meanwhile.
    func isKept(_ signIn: JournalSignIn) -> Bool { lock.withLock { signIns[signIn.id] != nil } }

    /// Those that last, the latest used first.
    func signIns(at now: Int64, _ isMeant: (JournalSignIn) -> Bool) -> [JournalSignIn] {
        lock.withLock { signIns.values.filter { $0.lasts(at: now) && isMeant($0) } }.sorted {
            ($0.used, $0.id) > ($1.used, $1.id)
        }
    }

    func invitation(_ secret: Secret, at now: Int64) -> JournalInvitation? {
        let digest = secret.digest
        return openInvitations(at: now).first { $0.token == digest }
    }

    func openInvitations(at now: Int64) -> [JournalInvitation] {
        lock.withLock { invitations.values.filter { $0.lasts(at: now) } }.sorted { $0.id < $1.id }
    }

    // MARK: Changing (blocks on the disk)

    /// Signs somebody in, or lets a display in, in place of what the browser had `before`. The same person's goes on under a new secret, so that
    /// its connections stay.
    /// - Returns: the sign-in, and which others ended.
    func add(_ signIn: JournalSignIn, before: JournalSignIn?) throws -> (JournalSignIn, ended: [Int64]) {
        try writing.withLock {
            if var before, before.account == signIn.account, isKept(before) {
                let token = before.token
                (before.token, before.isByKey, before.used) = (signIn.token, signIn.isByKey, signIn.created)
                try journal.update(before)
                lock.withLock {
                    signInsByToken[token] = nil
                    keep(before)
                }
                return (before, [])
            }
            let ended = lock.withLock { surplus(of: signIn) + (before.map { [$0.id] } ?? []) }
            let added = try journal.add(signIn, removing: ended)
            lock.withLock {
                forget(ended)
                keep(added)
            }
            return (added, ended)
        }
    }

    /// Those that have to end so that one more fits, and those that ran out.
    private func surplus(of signIn: JournalSignIn) -> [Int64] {
        let now = signIn.created
        let past = signIns.values.filter { !$0.lasts(at: now) }.map(\.id)
        let limit = signIn.account == nil ? AccountLimits.screenLimit : AccountLimits.signInLimit
        let others = signIns.values.filter {
            $0.lasts(at: now) && $0.account == signIn.account && $0.room == signIn.room
        }
        let oldest = others.sorted { ($0.used, $0.id) < ($1.used, $1.id) }
        return past + oldest.prefix(max(0, oldest.count - limit + 1)).map(\.id)
    }

    func end(_ ids: [Int64]) throws {
        try writing.withLock {
            try journal.removeSignIns(ids)
            lock.withLock { forget(ids) }
        }
    }

    /// Notes that a sign-in is used.
    func touch(_ signIn: JournalSignIn, at now: Int64) throws {
        try writing.withLock {
            try journal.touchSignIn(signIn.id, at: now)
            lock.withLock { signIns[signIn.id]?.used = now }
        }
    }

    /// Adds an account. With an invitation only as long as that lasts.
    func add(_ account: JournalAccount, answering invitation: Int64) throws -> JournalAccount {
        try writing.withLock {
            let added = try journal.add(account, answering: invitation)
            lock.withLock {
                invitations[invitation] = nil
                keep(added)
            }
            return added
        }
    }

    /// Changes an account as it is by now.
    func update(_ id: Int64, _ change: (inout JournalAccount) -> Void) throws {
        try writing.withLock {
            guard var account = self[id] else { return }
            change(&account)
            try journal.update(account)
            lock.withLock { keep(account) }
        }
    }

    /// Removes a lecturer.
    /// - Returns: which sign-ins ended.
    func remove(_ id: Int64) throws -> [Int64] {
        try writing.withLock {
            try journal.removeAccount(id)
            return lock.withLock {
                let ended = signIns.values.filter { $0.account == id }.map(\.id)
                forget(ended)
                if let account = accounts.removeValue(forKey: id) { accountsByLogin[account.login] = nil }
                return ended
            }
        }
    }

    /// Makes an invitation; those that ran out go.
    func invite(_ invitation: JournalInvitation) throws -> JournalInvitation {
        try writing.withLock {
            let past = lock.withLock { invitations.values.filter { !$0.lasts(at: invitation.created) }.map(\.id) }
            for id in past { try journal.removeInvitation(id) }
            let added = try journal.add(invitation)
            lock.withLock {
                for id in past { invitations[id] = nil }
                invitations[added.id] = added
            }
            return added
        }
    }

    func revoke(_ invitation: Int64) throws {
        try writing.withLock {
            try journal.removeInvitation(invitation)
            lock.withLock { invitations[invitation] = nil }
        }
    }
}

extension JournalSignIn {
    func lasts(at now: Int64) -> Bool {
        now - used < AccountLimits.signInLifetime && now - created < AccountLimits.signInLongest
    }

    /// Whether its next use is to be noted.
    func needsRenewal(at now: Int64) -> Bool { now - used >= AccountLimits.renewalPause }
}

extension JournalInvitation {
    func lasts(at now: Int64) -> Bool { now - created < AccountLimits.invitationLifetime }
}
