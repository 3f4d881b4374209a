import Wire

/// Labs and their machines as a room has them.
extension Room {
    /// Labs that go on at one time.
    static let labLimit = 8
    /// Machines of one lab.
    public static let groupLimit = 100
    /// Cells of a machine's screen: a frame of the worst of them fits into a message.
    public static let screenCellLimit = 15_000
    /// Columns of a machine's screen.
    public static let columnRange = 20...300
    /// Rows of a machine's screen.
    public static let rowRange = 5...100

    /// The lab that a command prepared.
    func lab(_ name: ItemName) -> (topic: TopicHandle, lab: OpenLab)? {
        guard let entry = core.room.topics.first(where: { $0.topicKind == .lab && $0.item == name }) else { return nil }
        return (entry.topic, labs[entry.topic] ?? OpenLab())
    }

    /// A machine of any lab.
    public func machine(_ name: ItemName) -> (topic: TopicHandle, lab: OpenLab, machine: Machine)? {
        for (topic, lab) in labs { if let machine = lab.machine(name) { return (topic, lab, machine) } }
        return nil
    }

    /// The machine that a topic shows the screen or the use of.
    public func machine(of topic: TopicHandle) -> Machine? {
        for lab in labs.values {
            if let machine = lab.state.machines.first(where: { $0.screen == topic || $0.metrics == topic }) {
                return machine
            }
        }
        return nil
    }

    /// Whether a machine is on its way or usable: the room stays loaded then.
    public var hasRunningMachines: Bool { labs.values.contains { $0.state.machines.contains(where: \.isUp) } }

    /// All machines that are on their way or usable.
    public var runningMachines: [(template: String, machine: Machine)] {
        labs.sorted { $0.key < $1.key }.flatMap { _, lab in
            lab.state.machines.filter(\.isUp).map { (lab.state.template, $0) }
        }
    }

    /// The handle of the next topic, those of machines counted; nil when there are as many as there may be.
    var nextTopic: TopicHandle? {
        guard let next = core.nextTopic else { return nil }
        let last = labs.values.compactMap(\.lastTopic).max() ?? 0
        let topic = max(next.number, last + 1)
        return topic < Room.lastTopic ? TopicHandle(topic) : nil
    }

    // MARK: Who may

    /// Whether somebody belongs to the group of a machine: to the one it was put into; to any that has no people, who is in none.
    func belongs(_ who: ParticipantHandle, to machine: Machine, of lab: OpenLab) -> Bool {
        guard rights(of: who).answer else { return false }
        if machine.group.contains(who) { return true }
        return machine.group.isEmpty && !lab.state.machines.contains { $0.group.contains(who) }
    }

    /// Whether somebody may ask for the keyboard of a machine, and start it.
    public func mayUse(_ machine: Machine, of lab: OpenLab, _ who: ParticipantHandle) -> Bool {
        mayModerate(who) || rights(of: who).drive || belongs(who, to: machine, of: lab)
    }

    /// Whether what somebody types now reaches a machine.
    public func mayType(_ who: ParticipantHandle, into name: ItemName) -> Bool {
        guard let (_, lab, machine) = machine(name), !lab.state.dissolved, machine.state == .running else {
            return false
        }
        return switch machine.keyboard {
        case .queue: machine.driver == who && (rights(of: who).answer || mayModerate(who))
        case .locked: mayModerate(who)
        case .shared: mayUse(machine, of: lab, who)
        }
    }

    /// Whether somebody decides on a machine as its driver does.
    public func mayOperate(_ machine: Machine, of lab: OpenLab, _ who: ParticipantHandle) -> Bool {
        if mayModerate(who) { return true }
        return machine.keyboard == .shared ? mayUse(machine, of: lab, who) : machine.driver == who
    }
}
