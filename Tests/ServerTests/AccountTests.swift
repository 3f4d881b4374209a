import EventLoop
import Foundation
import Journal
import Logging
import Testing

@testable import Server

@Suite struct AccountTests {
    private static func withAccounts(_ body: (Accounts, Journal) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "takhti-accounts-\(UUID().uuidString)"
        let journal = try Journal(folder: folder, logger: Logger(label: "test"))
        defer {
            journal.close()
            try? FileManager.default.removeItem(atPath: folder)
        }
        try body(try Accounts(journal), journal)
    }

    private static func signIn(_ account: Int64?, at time: Int64, room: RoomID? = nil) -> (Secret, JournalSignIn) {
        let secret = Secret()
        return (
            secret, JournalSignIn(token: secret.digest, account: account, room: room, created: time, device: "Test")
        )
    }

    @Test func theOwnerIsThereFromTheBeginning() throws {
        try Self.withAccounts { accounts, journal in
            #expect(accounts.owner?.login == "owner" && accounts.owner?.password == "")
            let again = try Accounts(journal)
            #expect(again.owner == accounts.owner)
        }
    }

    @Test func aSignInLastsThirtyDaysAfterItsLastUseAndHalfAYearInAll() throws {
        try Self.withAccounts { accounts, journal in
            let (secret, new) = Self.signIn(accounts.owner?.id, at: 0)
            let (signIn, _) = try accounts.add(new, before: nil)
            let day: Int64 = 86_400
            #expect(accounts.signIn(secret, at: 30 * day - 1) != nil && accounts.signIn(secret, at: 30 * day) == nil)
            for used in stride(from: 20 * day, to: 180 * day, by: Int(20 * day)) {
                try accounts.touch(signIn, at: used)
            }
            #expect(accounts.signIn(secret, at: 180 * day - 1) != nil && accounts.signIn(secret, at: 180 * day) == nil)
            let again = try Accounts(journal)
            #expect(again.signIn(secret, at: 179 * day)?.used == 160 * day)
            #expect(accounts.signIn(Secret(), at: 1) == nil)
        }
    }

    @Test func signingInAgainChangesTheSecretAndNotTheSignIn() throws {
        try Self.withAccounts { accounts, _ in
            let (old, first) = Self.signIn(accounts.owner?.id, at: 0)
            let (before, _) = try accounts.add(first, before: nil)
            let (secret, second) = Self.signIn(accounts.owner?.id, at: 5)
            let (after, ended) = try accounts.add(second, before: before)
            #expect(after.id == before.id && ended.isEmpty)
            #expect(accounts.signIn(old, at: 6) == nil && accounts.signIn(secret, at: 6)?.id == before.id)
        }
    }

    @Test func oneMoreThanFitsEndsTheOneThatWasUsedLongestAgo() throws {
        try Self.withAccounts { accounts, _ in
            let owner = accounts.owner?.id
            let all = try (0..<AccountLimits.signInLimit).map {
                try accounts.add(Self.signIn(owner, at: Int64($0)).1, before: nil).0
            }
            try accounts.touch(all[0], at: 1_000)
            #expect(try accounts.add(Self.signIn(owner, at: 1_001).1, before: nil).ended == [all[1].id])
        }
    }

    @Test func anInvitationIsAnsweredOnce() throws {
        try Self.withAccounts { accounts, _ in
            let secret = Secret()
            let made = try accounts.invite(JournalInvitation(token: secret.digest, name: "Dr Asma", created: 100))
            #expect(accounts.invitation(secret, at: 100 + AccountLimits.invitationLifetime) == nil)
            #expect(accounts.invitation(secret, at: 101)?.name == "Dr Asma")
            let account = { JournalAccount(login: $0, name: "Asma", isOwner: false, password: "", created: 101) }
            #expect(try accounts.add(account("asma"), answering: made.id).id > 0)
            #expect(accounts.invitation(secret, at: 102) == nil)
            #expect(throws: JournalError.self) { try accounts.add(account("other"), answering: made.id) }
            #expect(accounts.account(login: "other") == nil)
        }
    }

    @Test func aLecturerWhoGoesLeavesTheRoomsToTheOwner() throws {
        try Self.withAccounts { accounts, journal in
            let made = try accounts.invite(JournalInvitation(token: Secret().digest, name: "", created: 0))
            let asma = try accounts.add(
                JournalAccount(login: "asma", name: "Asma", isOwner: false, password: "", created: 0),
                answering: made.id)
            let room = try journal.makeRoom(code: "AAAAAA", name: "Physics", keeper: asma.id)
            let (secret, new) = Self.signIn(asma.id, at: 0)
            let (signIn, _) = try accounts.add(new, before: nil)
            #expect(try accounts.remove(asma.id) == [signIn.id])
            #expect(accounts.signIn(secret, at: 1) == nil && accounts[asma.id] == nil)
            let after = try journal.room(room.id)
            #expect(after?.name == "Physics" && after?.keeper == nil)
        }
    }

    @Test func aFormerCodeStillLeadsToItsRoomAndIsNotGivenAgain() throws {
        try Self.withAccounts { _, journal in
            let room = try journal.makeRoom(code: "AAAAAA", name: "")
            try journal.setCode(of: room.id, "CCCCCC")
            #expect(try journal.room(code: "AAAAAA") == nil)
            #expect(try journal.room(formerCode: "AAAAAA")?.code == "CCCCCC")
            #expect(throws: JournalError.self) { try journal.makeRoom(code: "AAAAAA", name: "") }
        }
    }

    @Test(arguments: [(" Asma.K ", "asma.k"), ("a@b.org", "a@b.org"), ("عاصمہ", "عاصمہ")])
    func loginsAreTypedLoosely(typed: String, kept: String) { #expect(LoginText(typed)?.text == kept) }

    @Test(arguments: ["", " ", "a/b", "a\u{202E}b", "a\0", "<b>", String(repeating: "a", count: 65)])
    func othersAreNoLogins(typed: String) { #expect(LoginText(typed) == nil) }

    @Test(arguments: [
        ("correct horse", true), ("short", false), ("aaaaaaaaaaaa", false), ("asma.karim", false),
        ("سلام علیکم دنیا", true),
    ])
    func passwordsAreLongAndNotTheLogin(password: String, isAllowed: Bool) {
        #expect(PasswordRule.allows(password, login: "asma.karim") == isAllowed)
    }

    @Test func anUnknownAccountIsComparedWithNothing() {
        let desk = PasswordDesk()
        #expect(!desk.matches("", kept: nil) && !desk.matches("", kept: "") && !desk.matches("x", kept: "rubbish"))
    }

    @Test func aDisplaysCodeIsTakenOnceAndForTenMinutes() {
        let screens = WaitingScreens()
        guard let (code, secret) = screens.show(at: "10.0.0.1", now: 0) else { return #expect(Bool(false)) }
        #expect(screens.take("AAAAAA", now: 1) == nil && screens.outcome(secret, now: 1) != nil)
        guard let key = screens.take(code, now: 1) else { return #expect(Bool(false)) }
        #expect(screens.take(code, now: 1) == nil)
        screens.letIn(key, WaitingScreens.Pass(room: "CCCCCC", ticket: "t"))
        #expect(screens.outcome(secret, now: 2)??.room == "CCCCCC" && screens.outcome(secret, now: 600_000) == nil)
        #expect(screens.outcome(Secret(), now: 2) == nil)
        for _ in 0..<8 { _ = screens.show(at: "10.0.0.2", now: 0) }
        #expect(screens.show(at: "10.0.0.2", now: 1) == nil && screens.show(at: "10.0.0.3", now: 1) != nil)
    }
}
