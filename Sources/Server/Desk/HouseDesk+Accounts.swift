import Classroom
import EventLoop
import Journal

/// Accounts and invitations.
extension HouseDesk {
    /// One's own name, login and password. A password is replaced by who knows it, or came by the owner's link; all other sign-ins end then.
    func change(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        let account = visitor.account
        guard let name = request.name.map({ NameText(trimming: $0)?.text }) ?? account.name else {
            return caller.refuse(.badName)
        }
        guard let login = request.login.map({ LoginText($0)?.text }) ?? account.login else {
            return caller.refuse(.badLogin)
        }
        if let password = request.password {
            guard PasswordRule.allows(password, login: login) else { return caller.refuse(.badPassword) }
        }
        let holder = house.accounts.account(login: login)
        guard holder == nil || holder?.id == account.id else { return caller.refuse(.loginTaken) }
        let store: @Sendable (String?) throws -> Void = { [house] kept in
            try house.accounts.update(account.id) {
                ($0.name, $0.login) = (name, login)
                if let kept { $0.password = kept }
            }
        }
        guard let password = request.password else { return perform(caller) { try store(nil) } }
        let isFree = account.password.isEmpty || visitor.signIn?.isByKey != false
        let attempt = isFree ? nil : beginAttempt(account.login, caller)
        guard isFree || attempt != nil else { return }
        let old = request.old ?? ""
        hash(caller) { [house] in
            if let attempt {
                guard house.passwords.matches(old, kept: account.password) else { throw DeskRefusal.wrongPassword }
                attempt.succeeded(house)
            }
            try store(try house.passwords.hash(password))
            try house.end(
                house.accounts.signIns(at: ProcessResources.unixTime) {
                    $0.account == account.id && $0.id != visitor.signIn?.id
                })
            return DeskAnswer()
        }
    }

    func invite(_ request: DeskRequest, _ caller: Caller) {
        guard let name = NameText(trimming: request.name ?? "") else { return caller.refuse(.badName) }
        let now = ProcessResources.unixTime
        guard house.accounts.openInvitations(at: now).count < AccountLimits.invitationLimit,
            house.accounts.lecturers.count < AccountLimits.accountLimit
        else { return caller.refuse(.tooMany) }
        work(caller) { [house] in
            let secret = Secret()
            let made = JournalInvitation(token: secret.digest, name: name.text, created: now)
            let added = try house.accounts.invite(made)
            return DeskAnswer(Invited(id: added.id, token: secret.text))
        }
    }

    /// The invitation of a link; nil, and refused, when it opens nothing.
    func invitation(_ request: DeskRequest, _ caller: Caller) -> JournalInvitation? {
        let wait = house.doors.wait(for: caller.client.network, at: net.now)
        guard wait == 0 else {
            caller.refuse(.tooManyAttempts, wait: wait)
            return nil
        }
        let found = Secret(request.token ?? "").flatMap { house.accounts.invitation($0, at: ProcessResources.unixTime) }
        if found == nil {
            house.doors.failed(caller.client.network, at: net.now)
            caller.refuse(.invitationGone)
        }
        return found
    }

    func look(_ request: DeskRequest, _ caller: Caller) {
        if let invitation = invitation(request, caller) { caller.answer(DeskAnswer(["name": invitation.name])) }
    }

    func accept(_ request: DeskRequest, _ caller: Caller) {
        guard let invitation = invitation(request, caller) else { return }
        guard let name = NameText(trimming: request.name ?? ""), !name.text.isEmpty else {
            return caller.refuse(.badName)
        }
        guard let login = LoginText(request.login ?? "") else { return caller.refuse(.badLogin) }
        guard let password = request.password, PasswordRule.allows(password, login: login.text) else {
            return caller.refuse(.badPassword)
        }
        guard house.accounts.account(login: login.text) == nil else { return caller.refuse(.loginTaken) }
        hash(caller) { [house, origin = caller.origin] in
            let account = JournalAccount(
                login: login.text, name: name.text, isOwner: false, password: try house.passwords.hash(password),
                created: ProcessResources.unixTime)
            do {
                let added = try house.accounts.add(account, answering: invitation.id)
                return try house.begin(added.id, isByKey: false, origin)
            } catch JournalError.conflict {
                let isTaken = house.accounts.account(login: login.text) != nil
                throw isTaken ? DeskRefusal.loginTaken : .invitationGone
            }
        }
    }

    func remove(_ id: Int64, _ caller: Caller) {
        guard house.accounts[id]?.isOwner == false else { return caller.refuse(.notAllowed) }
        perform(caller) { [house] in
            house.signedOut(try house.accounts.remove(id))
            house.forgetRooms()
        }
    }
}

private struct Invited: Encodable {
    let id: Int64
    let token: String
}
