import Classroom
import Wire

/// Labs that are opened, operated together and ended; and what becomes of their machines.
extension RandomLesson {
    mutating func operate(_ actor: Actor) {
        if seeded.below(4) == 0 { return report() }
        give(.lab(command: labCommand(actor)), seeded.below(3) == 0 ? actors[0] : actor)
    }

    private var machines: [Machine] {
        host.room.labs.sorted { $0.key < $1.key }.flatMap { $0.value.state.machines }
    }

    private mutating func machine() -> ItemName {
        let machines = machines
        guard !machines.isEmpty, seeded.below(12) > 0 else { return ItemName(outbox: 0, counter: 7) }
        return machines[machines.count - 1 - seeded.below(min(machines.count, 3))].name
    }

    private mutating func report() {
        let name = machine()
        switch seeded.below(6) {
        case 0:
            let cause: MachineCause = seeded.bool() ? .program : .idle
            host.report(.stopped(status: seeded.bool() ? seeded.below(300) : nil, cause: cause), of: name)
        case 1:
            let cause: MachineCause = seeded.bool() ? .roomFull : .delayed
            host.report(.failed(cause: cause, reason: "no room \(seeded.below(9))"), of: name)
        case 2: host.report(.checked(step: seeded.below(3), done: seeded.bool()), of: name)
        default: host.report(.running, of: name)
        }
    }

    private mutating func labCommand(_ actor: Actor) -> LabCommand {
        let machine = machine().reference
        let lab = host.room.core.room.topics.last { $0.topicKind == .lab }?.item?.reference ?? ItemRef(counter: 3)
        let who = actors[seeded.below(actors.count)].participant
        switch seeded.below(27) {
        case 0, 1:
            return .prepare(
                template: seeded.below(6) == 0 ? "none" : "shell", groups: 1 + seeded.below(3), keyboard: .queue,
                title: seeded.bool() ? "Lab" : "")
        case 2..<6: return .start(machine: machine)
        case 6: return .stop(machine: machine)
        case 7: return .reset(machine: machine)
        case 8..<12: return .askKeyboard(machine: machine)
        case 12, 13: return .releaseKeyboard(machine: machine)
        case 14, 15: return .giveKeyboard(machine: machine, participant: seeded.below(4) == 0 ? nil : who)
        case 16: return .ruleKeyboard(machine: machine, keyboard: [.queue, .locked, .shared][seeded.below(3)])
        case 17: return .resize(machine: machine, columns: 1 + seeded.below(400), rows: 1 + seeded.below(120))
        case 18: return .broadcast(lab: lab, line: "ls")
        case 19: return .check(machine: machine, step: seeded.below(3))
        case 20, 21: return .assign(machine: machine, participant: who)
        case 22: return seeded.below(8) == 0 ? .dissolve(lab: lab) : .start(machine: machine)
        case 23, 24: return .show(lab: lab, machine: seeded.bool() ? machine : nil)
        case 25: return .hide(lab: lab)
        default: return .allowPort(machine: machine, port: 8_000 + seeded.below(4), allowed: seeded.bool())
        }
    }
}
