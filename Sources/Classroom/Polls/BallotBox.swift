import Wire

/// Every vote of one poll: of each person, and of each neighbour a person votes for, the last. The fold of its events (R10); only the server reads it.
public struct BallotBox: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: BallotState
    /// Where each voter's ballot is; follows from the state.
    private var places: [Voter: Int] = [:]
    /// What each ballot says in words, as it is counted; follows from the state and is found once, for it takes longer than counting.
    private(set) var spellings: [[Spelling]] = []

    /// Bytes of all that was answered in words; follows from the state.
    private(set) var textByteCount = 0

    /// A word as it was typed, and as it is counted.
    struct Spelling: Hashable {
        var shown: String
        var folded: String
    }

    /// Who votes, and for whom.
    struct Voter: Hashable {
        var participant: ParticipantHandle
        var neighbour: String?
    }

    /// Nobody voted.
    public init() { state = BallotState(ballots: [], hall: [], hiddenWords: []) }

    init(_ state: BallotState) {
        self.state = state
        spellings = state.ballots.map(\.answer.spellings)
        textByteCount = state.ballots.reduce(0) { $0 + $1.answer.textByteCount }
        findPlaces()
    }

    /// What counts of a voter.
    func answer(of voter: Voter) -> Answer? { places[voter].map { state.ballots[$0].answer } }

    /// How many people a device votes for beside its own.
    func neighbourCount(of participant: ParticipantHandle) -> Int {
        places.keys.count { $0.participant == participant && $0.neighbour != nil }
    }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: BallotEvent, _ stamp: EventStamp) {
        switch event {
        case .voted(let participant, let neighbour, let place, let after, _, let answer):
            let ballot = Ballot(
                participant: participant, neighbour: neighbour, place: place, after: after, answer: answer)
            take(ballot, Voter(participant: participant, neighbour: neighbour))
        case .hallCounted(let option, let count):
            while state.hall.count <= option { state.hall.append(0) }
            state.hall[option] = count
        case .wordApproved(_, let word):
            // The list holds words whose showing differs from what the poll's rules say: said twice, it does no longer.
            let folded = WordFolding.fold(word)
            if let index = state.hiddenWords.firstIndex(where: { WordFolding.fold($0) == folded }) {
                state.hiddenWords.remove(at: index)
            } else if state.hiddenWords.count < WireLimits.crowdLimit {
                state.hiddenWords.append(word)
            }
        }
    }

    private mutating func take(_ ballot: Ballot, _ voter: Voter) {
        guard let place = places[voter] else {
            guard ballot.answer != .nothing, state.ballots.count < WireLimits.crowdLimit else { return }
            places[voter] = state.ballots.count
            textByteCount += ballot.answer.textByteCount
            spellings.append(ballot.answer.spellings)
            return state.ballots.append(ballot)
        }
        textByteCount += ballot.answer.textByteCount - state.ballots[place].answer.textByteCount
        guard ballot.answer == .nothing else {
            spellings[place] = ballot.answer.spellings
            return state.ballots[place] = ballot
        }
        state.ballots.remove(at: place)
        spellings.remove(at: place)
        findPlaces()
    }

    private mutating func findPlaces() {
        places = [:]
        for (index, ballot) in state.ballots.enumerated() {
            places[Voter(participant: ballot.participant, neighbour: ballot.neighbour)] = index
        }
    }
}

extension Answer {
    /// What it takes of the room for answers in words.
    var textByteCount: Int {
        switch self {
        case .text(let text): text.utf8.count
        case .words(let words): words.reduce(0) { $0 + $1.utf8.count }
        case .option, .options, .rating, .number, .spot, .nothing: 0
        }
    }

    /// What it says in words; nothing for what is chosen.
    var spellings: [BallotBox.Spelling] {
        switch self {
        case .words(let words): words.map(BallotBox.Spelling.init(folding:))
        case .text(let text): [BallotBox.Spelling(folding: text.cut(WireLimits.lineByteLimit))]
        case .number(let number): [BallotBox.Spelling(folding: number.text)]
        case .option, .options, .rating, .spot, .nothing: []
        }
    }
}

extension BallotBox.Spelling {
    init(folding shown: String) { self.init(shown: shown, folded: WordFolding.fold(shown)) }
}
