import Classroom
import Terminal
import Wire

/// Machines: what the house is asked to do with them, what becomes of them, what they show.
extension RoomHost {
    // MARK: From clients

    /// Machines are told once it is stored that they are.
    func order(_ command: Command, by actor: Actor) {
        guard case .lab(let command) = command else { return }
        open.orders += room.orders(for: command, by: actor)
    }

    /// Keystrokes count while they come: what is not allowed, or comes too fast, is gone.
    func take(_ keys: [UInt8], _ number: KeyNumber, into machine: ItemName, from id: SessionID) {
        guard let session = sessions[id], room.mayType(session.participant, into: machine),
            typists[session.participant, default: Bucket(rate: 100, burst: 400)].add(at: now) == nil,
            let topic = room.machine(machine)?.machine.screen
        else { return }
        screens[topic, default: HostScreen(machine, recordedTo: recordings[topic] ?? 0)].typed(number, by: id, at: now)
        emit(.type(keys, into: machine, by: session.participant))
    }

    func look(for lines: Int, from first: Int, of machine: ItemName, for id: SessionID) {
        guard let session = sessions[id], room.machine(machine) != nil,
            typists[session.participant, default: Bucket(rate: 100, burst: 400)].add(at: now) == nil
        else { return }
        emit(.lines(machine, first: first, count: lines, for: id))
    }

    // MARK: From people who ask elsewhere

    /// What somebody may do with a machine.
    public enum MachineRight: Sendable {
        /// Look at it.
        case see
        /// Work with it: its group.
        case use
        /// Change it: who types, or may.
        case operate
    }

    /// Whose one of the devices is: the first one that is known counts, the last of them before others.
    public func participant(of devices: [[UInt8]]) -> ParticipantHandle? {
        devices.reversed().lazy.compactMap { self.devices[$0] }.first
    }

    /// Whether one of the devices is somebody's who may that.
    public func may(_ right: MachineRight, _ machine: ItemName, by devices: [[UInt8]]) -> Bool {
        participant(of: devices).map { may(right, machine, by: $0) } ?? false
    }

    /// Whether somebody may that.
    public func may(_ right: MachineRight, _ machine: ItemName, by who: ParticipantHandle) -> Bool {
        guard let (_, lab, found) = room.machine(machine), room.mayFollow(found.screen, who) else { return false }
        return switch right {
        case .see: true
        case .use: room.mayUse(found, of: lab, who)
        case .operate: room.mayOperate(found, of: lab, who)
        }
    }

    /// Whether somebody looks at a machine's screen.
    public func isWatched(_ machine: ItemName) -> Bool {
        room.machine(machine).map { viewFollowers[$0.machine.screen]?.isEmpty == false } ?? false
    }

    /// Whether somebody is in the lesson now.
    public func isHere(_ who: ParticipantHandle) -> Bool { presence[who]?.isEmpty == false }

    /// How many times somebody was sent out since this host began: what was given to them before holds no more.
    public func removals(of who: ParticipantHandle) -> Int { removals[who, default: 0] }

    /// Whether a page that is served inside may be opened.
    public func isOpen(_ port: Int, of machine: ItemName) -> Bool {
        room.machine(machine)?.machine.ports.contains(port) == true
    }

    // MARK: From the house

    /// The house says what became of a machine.
    public func reported(_ report: MachineReport, of machine: ItemName, at time: Milliseconds) {
        hears(at: time) { perform(room.happening(report, to: machine), by: nil) }
    }

    /// A machine's screen may have changed; it is looked at when that is due.
    public func screenChanged(of machine: ItemName, at time: Milliseconds) {
        hears(at: time) {
            guard let topic = room.machine(machine)?.machine.screen else { return }
            screens[topic, default: HostScreen(machine, recordedTo: recordings[topic] ?? 0)].changed(at: now)
        }
    }

    /// A bell rang in a machine.
    public func rang(in machine: ItemName, at time: Milliseconds) {
        hears(at: time) {
            guard let topic = room.machine(machine)?.machine.screen else { return }
            screens[topic, default: HostScreen(machine, recordedTo: recordings[topic] ?? 0)].rang(at: now)
        }
    }

    /// What a machine's screen shows, as asked for with `.look`.
    public func shown(_ state: ScreenState, of machine: ItemName, at time: Milliseconds) {
        hears(at: time) {
            guard let topic = room.machine(machine)?.machine.screen, var screen = screens[topic] else { return }
            screens[topic] = nil  // so that it is changed in place
            let state = state.fitting()
            if let entry = screen.record(state, of: topic, at: now) {
                open.write.entries.append(entry)
                open.byteCount += entry.bytes.count + 64
            }
            let news = screen.show(state, of: topic, at: now, configuration.tick)
            screens[topic] = screen
            guard let news else { return }
            for relay in viewFollowers[topic, default: []].sorted() {
                send(.tick(TickNews(screens: [news])), to: relay)
            }
        }
    }

    /// What a machine uses.
    public func uses(_ use: MetricsView, _ machine: ItemName, at time: Milliseconds) {
        hears(at: time) {
            guard let topic = room.machine(machine)?.machine.metrics else { return }
            metrics[topic] = use
            if viewFollowers[topic] != nil { views.changed(topic) }
        }
    }

    /// Keys were typed, for the recording: as they were, or hidden where the program hides them.
    public func typed(_ keys: [UInt8], into machine: ItemName, by who: ParticipantHandle, at time: Milliseconds) {
        hears(at: time) {
            let ended = keyRecords.take(keys, into: machine, by: who, at: now)
            record(ended)
        }
    }

    /// Lines that left a machine's screen, for who asked.
    public func found(_ lines: [UInt8], first: Int, of machine: ItemName, for id: SessionID, at time: Milliseconds) {
        hears(at: time) {
            guard let session = sessions[id] else { return }
            send(.answer(id, .lines(machine: machine, first: first, lines: lines)), to: session.relay)
        }
    }

    private func hears(at time: Milliseconds, _ body: () -> Void) {
        now = max(now, time)
        guard !hasCollapsed else { return }
        body()
        lookAtScreens()
        settle()
    }

    // MARK: With time

    /// When the first screen is to be looked at, or keys are to be recorded.
    var machineDeadline: Milliseconds? {
        let looks = screens.compactMap { topic, screen in
            screen.lookDeadline(isFollowed: viewFollowers[topic] != nil)
        }
        return (looks + [keyRecords.deadline].compactMap { $0 }).min()
    }

    func lookAtScreens() {
        for topic in screens.keys.sorted() {
            let isFollowed = viewFollowers[topic] != nil
            guard let machine = screens[topic]?.machine,
                screens[topic]?.takeLook(at: now, isFollowed: isFollowed) == true
            else { continue }
            emit(.look(at: machine))
        }
        record(keyRecords.takeDue(at: now))
    }

    private func record(_ keys: [KeyRecord]) {
        guard let topic = room.topic(of: .staff) else { return }
        let events = keys.map { record in
            let typed = StaffEvent.keysTyped(
                machine: ItemRef(outbox: record.machine.outbox, counter: record.machine.counter),
                participant: record.participant, keys: record.keys)
            return TopicEvent(topic, .staff(event: typed), by: .room)
        }
        perform(events, by: nil)
    }

    /// Machines of a room in which nobody is any more are stopped after a while: what it waits for; nil when nothing runs.
    var abandonedDeadline: Milliseconds? {
        sessions.isEmpty && room.hasRunningMachines && !hasStoppedMachines
            ? idleSince + configuration.machineGrace : nil
    }

    /// Whether machines are to be told something once it is stored.
    private var isOrdering: Bool { !open.orders.isEmpty || inFlight?.orders.isEmpty == false }

    func stopAbandonedMachines() {
        guard let abandonedDeadline, abandonedDeadline <= now else { return }
        hasStoppedMachines = true
        for (template, machine) in room.runningMachines {
            let stop = MachineOrder(machine: machine.name, template: template, task: .stop)
            // It overtakes no order that is not stored yet.
            if isOrdering { open.orders.append(stop) } else { emit(.machine(stop)) }
        }
    }
}

/// Keys of one person into one machine, on their way into the recording.
struct KeyRecord: Hashable {
    var machine: ItemName
    var participant: ParticipantHandle
    var keys: [UInt8]
    fileprivate var since: Milliseconds
}

/// Gathers keys, so that a word is one event and not ten.
struct KeyRecords {
    private var open: [ItemName: KeyRecord] = [:]

    /// How long keys are gathered, in milliseconds.
    private static let pause = 1_000

    var deadline: Milliseconds? { open.values.map { $0.since + KeyRecords.pause }.min() }

    /// Takes keys in; what is complete with that.
    mutating func take(_ keys: [UInt8], into machine: ItemName, by who: ParticipantHandle, at now: Milliseconds)
        -> [KeyRecord]
    {
        if var record = open[machine], record.participant == who,
            record.keys.count + keys.count <= WireLimits.keysByteLimit
        {
            record.keys += keys
            open[machine] = record
            return []
        }
        let ended = open.updateValue(
            KeyRecord(machine: machine, participant: who, keys: keys, since: now), forKey: machine)
        return ended.map { [$0] } ?? []
    }

    mutating func takeDue(at now: Milliseconds) -> [KeyRecord] {
        let due = open.values.filter { $0.since + KeyRecords.pause <= now }.sorted { $0.since < $1.since }
        for record in due { open[record.machine] = nil }
        return due
    }
}
