import EventLoop
import TLS

/// Signing in and out.
extension HouseDesk {
    func signIn(_ request: DeskRequest, _ caller: Caller) {
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

    func begin(_ account: Int64, isByKey: Bool, _ caller: Caller) {
        work(caller) { [house, origin = caller.origin] in try house.begin(account, isByKey: isByKey, origin) }
    }

    /// Counts one more try of an account's password, before it is looked at, so that many at once count, too; nil, and refused, when one has to wait.
    /// A device on which somebody was signed in to the account before is counted apart: nobody can shut it out by guessing.
    func beginAttempt(_ login: String, _ caller: Caller) -> Attempt? {
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

    func signOut(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
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

    func endSignIn(_ id: Int64, _ caller: Caller, _ visitor: Visitor) {
        perform(caller) { [house] in
            let found = house.accounts.signIns(at: ProcessResources.unixTime) { $0.id == id }
            guard let signIn = found.first, try house.mayEnd(signIn, visitor) else { throw DeskRefusal.notAllowed }
            try house.end([signIn])
        }
    }
}

/// A try of a password that was counted.
struct Attempt: Sendable {
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
