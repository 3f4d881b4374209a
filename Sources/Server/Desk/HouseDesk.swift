import HTTP
import Net

/// What the owner, lecturers and displays may ask of the house below `/api`, as JSON. Every right is checked here.
final class HouseDesk {
    let net: NetLoop
    let house: House

    init(on net: NetLoop, of house: House) { (self.net, self.house) = (net, house) }

    func respond(_ route: HouseRoute, to exchange: HTTPExchange) {
        guard exchange.request.method == route.method else {
            return exchange.discardBody { exchange.respond(status: 405) }
        }
        exchange.collectBody(limit: AccountLimits.requestByteLimit) { [self] in respond(route, exchange, $0) }
    }

    func respond(_ route: HouseRoute, _ exchange: HTTPExchange, _ body: [UInt8]) {
        let caller = caller(exchange)
        if route == .house { return showHouse(caller) }
        if route == .library { return showLibrary(caller) }
        if route == .templates { return showTemplates(caller) }
        if case .results(let code, let rows) = route { return showResults(code, rows, caller) }
        if case .attendance(let code) = route { return showAttendance(code, caller) }
        guard SameOrigin.holds(for: exchange.request) else { return caller.refuse(.anotherOrigin) }
        // A cookie counts only where the browser says that a page of ours asks.
        guard caller.visitor?.signIn == nil || exchange.request.fields["Origin"] != nil else {
            return caller.refuse(.anotherOrigin)
        }
        guard DeskRequest.isJSON(exchange.request), let request = DeskRequest(body) else {
            return caller.refuse(.badRequest)
        }
        switch route {
        case .house, .library, .templates, .results, .attendance: break
        case .signIn: signIn(request, caller)
        case .acceptInvitation: accept(request, caller)
        case .lookAtInvitation: look(request, caller)
        case .showScreen: showScreen(caller)
        case .askScreen: askScreen(request, caller)
        case .signOut, .account, .rooms, .renewCode, .takePicture, .invitations, .revokeInvitation, .endSignIn,
            .removeLecturer,
            .letScreenIn:
            guard let visitor = caller.visitor else { return caller.refuse(.signInNeeded) }
            respond(route, request, caller, visitor)
        }
    }

    func respond(_ route: HouseRoute, _ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
        switch route {
        case .signOut: signOut(request, caller, visitor)
        case .account: change(request, caller, visitor)
        case .rooms: openRoom(request, caller, visitor)
        case .renewCode(let code): renewCode(code, caller, visitor)
        case .takePicture(let code): takePicture(request, into: code, caller, visitor)
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
        case .house, .library, .templates, .results, .attendance, .signIn, .acceptInvitation, .lookAtInvitation,
            .showScreen,
            .askScreen:
            break
        }
    }

    func caller(_ exchange: HTTPExchange) -> Caller {
        let client = ClientAddress(exchange, trusting: house.settings.trustedProxies)
        return Caller(exchange: exchange, client: client, visitor: visitor(exchange, client))
    }

    private func visitor(_ exchange: HTTPExchange, _ client: ClientAddress) -> Visitor? {
        if let visitor = house.visitor(exchange.request, isSecure: client.isSecure) { return visitor }
        guard house.isOwner(exchange.request), let owner = house.accounts.owner else { return nil }
        return Visitor(account: owner, signIn: nil)
    }

    // MARK: Off the loop

    func work(_ caller: Caller, _ body: @escaping @Sendable () throws -> DeskAnswer) {
        net.loop.offload({ DeskAnswer.of(body) }) { caller.answer($0) }
    }

    func perform(_ caller: Caller, _ body: @escaping @Sendable () throws -> Void) {
        work(caller) {
            try body()
            return DeskAnswer()
        }
    }

    /// Work that hashes passwords: few at once.
    func hash(_ caller: Caller, _ body: @escaping @Sendable () throws -> DeskAnswer) {
        guard house.passwords.enter() else { return caller.refuse(.busy, wait: 1_000) }
        work(caller) { [house] in
            defer { house.passwords.leave() }
            return try body()
        }
    }
}

/// Who asks, and where the answer goes. Lives on the loop's thread.
struct Caller {
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
