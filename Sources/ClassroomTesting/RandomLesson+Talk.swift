import Classroom
import Wire

/// Hands that go up and down, chat and questions.
extension RandomLesson {
    mutating func talk(_ actor: Actor) {
        switch seeded.below(11) {
        case 8...: quiz(actor)
        case 4...: poll(actor)
        case 0: give(.hand(command: handCommand()), actor)
        case 1: give(.chat(command: chatCommand()), actor)
        case 2: give(.question(command: questionCommand(actor)), actor)
        default: give(.room(command: .moderateQuestions(before: seeded.bool())), actor)
        }
    }

    private mutating func handCommand() -> HandCommand {
        host.chance = UInt64(seeded.below(1_000))
        let who = ParticipantHandle(1 + seeded.below(6))
        switch seeded.below(12) {
        case 0..<5: return .raise
        case 5: return .lower(participant: nil)
        case 6: return .lower(participant: who)
        case 7: return .lowerAll
        case 8, 9: return .callOn(participant: who)
        case 10: return .pick
        default: return .countHall(count: seeded.below(9))
        }
    }

    private mutating func chatCommand() -> ChatCommand {
        let lines = host.room.chat.state.lines
        let line = lines.isEmpty ? ItemRef(counter: 3) : lines[seeded.below(lines.count)].name.reference
        switch seeded.below(12) {
        case 0..<6:
            let audience = seeded.below(3) == 0 ? Audience.staff : .everyone
            let answers = seeded.below(4) == 0 ? line : nil
            return .say(audience: audience, answers: answers, text: seeded.text(limit: 30))
        case 6: return .remove(line: line)
        case 7, 8: return .pin(line: line)
        case 9: return .unpin(line: line)
        case 10: return .slow(pause: seeded.below(3) * 500)
        default: return .pause(paused: seeded.bool())
        }
    }

    private mutating func questionCommand(_ actor: Actor) -> QuestionCommand {
        let shown = host.room.questions.state.questions.map(\.name)
        let waiting = host.room.staff.state.questions.filter { $0.shown == nil }.map(\.name)
        let refused = host.room.personal[actor.participant]?.state.waiting.filter(\.refused).map(\.name) ?? []
        let names = shown + waiting + refused
        let question = names.isEmpty ? ItemRef(counter: 3) : names[seeded.below(names.count)].reference
        switch seeded.below(14) {
        case 0..<5: return .ask(anonymous: seeded.bool(), text: seeded.text(limit: 30))
        case 5: return .withdraw(question: question)
        case 6, 7: return .approve(question: question)
        case 8: return .dismiss(question: question)
        case 9..<12: return .voteUp(question: question, up: seeded.below(3) > 0)
        default: return .answer(question: question, text: seeded.bool() ? "" : seeded.text(limit: 30))
        }
    }
}

extension ItemName {
    /// Seen from anywhere.
    var reference: ItemRef { ItemRef(outbox: outbox, counter: counter) }
}
