import Classroom
import Wire

/// Polls that are drafted, asked, answered, closed and shown.
extension RandomLesson {
    mutating func poll(_ actor: Actor) { give(.poll(command: seeded.below(3) == 0 ? holding() : taking()), actor) }

    private mutating func holding() -> PollCommand {
        let drafts = host.room.staff.state.drafts
        let poll =
            drafts.isEmpty
            ? ItemRef(counter: 3) : drafts[drafts.count - 1 - seeded.below(min(drafts.count, 3))].name.reference
        switch seeded.below(14) {
        case 0..<3: return .draft(content: content(), key: .unmarked, explanation: "")
        case 3: return .revise(poll: poll, content: content(), key: .unmarked, explanation: "because")
        case 4: return .discard(poll: poll)
        case 5..<8: return .start(poll: poll)
        case 8, 9: return .close(poll: poll)
        case 10, 11: return .reveal(poll: poll)
        case 12: return .hide(poll: poll)
        default: return .askAgain(poll: poll)
        }
    }

    private mutating func taking() -> PollCommand {
        let polls = host.room.core.polls
        guard let poll = polls.isEmpty ? nil : polls[polls.count - 1 - seeded.below(min(polls.count, 2))] else {
            return .vote(poll: ItemRef(counter: 3), neighbour: nil, after: nil, answer: .nothing)
        }
        switch seeded.below(14) {
        case 0: return .countHall(poll: poll.name.reference, option: seeded.below(4), count: seeded.below(20))
        case 1: return .approveWord(poll: poll.name.reference, shown: seeded.bool(), word: word())
        default:
            let neighbour = seeded.below(6) == 0 ? "Neighbour \(seeded.below(6))" : nil
            return .vote(
                poll: poll.name.reference, neighbour: neighbour, after: nil, answer: answer(to: poll.content.pollKind))
        }
    }

    mutating func content() -> PollContent {
        let kind = PollKind(rawValue: seeded.below(9)) ?? .single
        let hasOptions = kind == .single || kind == .multiple || kind == .ranking
        let rules = PollRules(
            secrecy: .anonymous, live: seeded.bool(), neighbours: seeded.bool(), changes: seeded.below(4) > 0,
            seconds: seeded.below(3) == 0 ? 1 + seeded.below(4) : nil, points: seeded.bool() ? 100 : nil,
            moderated: seeded.below(3) == 0)
        let options = hasOptions ? (0..<2 + seeded.below(3)).map { Option(text: "Option \($0)", picture: nil) } : []
        return PollContent(
            pollKind: kind, rules: rules, prompt: "Which?", picture: nil, page: kind == .spot ? 4 : nil,
            options: options)
    }

    mutating func answer(to kind: PollKind) -> Answer {
        guard seeded.below(10) > 0 else { return seeded.bool() ? .nothing : .rating(rating: 3) }
        switch kind {
        case .single, .truth: return .option(option: seeded.below(3))
        case .multiple, .ranking:
            var options = Array(0..<2 + seeded.below(3))
            if seeded.bool() { options.reverse() }
            return .options(options: options)
        case .words: return .words(words: [word(), word()])
        case .text: return .text(text: word())
        case .rating: return .rating(rating: seeded.below(11))
        case .number: return .number(number: Decimal(digits: seeded.below(9) - 4, places: seeded.below(3)))
        case .spot: return .spot(x: seeded.below(15_360), y: seeded.below(9_000))
        }
    }

    private mutating func word() -> String { ["Chat", "chat ", "thé", "the", "كتاب", "كِتاب", "書"][seeded.below(7)] }
}
