import Wire

/// A poll's result: the fold of each voter's last vote (R11).
struct Tally {
    private var rows: [Int: TallyRow] = [:]
    /// Rows of words, by their folded spelling, and the other way round.
    private var words: [String: Int] = [:]
    private var folded: [String] = []
    private let content: PollContent

    /// Rows of words that are shown at most: those that most people said.
    static let wordLimit = 200
    /// Words that are shown for approval at a time.
    static let waitingLimit = 100

    init(of box: BallotBox, _ content: PollContent) {
        self.content = content
        for (ballot, spellings) in zip(box.state.ballots, box.spellings) {
            let isRemote = ballot.place == .remote
            count(ballot.answer, isRemote)
            for spelling in spellings { add(spelling, isRemote) }
        }
        for (option, count) in box.state.hall.enumerated() where count > 0 {
            rows[option, default: TallyRow(option)].hall = count
        }
    }

    /// Of answers in a quiz, and where their authors sit.
    init(of answers: [(answer: Answer, place: Place)], _ content: PollContent) {
        self.content = content
        for (answer, place) in answers {
            count(answer, place == .remote)
            for spelling in answer.spellings { add(spelling, place == .remote) }
        }
    }

    /// The result as it is shown; `differing` words are shown if others are not, or not if others are.
    func view(answered: Int, differing: [Word]) -> TallyView {
        var shown = rows.values.sorted { $0.row < $1.row }
        if content.isOfWords {
            let differing = Set(differing.map(WordFolding.fold))
            shown = shown.filter { differing.contains(folded[$0.row]) == content.rules.moderated }
        }
        if shown.count > Tally.wordLimit, !words.isEmpty {
            shown = shown.sorted { ($1.votes, $0.row) < ($0.votes, $1.row) }.prefix(Tally.wordLimit).sorted {
                $0.row < $1.row
            }
        }
        return TallyView(answered: answered, rows: shown)
    }

    /// Words that wait until they are approved, the most frequent first.
    func waiting(approved: [Word]) -> [Word] {
        let approved = Set(approved.map(WordFolding.fold))
        let waiting = rows.values.filter { !approved.contains(folded[$0.row]) }
        return waiting.sorted { ($1.votes, $0.row) < ($0.votes, $1.row) }.prefix(Tally.waitingLimit).compactMap(\.word)
    }

    private mutating func count(_ answer: Answer, _ isRemote: Bool) {
        switch answer {
        case .option(let option): add(1, to: option, isRemote)
        case .options(let options):
            // Ranked, the best has as many points as there are worse ones (Borda).
            let isRanking = content.pollKind == .ranking
            for (place, option) in options.enumerated() {
                add(isRanking ? options.count - 1 - place : 1, to: option, isRemote)
            }
        case .rating(let rating): add(1, to: rating, isRemote)
        case .spot(let x, let y): add(1, to: PollSpot.cell(x: x, y: y), isRemote)
        case .words, .text, .number, .nothing: break
        }
    }

    private mutating func add(_ votes: Int, to row: Int, _ isRemote: Bool) {
        rows[row, default: TallyRow(row)].votes += votes
        if isRemote { rows[row, default: TallyRow(row)].remote += votes }
    }

    private mutating func add(_ word: BallotBox.Spelling, _ isRemote: Bool) {
        let row = words[word.folded] ?? words.count
        guard row < WireLimits.crowdLimit else { return }
        if words.updateValue(row, forKey: word.folded) == nil {
            folded.append(word.folded)
            rows[row] = TallyRow(row)
            rows[row]?.word = word.shown
        }
        add(1, to: row, isRemote)
    }
}

extension TallyRow {
    fileprivate init(_ row: Int) { self.init(row: row, votes: 0, remote: 0, hall: 0, word: nil) }
}

extension String {
    /// As much of it as has so many bytes, in whole characters.
    func cut(_ limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var cut = ""
        for character in self {
            guard cut.utf8.count + character.utf8.count <= limit else { break }
            cut.append(character)
        }
        return cut
    }
}

extension Decimal {
    /// As one writes it: `-0.25`.
    public var text: String {
        var digits = String(digits.magnitude)
        guard places > 0 else { return (self.digits < 0 ? "-" : "") + digits }
        while digits.count <= places { digits = "0" + digits }
        digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return (self.digits < 0 && digits != "0" ? "-" : "") + digits
    }
}

extension Room {
    /// A poll's result now; nil for what is no tally.
    public func tally(of topic: TopicHandle) -> TallyView? {
        guard let poll = core.poll(of: topic), poll.tally == topic, !poll.hidden else { return nil }
        let box = ballots[poll.ballots] ?? BallotBox()
        let tally = Tally(of: box, poll.content)
        return tally.view(answered: box.state.ballots.count, differing: box.state.hiddenWords)
    }

    /// Words of the poll that takes votes which wait for approval: for those who moderate.
    public var waitingWords: [Word] {
        guard let poll = core.openPoll, poll.content.rules.moderated, poll.content.isOfWords,
            let box = ballots[poll.ballots]
        else { return [] }
        return Tally(of: box, poll.content).waiting(approved: box.state.hiddenWords)
    }

    /// Whether everybody may read a tally; those who teach may always.
    public func isTallyOpen(_ topic: TopicHandle) -> Bool { core.poll(of: topic)?.isTallyOpen ?? false }

    /// Tallies of polls, and topics of quizzes, that are on the screens.
    public var tallies: [TopicHandle] { core.state.polls.polls.filter { !$0.hidden }.map(\.tally) + quizTopics }

    /// Tallies that an event changes, or shows to others.
    public func tallies(changedBy event: Event, of topic: TopicHandle) -> [TopicHandle] {
        switch event {
        case .ballot: core.poll(of: topic).map { [$0.tally] } ?? []
        case .poll: core.polls.map(\.tally)
        case .quiz: core.quizzes.flatMap { [$0.tally, $0.leaderboard] }
        case .staff(.quizAnswered): quizTopics
        case .roster(.renamed): core.quizzes.filter { !$0.hidden }.map(\.leaderboard)
        default: []
        }
    }

    /// How many voted in the poll that takes votes.
    public var votedCount: Int? {
        core.openPoll.map { ballots[$0.ballots]?.state.ballots.count ?? 0 } ?? quizAnsweredCount
    }
}
