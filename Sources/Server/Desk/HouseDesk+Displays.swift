import EventLoop
import Journal

/// Displays of halls.
extension HouseDesk {
    func showScreen(_ caller: Caller) {
        guard let (code, secret) = house.screens.show(at: caller.client.network, now: net.now) else {
            return caller.refuse(.tooMany, wait: 60_000)
        }
        caller.answer(
            DeskAnswer(
                ShownScreen(
                    code: code, secret: secret.text, seconds: AccountLimits.screenCodeLifetime, place: place(caller))))
    }

    func askScreen(_ request: DeskRequest, _ caller: Caller) {
        guard let secret = Secret(request.secret ?? ""), let outcome = house.screens.outcome(secret, now: net.now)
        else {
            return caller.refuse(.noSuchScreen)
        }
        guard let pass = outcome else { return caller.answer(DeskAnswer()) }
        caller.answer(DeskAnswer(["room": pass.room, "ticket": pass.ticket]))
    }

    func letScreenIn(_ request: DeskRequest, _ caller: Caller, _ visitor: Visitor) {
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

private struct ShownScreen: Encodable {
    let code, secret: String
    let seconds: Int
    /// Where others find this server.
    let place: String
}
