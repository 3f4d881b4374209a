import Wire

extension RoomCore {
    /// Folds one event in (R12). Total: an event out of place changes nothing.
    mutating func apply(_ event: QuizEvent, _ stamp: EventStamp) {
        func name(_ quiz: ItemRef) -> ItemName { quiz.name(seenFrom: stamp.author) }
        switch event {
        case .started(let quiz, let tally, let leaderboard, let shown, let pace, let count, let title):
            guard self.quiz(name(quiz)) == nil, kind(of: tally) == nil, kind(of: leaderboard) == nil,
                quizzes.count < 127
            else { return }
            state.quizzes.quizzes.append(
                Quiz(
                    name: name(quiz), tally: tally, leaderboard: leaderboard, shown: shown, quizPace: pace,
                    count: count, title: title, finished: false, hidden: false, asked: nil))
        case .asked(let quiz, let question, let closes, let content):
            let asked = AskedQuestion(
                question: question, since: stamp.time, phase: .running(closes: closes), content: content)
            change(name(quiz)) { $0.asked = asked }
        case .closing(let quiz, let until): change(name(quiz)) { $0.asked?.phase = .closing(until: until) }
        case .closed(let quiz): change(name(quiz)) { $0.asked?.phase = .closed }
        case .explained(let quiz, let question, let key, let explanation):
            change(name(quiz)) { quiz in
                guard quiz.asked?.question == question else { return }
                quiz.asked?.phase = .revealed(key: key, explanation: explanation)
            }
        case .finished(let quiz): change(name(quiz)) { ($0.finished, $0.asked) = (true, nil) }
        case .leaderboardShown(let quiz, let shown): change(name(quiz)) { $0.shown = shown }
        case .hidden(let quiz): change(name(quiz)) { $0.hidden = true }
        }
    }

    /// The quizzes that began.
    public var quizzes: [Quiz] { state.quizzes.quizzes }

    /// A quiz that began.
    func quiz(_ name: ItemName) -> Quiz? { quizzes.last { $0.name == name } }

    /// The quiz whose results or points a topic shows.
    func quiz(of topic: TopicHandle) -> Quiz? { quizzes.last { $0.tally == topic || $0.leaderboard == topic } }

    /// The quiz that goes on.
    var runningQuiz: Quiz? { quizzes.last { !$0.finished } }

    private mutating func change(_ name: ItemName, _ change: (inout Quiz) -> Void) {
        guard let index = state.quizzes.quizzes.lastIndex(where: { $0.name == name }) else { return }
        change(&state.quizzes.quizzes[index])
    }
}

extension Quiz {
    /// Whether nothing is being asked of everybody.
    var isBetweenQuestions: Bool {
        switch asked?.phase {
        case .revealed, nil: true
        case .running, .closing, .closed: false
        }
    }

    /// Whether what a question is worth was told.
    func isOver(_ question: Int) -> Bool {
        guard quizPace == .lecturer, let asked else { return true }
        return question < asked.question || isBetweenQuestions
    }
}
