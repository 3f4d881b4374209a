import Wire

/// One lab: its sheet, its machines, who types into which. The fold of its events (R15).
public struct OpenLab: Equatable, Sendable {
    /// As a snapshot says it. Lists grow: changed in place.
    public internal(set) var state: LabState

    /// Before it was prepared.
    init() {
        state = LabState(template: "", title: "", steps: 0, sheet: "", dissolved: false, machines: [])
    }

    init(_ state: LabState) { self.state = state }

    /// The machine of a name.
    public func machine(_ name: ItemName) -> Machine? { state.machines.first { $0.name == name } }

    /// The greatest handle of a topic that belongs to one of its machines; nil without machines.
    var lastTopic: Int? { state.machines.map { max($0.screen.number, $0.metrics.number) }.max() }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: LabEvent, _ stamp: EventStamp) {
        func change(_ machine: ItemRef, _ act: (inout Machine) -> Void) {
            let name = machine.name(seenFrom: stamp.author)
            guard let index = state.machines.firstIndex(where: { $0.name == name }) else { return }
            act(&state.machines[index])
        }
        switch event {
        case .prepared(let template, let title, let steps, let sheet):
            (state.template, state.title, state.steps, state.sheet) = (template, title, steps, sheet)
        case .machineAdded(let machine, let screen, let metrics, let keyboard, let title):
            let name = machine.name(seenFrom: stamp.author)
            guard self.machine(name) == nil, state.machines.count < WireLimits.machineLimit else { return }
            state.machines.append(Machine(name, screen, metrics, keyboard, title))
        case .machineStarting(let machine):
            change(machine) { ($0.state, $0.cause, $0.reason) = (.starting, .program, "") }
        case .machineRunning(let machine): change(machine) { $0.state = .running }
        case .machineStopped(let machine, _, let cause):
            change(machine) { ($0.state, $0.cause) = (.stopped, cause) }
        case .machineFailed(let machine, let cause, let reason):
            change(machine) { ($0.state, $0.cause, $0.reason) = (.failed, cause, reason) }
        case .keyboardAsked(let machine, let who):
            change(machine) { machine in
                guard machine.driver != who, !machine.queue.contains(who), machine.queue.count < WireLimits.listLimit
                else { return }
                machine.queue.append(who)
            }
        case .keyboardGiven(let machine, let who):
            change(machine) { machine in
                machine.driver = who
                machine.queue.removeAll { $0 == who }
            }
        case .keyboardLeft(let machine, let who):
            change(machine) { machine in
                if machine.driver == who { machine.driver = nil }
                machine.queue.removeAll { $0 == who }
            }
        case .keyboardRuled(let machine, let rule): change(machine) { $0.keyboard = rule }
        case .resized(let machine, let columns, let rows): change(machine) { ($0.columns, $0.rows) = (columns, rows) }
        case .stepChecked(let machine, let step, let done): change(machine) { $0.note(step, done) }
        case .assigned(let machine, let who): assign(who, to: machine.name(seenFrom: stamp.author))
        case .portAllowed(let machine, let port, let allowed): change(machine) { $0.allow(port, allowed) }
        case .dissolved:
            state.dissolved = true
            state.display = nil
            for index in state.machines.indices { state.machines[index].end() }
        case .shown(let machine): state.display = LabDisplay(machine: machine?.name(seenFrom: stamp.author))
        case .hidden: state.display = nil
        case .broadcastTyped: break  // what it does is seen on the screens
        }
    }

    /// One person belongs to one group.
    private mutating func assign(_ who: ParticipantHandle, to name: ItemName) {
        guard let index = state.machines.firstIndex(where: { $0.name == name }),
            state.machines[index].group.count < WireLimits.listLimit, !state.machines[index].group.contains(who)
        else { return }
        for other in state.machines.indices { state.machines[other].group.removeAll { $0 == who } }
        state.machines[index].group.append(who)
    }
}

extension Machine {
    /// A machine that was never started.
    fileprivate init(
        _ name: ItemName, _ screen: TopicHandle, _ metrics: TopicHandle, _ keyboard: KeyboardRule, _ title: String
    ) {
        self.init(
            name: name, screen: screen, metrics: metrics, state: .stopped, keyboard: keyboard, columns: 80, rows: 24,
            driver: nil, queue: [], group: [], done: [], ports: [], title: title, cause: .program, reason: "")
    }

    /// Steps that are done, in order.
    fileprivate mutating func note(_ step: StepIndex, _ isDone: Bool) {
        done.removeAll { $0 == step }
        guard isDone else { return }
        done.insert(step, at: done.firstIndex { $0 > step } ?? done.endIndex)
    }

    fileprivate mutating func allow(_ port: Port, _ isAllowed: Bool) {
        ports.removeAll { $0 == port }
        guard isAllowed, ports.count < Machine.portLimit else { return }
        ports.insert(port, at: ports.firstIndex { $0 > port } ?? ports.endIndex)
    }

    fileprivate mutating func end() { (state, driver, queue) = (.stopped, nil, []) }

    /// Ports of one machine that may be opened (the schema's bound of the list).
    static let portLimit = 15

    /// Whether it is on its way or usable.
    public var isUp: Bool { state == .starting || state == .running }
}
