import Classroom
import Wire

/// Hands that go up and down.
extension RandomLesson {
    mutating func talk(_ actor: Actor) { give(.hand(command: handCommand()), actor) }

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
}
