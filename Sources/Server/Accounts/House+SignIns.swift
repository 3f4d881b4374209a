import EventLoop
import HTTP
import Journal

/// Somebody who is signed in.
struct Visitor: Sendable {
    let account: JournalAccount
    /// nil where the owner's key came with the request.
    let signIn: JournalSignIn?

    /// Whether somebody may do with a room what its lecturer may.
    func keeps(_ room: JournalRoom) -> Bool { account.isOwner || room.keeper == account.id }
}

extension House {
    /// Who is signed in by a request's cookie.
    func visitor(_ request: HTTPRequestHead, isSecure: Bool) -> Visitor? {
        guard let secret = SignInCookie.secret(in: request, isSecure: isSecure),
            let signIn = accounts.signIn(secret, at: ProcessResources.unixTime),
            let account = signIn.account.flatMap({ accounts[$0] })
        else { return nil }
        return Visitor(account: account, signIn: signIn)
    }

    /// Whether a program brought the owner's key.
    func isOwner(_ request: HTTPRequestHead) -> Bool {
        guard let field = request.fields["Authorization"], field.hasPrefix("Bearer "),
            let key = Base64URL.decode(field.dropFirst("Bearer ".count))
        else { return false }
        return ownerKey.opens(with: key)
    }

    /// Signs somebody in under a new secret, whatever the browser brought. Blocks on the disk.
    /// - Returns: the sign-in, and the `Set-Cookie` that says it.
    func signIn(_ account: Int64, isByKey: Bool, _ origin: SignInOrigin) throws -> (JournalSignIn, cookie: String) {
        let secret = Secret()
        let new = JournalSignIn(
            token: secret.digest, account: account, isByKey: isByKey, created: ProcessResources.unixTime,
            device: origin.device)
        let (added, ended) = try accounts.add(new, before: origin.before)
        signedOut(ended)
        return (added, SignInCookie.setting(secret, isSecure: origin.isSecure))
    }

    /// The same, as an answer.
    func begin(_ account: Int64, isByKey: Bool, _ origin: SignInOrigin) throws -> DeskAnswer {
        DeskAnswer(cookies: [try signIn(account, isByKey: isByKey, origin).cookie])
    }

    /// Ends sign-ins and their connections. Blocks on the disk.
    func end(_ signIns: [JournalSignIn]) throws {
        try accounts.end(signIns.map(\.id))
        signedOut(signIns.map(\.id))
    }

    /// Whether somebody may end a sign-in: one's own, or of a display in one's room. Blocks on the disk.
    func mayEnd(_ signIn: JournalSignIn, _ visitor: Visitor) throws -> Bool {
        guard let id = signIn.room else { return signIn.account == visitor.account.id }
        return try room(id).map(visitor.keeps) ?? false
    }

    /// What somebody sees of the house. Blocks on the disk.
    func state(for visitor: Visitor, at now: Int64, place: String) throws -> HouseState {
        let (own, isOwner) = (visitor.account, visitor.account.isOwner)
        var state = HouseState()
        state.place = place
        state.me = HouseState.Me(
            name: own.name, login: own.login, isOwner: isOwner, hasPassword: !own.password.isEmpty,
            isByKey: visitor.signIn?.isByKey ?? true)
        let rooms = try journal.rooms().filter(visitor.keeps)
        state.rooms = rooms.map { room in
            HouseState.Room(
                code: room.code, name: room.name, created: room.created,
                keeper: room.keeper.flatMap { $0 == own.id ? nil : accounts[$0]?.name })
        }
        let codes = Dictionary(uniqueKeysWithValues: rooms.map { ($0.id, $0.code) })
        let signIns = accounts.signIns(at: now) { signIn in
            signIn.room.map { codes[$0] != nil } ?? (signIn.account == own.id)
        }
        state.signIns = signIns.map { signIn in
            HouseState.SignIn(
                id: signIn.id, device: signIn.device, used: signIn.used, isThis: signIn.id == visitor.signIn?.id,
                room: signIn.room.flatMap { codes[$0] })
        }
        guard isOwner else { return state }
        state.invitations = accounts.openInvitations(at: now).map {
            HouseState.Invitation(id: $0.id, name: $0.name, ends: $0.created + AccountLimits.invitationLifetime)
        }
        state.lecturers = accounts.lecturers.map { HouseState.Lecturer(id: $0.id, name: $0.name, login: $0.login) }
        return state
    }
}

/// Where a sign-in is asked for, as far as other threads may know.
struct SignInOrigin: Sendable {
    let network: String
    let isSecure: Bool
    /// In words for people.
    let device: String
    /// The sign-in that the browser has.
    let before: JournalSignIn?
    /// Its secret.
    let secret: Secret?

    /// The cookie anew when its sign-in goes on, so that the browser keeps it as long.
    func renewal(at now: Int64) -> String? {
        guard let before, before.needsRenewal(at: now) else { return nil }
        return secret.map { SignInCookie.setting($0, isSecure: isSecure) }
    }
}

/// What sort of device asks, in two words for the person who looks at the list of sign-ins.
enum DeviceWords {
    private static let browsers = [
        ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]

    static func of(_ request: HTTPRequestHead) -> String {
        let agent = request.fields["User-Agent"]?.prefix(512) ?? ""
        let found = [browsers, systems].compactMap { names in names.first { agent.contains($0.0) }?.1 }
        return found.joined(separator: ", ")
    }
}
