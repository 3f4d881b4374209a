import Classroom
import EventLoop
import HTTP
import Journal
import Net
import TLS

/// What the owner, lecturers and displays may ask of the house below `/api`, as JSON. Every right is checked here.
final class HouseDesk {
    private let net: NetLoop
    private let house: House

    init(on net: NetLoop, of house: House) { (self.net, self.house) = (net, house) }

    func respond(_ route: HouseRoute, to exchange: HTTPExchange) {
        guard exchange.request.method == route.method else {
            return exchange.discardBody { exchange.respond(status: 405) }
        }
        exchange.collectBody(limit: AccountLimits.requestByteLimit) { [self] in respond(route, exchange, $0) }
    }

    private func respond(_ route: HouseRoute, _ exchange: HTTPExchange, _ body: [UInt8]) {
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        let caller = Caller(exchange: exchange, client: client, visitor: visitor(exchange, client))
        if route == .house { return showHouse(caller) }
        if route == .library { return showLibrary(caller) }
        if case .results(let code, let rows) = route { return showResults(code, rows, caller) }
        guard SameOrigin.holds(for: exchange.request) else { return caller.refuse(.anotherOrigin) }
        // A cookie counts only where the browser says that a page of ours asks.
        guard caller.visitor?.signIn == nil || exchange.request.fields["Origin"] != nil else {
            return caller.refuse(.anotherOrigin)
        }
        guard DeskRequest.isJSON(exchange.request), let request = DeskRequest(body) else {
            return caller.refuse(.badRequest)
        }
        switch route {
        case .house, .library, .results: break
        case .signIn: signIn(request, caller)
        case .acceptInvitation: accept(request, caller)
        case .lookAtInvitation: look(request, caller)
        case .showScreen: showScreen(caller)
        case .askScreen: askScreen(request, caller)
        case .signOut, .account, .rooms, .renewCode, .invitations, .revokeInvitation, .endSignIn, .removeLecturer,
            .letScreenIn:
            guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
            respond(route, request, caller, visitor)
        }
    }

    private func respond(_ route: HouseRoute, _ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        switch route {
        case .signOut: signOut(request, caller, visitor)
        case .account: change(request, caller, visitor)
        case .rooms: openRoom(request, caller, visitor)
        case .renewCode(let code): renewCode(code, caller, visitor)
        case .letScreenIn: letScreenIn(request, caller, visitor)
        case .endSignIn(let id): endSignIn(id, caller, visitor)
        case .invitations, .revokeInvitation, .removeLecturer:
            guard visitor.account.isOwner else { return caller.refuse(.notAllowed) }
            switch route {
            case .invitations: invite(request, caller)
            case .revokeInvitation(let id): perform(caller) { [house] in try house.accounts.revoke(id) }
            case .removeLecturer(let id): remove(id, caller)
            default: break
            }
        case .house, .library, .results, .signIn, .acceptInvitation, .lookAtInvitation, .showScreen, .askScreen: break
        }
    }

    private func visitor(_ exchange: HTTPExchange, _ client: ClientAddress) -> Visitor? {
        if let visitor = house.visitor(exchange.request, isSecure: client.isSecure) { return visitor }
        guard house.isOwner(exchange.request), let owner = house.accounts.owner else { return nil }
        return Visitor(account: owner, signIn: nil)
    }

    // MARK: Off the loop

    private func work(_ caller: Caller, _ body: @escaping @Sendable () throws -> DeskAnswer) {
        net.loop.offload({ DeskAnswer.of(body) }) { caller.answer($0) }
    }

    private func perform(_ caller: Caller, _ body: @escaping @Sendable () throws -> Void) {
        work(caller) {
            try body()
            return DeskAnswer()
        }
    }

    /// Work that hashes passwords: few at once.
    private func hash(_ caller: Caller, _ body: @escaping @Sendable () throws -> DeskAnswer) {
        guard house.passwords.enter() else { return caller.refuse(.busy, wait: 1_000) }
        work(caller) { [house] in
            defer { house.passwords.leave() }
            return try body()
        }
    }

    // MARK: Signing in and out

    private func signIn(_ request: DeskRequest, _ caller: Caller) {
        let address = caller.client.network
        let wait = house.doors.wait(for: address, at: net.now)
        guard wait == 0 else { return caller.refuse(.tooManyAttempts, wait: wait) }
        if let key = request.key {
            guard let owner = house.accounts.owner, let key = Base64URL.decode(key), house.ownerKey.opens(with: key)
            else {
                house.doors.failed(address, at: net.now)
                return caller.refuse(.wrongPassword)
            }
            return begin(owner.id, isByKey: true, caller)
        }
        guard let typed = request.login, let password = request.password,
            password.utf8.count <= PasswordHash.passwordByteLimit
        else { return caller.refuse(.badRequest) }
        let login = LoginText(typed)?.text ?? ""
        guard let attempt = beginAttempt(login, caller) else { return }
        let account = house.accounts.account(login: login)
        hash(caller) { [house, origin = caller.origin] in
            let kept = account?.password
            guard house.passwords.matches(password, kept: kept), let account,
                house.accounts[account.id]?.password == kept
            else { return DeskAnswer(.wrongPassword) }
            attempt.succeeded(house)
            var answer = try house.begin(account.id, isByKey: false, origin)
            answer.cookies += attempt.cookies
            return answer
        }
    }

    private func begin(_ account: Int64, isByKey: Bool, _ caller: Caller) {
        work(caller) { [house, origin = caller.origin] in try house.begin(account, isByKey: isByKey, origin) }
    }

    /// Counts one more try of an account's password, before it is looked at, so that many at once count, too; nil, and refused, when one has to wait.
    /// A device on which somebody was signed in to the account before is counted apart: nobody can shut it out by guessing.
    private func beginAttempt(_ login: String, _ caller: Caller) -> Attempt? {
        let (device, cookie) = DeviceCookie.of(caller.exchange.request, isSecure: caller.client.isSecure)
        let isKnown = house.doors.knows(device, at: "login \(login)")
        let name = isKnown ? "\(login) \(Base64URL.encode(device))" : login
        let wait = house.guesses.wait(for: name, at: net.now)
        guard wait == 0 else {
            caller.refuse(.tooManyAttempts, wait: wait)
            return nil
        }
        house.guesses.failed(name, at: net.now)
        house.doors.failed(caller.client.network, at: net.now)
        return Attempt(
            name: name, login: login, address: caller.client.network, device: device, cookies: cookie.map { [$0] } ?? []
        )
    }

    private func signOut(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        let isEverywhere = request.everywhere == true
        work(caller) { [house, origin = caller.origin] in
            let now = ProcessResources.unixTime
            let meant = house.accounts.signIns(at: now) {
                isEverywhere ? $0.account == visitor.account.id : $0.id == visitor.signIn?.id
            }
            try house.end(meant)
            return DeskAnswer(cookies: [SignInCookie.removing(isSecure: origin.isSecure)])
        }
    }

    private func endSignIn(_ id: Int64, _ caller: Caller, _ visitor: Visitor) {
        perform(caller) { [house] in
            let found = house.accounts.signIns(at: ProcessResources.unixTime) { $0.id == id }
            guard let signIn = found.first, try house.mayEnd(signIn, visitor) else { throw DeskRefusal.notAllowed }
            try house.end([signIn])
        }
    }

    // MARK: Accounts

    /// One's own name, login and password. A password is replaced by who knows it, or came by the owner's link; all other sign-ins end then.
    private func change(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
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

    private func invite(_ request: DeskRequest, _ caller: Caller) {
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
    private func invitation(_ request: DeskRequest, _ caller: Caller) -> JournalInvitation? {
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

    private func look(_ request: DeskRequest, _ caller: Caller) {
        if let invitation = invitation(request, caller) { caller.answer(DeskAnswer(["name": invitation.name])) }
    }

    private func accept(_ request: DeskRequest, _ caller: Caller) {
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

    private func remove(_ id: Int64, _ caller: Caller) {
        guard house.accounts[id]?.isOwner == false else { return caller.refuse(.notAllowed) }
        perform(caller) { [house] in
            house.signedOut(try house.accounts.remove(id))
            house.forgetRooms()
        }
    }

    // MARK: Rooms

    private func showHouse(_ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.answer(DeskAnswer(HouseState())) }
        work(caller) { [house, origin = caller.origin, place = place(caller)] in
            // The list is read often enough to say that a sign-in is used.
            let now = ProcessResources.unixTime
            if let signIn = visitor.signIn, signIn.needsRenewal(at: now) { try house.accounts.touch(signIn, at: now) }
            var answer = DeskAnswer(try house.state(for: visitor, at: now, place: place))
            answer.cookies += origin.renewal(at: now).map { [$0] } ?? []
            return answer
        }
    }

    private func showResults(_ code: Substring, _ rows: ResultsTable.Rows, _ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
        let code = RoomCode.normalised(code) ?? ""
        work(caller) { [house] in
            guard let room = house.room(code: code), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            let table = try ResultsTable(house.recover(room), by: rows)
            return DeskAnswer(csv: table.csv, name: "takhti-\(room.code)-\(rows.rawValue).csv")
        }
    }

    private func showLibrary(_ caller: Caller) {
        guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
        work(caller) { [house] in
            DeskAnswer(["shelves": try house.library(of: house.journal.rooms().filter(visitor.keeps))])
        }
    }

    private func place(_ caller: Caller) -> String {
        house.settings.place(at: caller.exchange.request.authority ?? "")
    }

    private func openRoom(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        guard let name = NameText(trimming: request.name ?? "") else { return caller.refuse(.badName) }
        let keeper = visitor.account.isOwner ? nil : visitor.account.id
        work(caller) { [house] in
            let count = try house.journal.rooms().count { $0.keeper == keeper }
            guard count < AccountLimits.roomLimit else { throw DeskRefusal.tooMany }
            return DeskAnswer(["code": try house.openRoom(name: name.text, keeper: keeper).code])
        }
    }

    private func renewCode(_ code: Substring, _ caller: Caller, _ visitor: Visitor) {
        let code = RoomCode.normalised(code) ?? ""
        work(caller) { [house] in
            guard let room = house.room(code: code), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            return DeskAnswer(["code": try house.renewCode(of: room.id)])
        }
    }

    // MARK: Displays

    private func showScreen(_ caller: Caller) {
        guard let (code, secret) = house.screens.show(at: caller.client.network, now: net.now) else {
            return caller.refuse(.tooMany, wait: 60_000)
        }
        caller.answer(
            DeskAnswer(
                ShownScreen(
                    code: code, secret: secret.text, seconds: AccountLimits.screenCodeLifetime, place: place(caller))))
    }

    private func askScreen(_ request: DeskRequest, _ caller: Caller) {
        guard let secret = Secret(request.secret ?? ""), let outcome = house.screens.outcome(secret, now: net.now)
        else {
            return caller.refuse(.noSuchScreen)
        }
        guard let pass = outcome else { return caller.answer(DeskAnswer()) }
        caller.answer(DeskAnswer(["room": pass.room, "ticket": pass.ticket]))
    }

    private func letScreenIn(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        let wait = house.doors.wait(for: caller.client.network, at: net.now)
        guard wait == 0 else { return caller.refuse(.tooManyAttempts, wait: wait) }
        let (roomCode, now) = (RoomCode.normalised(request.room ?? "") ?? "", net.now)
        let code = RoomCode.normalised(request.code ?? "") ?? ""
        work(caller) { [house, origin = caller.origin] in
            guard let room = house.room(code: roomCode), visitor.keeps(room) else { throw DeskRefusal.noSuchRoom }
            guard let screen = house.screens.take(code, now: now) else {
                house.doors.failed(origin.network, at: now)
                throw DeskRefusal.noSuchScreen
            }
            let secret = Secret()
            let pass = JournalSignIn(
                token: secret.digest, account: nil, room: room.id, created: ProcessResources.unixTime, device: "")
            let (_, ended) = try house.accounts.add(pass, before: nil)
            house.signedOut(ended)
            house.screens.letIn(screen, WaitingScreens.Pass(room: room.code, ticket: secret.text))
            return DeskAnswer()
        }
    }
}

private struct Invited: Encodable {
    let id: Int64
    let token: String
}

private struct ShownScreen: Encodable {
    let code, secret: String
    let seconds: Int
    /// Where others find this server.
    let place: String
}

/// A try of a password that was counted.
private struct Attempt: Sendable {
    let name, login, address: String
    let device: [UInt8]
    /// To set if it was right: of a device that was not known.
    let cookies: [String]

    /// It was right: it counts no more, and its device is known from now on.
    func succeeded(_ house: House) {
        house.guesses.succeeded(name)
        house.doors.succeeded(address)
        house.doors.letIn(device, to: "login \(login)")
    }
}

/// Who asks, and where the answer goes. Lives on the loop's thread.
private struct Caller {
    let exchange: HTTPExchange
    let client: ClientAddress
    let visitor: Visitor?

    func answer(_ answer: DeskAnswer) { answer.send(exchange) }
    func refuse(_ refusal: DeskRefusal, wait: Int? = nil) { answer(DeskAnswer(refusal, wait: wait)) }

    /// What of it other threads may know.
    var origin: SignInOrigin {
        SignInOrigin(
            network: client.network, isSecure: client.isSecure, device: DeviceWords.of(exchange.request),
            before: visitor?.signIn, secret: SignInCookie.secret(in: exchange.request, isSecure: client.isSecure))
    }
}
