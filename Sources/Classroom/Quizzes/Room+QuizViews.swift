import Wire

extension Room {
    /// What a quiz's topic shows now, and whether everybody may read it; nil for what is none, or shows nothing any more.
    public func quizView(of topic: TopicHandle) -> (view: View, isOpen: Bool)? {
        guard let quiz = core.quiz(of: topic), !quiz.hidden else { return nil }
        if quiz.leaderboard == topic { return (.leaderboard(leaderboard(of: quiz)), quiz.shown) }
        guard let asked = quiz.asked else { return nil }
        let answers = staff.state.answers.filter { $0.quiz == quiz.name && $0.question == asked.question }
        let places = answers.map { roster[$0.participant]?.place ?? .unknown }
        let tally = Tally(of: zip(answers, places).map { ($0.answer, $1) }, asked.content)
        return (.tally(tally.view(answered: answers.count, differing: [])), asked.phase.isRevealed)
    }

    /// The best, by what was told so far: as many as everybody can read.
    private func leaderboard(of quiz: Quiz) -> LeaderboardView {
        var points: [ParticipantHandle: Int] = [:]
        for answer in staff.state.answers where answer.quiz == quiz.name && quiz.isOver(answer.question) {
            points[answer.participant, default: 0] += answer.points
        }
        let best = points.filter { $0.value > 0 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let standings = best.prefix(Room.leaderboardLimit).map { who, points in
            Standing(participant: who, points: points, name: roster[who]?.name ?? "")
        }
        return LeaderboardView(standings: standings.sorted { $0.participant < $1.participant })
    }

    /// Topics of quizzes that are on the screens.
    var quizTopics: [TopicHandle] { core.quizzes.filter { !$0.hidden }.flatMap { [$0.tally, $0.leaderboard] } }

    /// How many answered the question that everybody sees; nil when there is none.
    var quizAnsweredCount: Int? {
        guard let quiz = core.runningQuiz, let asked = quiz.asked else { return nil }
        return staff.state.answers.count { $0.quiz == quiz.name && $0.question == asked.question }
    }

    /// People on a leaderboard.
    static let leaderboardLimit = 10
}
