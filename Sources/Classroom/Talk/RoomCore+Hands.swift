import Wire

extension RoomCore {
    /// Folds one event in (R6). Total: an event out of place changes nothing.
    mutating func apply(_ event: HandEvent, _ stamp: EventStamp) {
        switch event {
        case .raised(let participant):
            if !isUp(participant) { state.hands.hands.append(Hand(participant: participant, since: stamp.time)) }
        case .lowered(let participant): lower(participant)
        case .allLowered: (state.hands.hands, state.hands.hall) = ([], 0)
        case .calledOn(let participant, let picked):
            // Who is picked of all, though heard, is the first of a new round; of those who asked, they may all have been heard before others.
            if picked, !isUp(participant), state.hands.heard.contains(participant) { state.hands.heard = [] }
            lower(participant)
            if !state.hands.heard.contains(participant) { state.hands.heard.append(participant) }
        case .hallCounted(let count): state.hands.hall = count
        }
    }

    /// Whether somebody's hand is up.
    func isUp(_ participant: ParticipantHandle) -> Bool { state.hands.hands.contains { $0.participant == participant } }

    private mutating func lower(_ participant: ParticipantHandle) {
        state.hands.hands.removeAll { $0.participant == participant }
    }
}
