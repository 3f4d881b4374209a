import Wire

extension Room {
    /// Of labs (R15). What `counter` prepares is named after it.
    func decide(_ command: LabCommand, by actor: Actor, counter: Counter) throws(Rejection) -> [TopicEvent] {
        switch command {
        case .prepare(let template, let groups, let keyboard, let title):
            return try preparing(template, groups, keyboard, title, actor, counter)
        case .dissolve(let lab):
            let (topic, _) = try goingOn(lab, actor)
            return [TopicEvent(topic, .lab(event: .dissolved))]
        case .broadcast(let lab, let line):
            let (topic, _) = try goingOn(lab, actor)
            guard LongText(trimming: line, limit: WireLimits.lineByteLimit) != nil, !line.contains("\n") else {
                throw .badText
            }
            return [TopicEvent(topic, .lab(event: .broadcastTyped(line: line)))]
        case .show(let lab, let machine): return try showing(machine, of: lab, actor)
        case .hide(let lab):
            let (topic, found) = try goingOn(lab, actor, as: .teach)
            guard found.state.display != nil else { throw .alreadySo }
            return [TopicEvent(topic, .lab(event: .hidden))]
        case .start(let machine): return try starting(machine, actor)
        case .reset(let machine): return try resetting(machine, actor)
        case .stop(let machine):
            let (_, lab, machine) = try present(machine, actor)
            guard mayOperate(machine, of: lab, actor.participant) else { throw .notDriver }
            guard machine.isUp else { throw .machineNotRunning }
            return []  // that it ended is said when it has
        case .check(let machine, let step):
            let (_, lab, machine) = try usable(machine, actor)
            guard machine.state == .running else { throw .machineNotRunning }
            guard step < lab.state.steps else { throw .noSuchItem }
            return []  // what it showed is said when it is known
        case .resize(let machine, let columns, let rows): return try resizing(machine, columns, rows, actor)
        case .assign(let machine, let who): return try assigning(who, machine, actor)
        case .allowPort(let machine, let port, let allowed): return try allowing(port, allowed, machine, actor)
        case .askKeyboard(let machine): return try askingKeyboard(machine, actor)
        case .releaseKeyboard(let machine): return try releasingKeyboard(machine, actor)
        case .giveKeyboard(let machine, let who): return try givingKeyboard(machine, to: who, actor)
        case .ruleKeyboard(let machine, let rule): return try rulingKeyboard(machine, rule, actor)
        }
    }

    private func preparing(
        _ name: String, _ groups: Int, _ keyboard: KeyboardRule, _ title: String, _ actor: Actor, _ counter: Counter
    ) throws(Rejection) -> [TopicEvent] {
        try require(.teach, actor)
        guard let template = templates.first(where: { $0.name == name }) else { throw .noSuchTemplate }
        guard groups <= Room.groupLimit, labs.values.count(where: { !$0.state.dissolved }) < Room.labLimit,
            core.room.topics.count < WireLimits.topicLimit, let topic = nextTopic,
            topic.number + 2 * groups < Room.lastTopic
        else { throw .tooMany }
        guard let title = NameText(trimming: title, limit: WireLimits.lineByteLimit)?.text else { throw .badText }
        let lab = ItemRef(outbox: nil, counter: counter)
        let opened = RoomEvent.topicOpened(topic: topic, topicKind: .lab, item: lab)
        let prepared = LabEvent.prepared(
            template: template.name, title: title.isEmpty ? template.title : title, steps: template.steps,
            sheet: template.sheet)
        let machines = (0..<groups).map { index in
            let screen = TopicHandle(topic.number + 1 + 2 * index)
            return LabEvent.machineAdded(
                machine: ItemRef(Room.machineName(screen), seenFrom: actor.outbox), screen: screen,
                metrics: TopicHandle(screen.number + 1), keyboard: keyboard, title: groups == 1 ? "" : "\(index + 1)")
        }
        return [TopicEvent(Room.coreTopic, .room(event: opened))]
            + ([prepared] + machines).map { TopicEvent(topic, .lab(event: $0)) }
    }

    /// A machine is named by the room, after the topic of its screen, which no other has.
    static func machineName(_ screen: TopicHandle) -> ItemName { ItemName(outbox: 0, counter: screen.number) }

    /// The display shows machines of one lab at a time.
    private func showing(_ machine: ItemRef?, of ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab) = try goingOn(ref, actor, as: .teach)
        let name = machine?.name(seenFrom: actor.outbox)
        if let name, lab.machine(name) == nil { throw .noSuchMachine }
        guard lab.state.display != LabDisplay(machine: name) else { throw .alreadySo }
        let others = labs.filter { $0.key != topic && $0.value.state.display != nil }.keys.sorted()
        return others.map { TopicEvent($0, .lab(event: .hidden)) } + [
            TopicEvent(topic, .lab(event: .shown(machine: machine)))
        ]
    }

    // MARK: Running

    private func starting(_ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try usable(ref, actor)
        guard !machine.isUp else { throw .alreadySo }
        let events = settling(actor.participant, at: ref, of: lab) + [.machineStarting(machine: ref)]
        return events.map { TopicEvent(topic, .lab(event: $0)) }
    }

    /// Who is in no group and uses a machine belongs to it from then on: nobody takes those of all groups.
    func settling(_ who: ParticipantHandle, at ref: ItemRef, of lab: OpenLab) -> [LabEvent] {
        guard lab.state.machines.count > 1, !mayModerate(who), !rights(of: who).drive,
            !lab.state.machines.contains(where: { $0.group.contains(who) })
        else { return [] }
        return [.assigned(machine: ref, participant: who)]
    }

    private func resetting(_ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try present(ref, actor)
        guard mayOperate(machine, of: lab, actor.participant) else { throw .notDriver }
        return [TopicEvent(topic, .lab(event: .machineStarting(machine: ref)))]
    }

    private func resizing(_ ref: ItemRef, _ columns: Int, _ rows: Int, _ actor: Actor) throws(Rejection)
        -> [TopicEvent]
    {
        let (topic, lab, machine) = try present(ref, actor)
        guard mayOperate(machine, of: lab, actor.participant) else { throw .notDriver }
        let columns = min(max(columns, Room.columnRange.lowerBound), Room.columnRange.upperBound)
        let most = min(Room.rowRange.upperBound, Room.screenCellLimit / columns)
        let rows = min(max(rows, Room.rowRange.lowerBound), most)
        guard (columns, rows) != (machine.columns, machine.rows) else { throw .alreadySo }
        return [TopicEvent(topic, .lab(event: .resized(machine: ref, columns: columns, rows: rows)))]
    }

    private func assigning(_ who: ParticipantHandle, _ ref: ItemRef, _ actor: Actor) throws(Rejection) -> [TopicEvent] {
        let (topic, lab, machine) = try present(ref, actor)
        let isIn = lab.state.machines.contains { $0.group.contains(who) }
        // Who is in no group yet may choose one.
        if !mayModerate(actor.participant) {
            guard who == actor.participant, rights(of: who).answer, !isIn else { throw .forbidden }
        }
        guard let person = roster[who], !person.banned else { throw .noSuchParticipant }
        guard !machine.group.contains(who) else { throw .alreadySo }
        guard machine.group.count < WireLimits.listLimit else { throw .tooMany }
        return [TopicEvent(topic, .lab(event: .assigned(machine: ref, participant: who)))]
    }

    private func allowing(_ port: Port, _ isAllowed: Bool, _ ref: ItemRef, _ actor: Actor) throws(Rejection)
        -> [TopicEvent]
    {
        let (topic, lab, machine) = try present(ref, actor)
        guard mayOperate(machine, of: lab, actor.participant) else { throw .notDriver }
        guard machine.ports.contains(port) != isAllowed else { throw .alreadySo }
        guard !isAllowed || machine.ports.count < Machine.portLimit else { throw .tooMany }
        return [TopicEvent(topic, .lab(event: .portAllowed(machine: ref, port: port, allowed: isAllowed)))]
    }

    // MARK: Which

    /// A lab that goes on, for those who have a right; without one, for those who teach or moderate.
    private func goingOn(_ ref: ItemRef, _ actor: Actor, as right: Right? = nil) throws(Rejection)
        -> (topic: TopicHandle, lab: OpenLab)
    {
        if let right { try require(right, actor) } else { try requireModeration(actor) }
        guard let found = lab(ref.name(seenFrom: actor.outbox)) else { throw .noSuchItem }
        guard !found.lab.state.dissolved else { throw .wrongPhase }
        return found
    }

    /// A machine of a lab that goes on.
    func present(_ ref: ItemRef, _ actor: Actor) throws(Rejection)
        -> (topic: TopicHandle, lab: OpenLab, machine: Machine)
    {
        guard let found = machine(ref.name(seenFrom: actor.outbox)) else { throw .noSuchMachine }
        guard !found.lab.state.dissolved else { throw .wrongPhase }
        return found
    }

    /// A machine that the actor's group works with.
    func usable(_ ref: ItemRef, _ actor: Actor) throws(Rejection)
        -> (topic: TopicHandle, lab: OpenLab, machine: Machine)
    {
        let found = try present(ref, actor)
        guard mayUse(found.machine, of: found.lab, actor.participant) else { throw .forbidden }
        return found
    }
}
