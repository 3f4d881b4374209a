import Wire

/// What the house is to do with a machine. Not part of any topic: orders follow from commands, and what comes of them is reported.
public struct MachineOrder: Hashable, Sendable {
    /// What.
    public enum Task: Hashable, Sendable {
        /// Run it, in a window of so many columns and rows.
        case start(columns: Int, rows: Int)
        /// End what runs in it; its files stay.
        case stop
        /// End what runs in it, forget its files, and run it.
        case reset(columns: Int, rows: Int)
        /// Type into it.
        case type([UInt8])
        /// Give its window another size.
        case resize(columns: Int, rows: Int)
        /// See whether a step is done.
        case check(StepIndex)
        /// End it and forget its files.
        case remove
        /// Nobody opens a page inside any more with a link that was given out.
        case closePort(Port)
    }

    /// Which.
    public var machine: ItemName
    /// The template that it is made of.
    public var template: String
    /// What.
    public var task: Task

    /// Each field is described where it is declared.
    public init(machine: ItemName, template: String, task: Task) {
        (self.machine, self.template, self.task) = (machine, template, task)
    }
}

/// What became of a machine.
public enum MachineReport: Hashable, Sendable {
    /// It can be used.
    case running
    /// It ended, with the status of its program where there is one.
    case stopped(status: Int?, cause: MachineCause = .program)
    /// It could not be run, or broke; why, for people: by what is known of it, and in the words of whom it comes from.
    case failed(cause: MachineCause = .program, reason: String)
    /// A step was looked at.
    case checked(step: StepIndex, done: Bool)
}

extension Room {
    /// What the house is to do after a command on labs was decided on and its events were applied.
    public func orders(for command: LabCommand, by actor: Actor) -> [MachineOrder] {
        func order(_ ref: ItemRef, _ task: (Machine) -> MachineOrder.Task) -> [MachineOrder] {
            guard let (_, lab, machine) = machine(ref.name(seenFrom: actor.outbox)) else { return [] }
            return [MachineOrder(machine: machine.name, template: lab.state.template, task: task(machine))]
        }
        func all(_ ref: ItemRef, _ task: MachineOrder.Task, where isMeant: (Machine) -> Bool) -> [MachineOrder] {
            guard let lab = lab(ref.name(seenFrom: actor.outbox))?.lab else { return [] }
            return lab.state.machines.filter(isMeant).map {
                MachineOrder(machine: $0.name, template: lab.state.template, task: task)
            }
        }
        return switch command {
        case .start(let machine): order(machine) { .start(columns: $0.columns, rows: $0.rows) }
        case .stop(let machine): order(machine) { _ in .stop }
        case .reset(let machine): order(machine) { .reset(columns: $0.columns, rows: $0.rows) }
        case .resize(let machine, _, _): order(machine) { .resize(columns: $0.columns, rows: $0.rows) }
        case .check(let machine, let step): order(machine) { _ in .check(step) }
        case .broadcast(let lab, let line): all(lab, .type(Array(line.utf8) + [0x0D])) { $0.state == .running }
        case .dissolve(let lab): all(lab, .remove) { _ in true }
        case .allowPort(let machine, let port, let isAllowed): isAllowed ? [] : order(machine) { _ in .closePort(port) }
        case .prepare, .askKeyboard, .releaseKeyboard, .giveKeyboard, .ruleKeyboard, .assign, .show, .hide: []
        }
    }

    /// What happens when the house says what became of a machine; nothing where that is no news.
    public func happening(_ report: MachineReport, to name: ItemName) -> [TopicEvent] {
        guard let (topic, lab, machine) = machine(name), !lab.state.dissolved else { return [] }
        let ref = ItemRef(name, seenFrom: OutboxHandle(0))
        func event(_ event: LabEvent) -> [TopicEvent] { [TopicEvent(topic, .lab(event: event), by: .room)] }
        switch report {
        case .running: return machine.state == .starting ? event(.machineRunning(machine: ref)) : []
        case .stopped(let status, let cause):
            let kept = status.flatMap { (0...255).contains($0) ? $0 : nil }
            return machine.isUp ? event(.machineStopped(machine: ref, status: kept, cause: cause)) : []
        case .failed(let cause, let reason):
            let line = LabText.line(reason)
            return machine.isUp ? event(.machineFailed(machine: ref, cause: cause, reason: line)) : []
        case .checked(let step, let done):
            guard step < lab.state.steps, machine.done.contains(step) != done else { return [] }
            return event(.stepChecked(machine: ref, step: step, done: done))
        }
    }

    /// After the house was away: what ran in it runs no more.
    var machinesLost: [TopicEvent] {
        labs.sorted { $0.key < $1.key }.flatMap { topic, lab in
            lab.state.machines.filter(\.isUp).map { machine in
                let ref = ItemRef(machine.name, seenFrom: OutboxHandle(0))
                return TopicEvent(
                    topic, .lab(event: .machineStopped(machine: ref, status: nil, cause: .program)), by: .room)
            }
        }
    }
}

/// Texts of the house in events.
enum LabText {
    /// As much of a text as one line takes, without control characters.
    static func line(_ text: String) -> String {
        var (line, byteCount) = (String.UnicodeScalarView(), 0)
        for scalar in text.unicodeScalars {
            let kept = scalar.properties.generalCategory == .control ? " " : scalar
            byteCount += Unicode.UTF8.width(kept)
            if byteCount > WireLimits.lineByteLimit { break }
            line.append(kept)
        }
        return String(line)
    }
}
