import Wire

/// The questions that are shown to all. The fold of their events (R8).
public struct Questions: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: QuestionState
    /// The counter of the room's last event in the topic: what the room shows is named after the next.
    private(set) var roomCounter: Counter

    /// Questions of one room, answered ones too.
    static let limit = 1_000
    /// Bytes of one question: all of them and their answers fit into a snapshot.
    static let byteLimit = 2_000
    /// Questions that one person wants to know, those that are gone too.
    static let wantedLimit = 4_000
    /// Unanswered questions of one person.
    static let ownLimit = 15

    /// Nobody asked.
    public init() { (state, roomCounter) = (QuestionState(questions: []), 0) }

    init(_ state: QuestionState, _ context: StampContext) {
        self.state = state
        roomCounter = context.counters.first { $0.outbox == 0 }?.counter ?? 0
    }

    /// The name of what the room shows next.
    var nextName: ItemName { ItemName(outbox: 0, counter: roomCounter + 1) }

    /// Shown and not answered.
    public var openCount: Int { state.questions.count { !$0.answered } }

    /// A question that is shown.
    func question(_ name: ItemName) -> Question? { state.questions.first { $0.name == name } }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: QuestionEvent, _ stamp: EventStamp) {
        if stamp.author == 0 { roomCounter = stamp.counter }
        switch event {
        case .shown(let participant, let text):
            let question = Question(
                name: stamp.name, participant: participant, at: stamp.time, votes: 0, answered: false, text: text,
                answer: "")
            state.questions.append(question)
        case .withdrawn(let question), .dismissed(let question):
            let name = question.name(seenFrom: stamp.author)
            state.questions.removeAll { $0.name == name }
        case .votesCounted(let question, let votes): change(question, stamp) { $0.votes = votes }
        case .answered(let question, let text): change(question, stamp) { ($0.answered, $0.answer) = (true, text) }
        }
    }

    private mutating func change(_ ref: ItemRef, _ stamp: EventStamp, _ change: (inout Question) -> Void) {
        let name = ref.name(seenFrom: stamp.author)
        guard let index = state.questions.firstIndex(where: { $0.name == name }) else { return }
        change(&state.questions[index])
    }
}
