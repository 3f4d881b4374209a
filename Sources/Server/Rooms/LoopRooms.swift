import EventLoop
import Journal
import Lab
import Logging
import Net
import Sync
import WebSocket
import Wire

/// The rooms of one loop: hosts of those that live here, and relays of all that have clients here. Carries out what these machines ask for.
final class LoopRooms {
    let net: NetLoop
    let house: House
    private var hosts: [RoomID: HostSlot] = [:]
    private var relays: [RoomID: RelaySlot] = [:]
    private var inbox: LoopInbox<HouseMail>?
    /// Runs the machines of its rooms.
    private let agent: LabAgent
    private var sessionCount: UInt64 = 0
    /// Connections by the sign-ins by which they came.
    private var bound: [Int64: [ObjectIdentifier: RoomConnection]] = [:]
    private var questions: [Int: ([TopicFingerprint]) -> Void] = [:]
    private var requests: [Int: (MachineReply) -> Void] = [:]
    private var questionCount = 0
    /// The last message that was framed: the same one goes to many clients in a row.
    private var framed: (message: SharedMessage, frame: PreparedMessage)?

    init(on net: NetLoop, of house: House) throws {
        (self.net, self.house) = (net, house)
        agent = LabAgent(on: net.loop)
        // SAFETY: `close()` closes the inbox, and each slot's timer, before the rooms go: neither calls back after that.
        let inbox = try LoopInbox<HouseMail>(on: net.loop) { [unowned self] in receive($0) }
        self.inbox = inbox
        house.post.open(inbox, loop: net.index)
    }

    func close() {
        house.post.close(loop: net.index)
        inbox?.close()
        inbox = nil
        for slot in hosts.values { slot.close() }
        hosts = [:]
        agent.close()
    }

    /// The server ends: machines are stopped in time for their files to be kept.
    func stopMachines() { for slot in hosts.values { slot.machines?.stopAll() } }

    /// Whether a machine still runs.
    var hasMachines: Bool { hosts.values.contains { $0.machines?.isEmpty == false } }

    // MARK: Clients

    /// Brings somebody to a room's door.
    func join(_ room: JournalRoom, _ request: JoinRequest, _ connection: RoomConnection) {
        sessionCount += 1
        let slot = relays[room.id] ?? RelaySlot(RoomRelay(RelayID(loop: net.index)), of: room.id)
        relays[room.id] = slot
        let session = SessionID(loop: net.index, count: sessionCount)
        connection.attach(to: slot, as: session)
        if let signIn = connection.signIn { bound[signIn, default: [:]][ObjectIdentifier(connection)] = connection }
        slot.relay.join(request, connection, as: session)
        forward(slot)
    }

    /// A connection is no more.
    func unbind(_ connection: RoomConnection) {
        guard let signIn = connection.signIn else { return }
        bound[signIn]?[ObjectIdentifier(connection)] = nil
        if bound[signIn]?.isEmpty == true { bound[signIn] = nil }
    }

    private func signedOut(_ signIns: Set<Int64>) {
        for signIn in signIns {
            for connection in (bound.removeValue(forKey: signIn) ?? [:]).values { connection.signOut() }
        }
    }

    /// A connection has news for its relay.
    func use(_ slot: RelaySlot, _ body: (RoomRelay, Milliseconds) -> Void) {
        body(slot.relay, slot.time(net.now))
        forward(slot)
    }

    /// Hands over what a relay has to say to its host.
    private func forward(_ slot: RelaySlot) {
        for message in slot.relay.takeMessages() {
            let isTaken = house.post.send(
                .toHost(slot.room, slot.relay.id, message), to: house.post.host(of: slot.room))
            // A command that is lost on the way would leave a gap that nobody sees: all come back and say it again.
            if !isTaken { slot.relay.endAll(.restarting) }
        }
    }

    /// A message as a frame, made once for all who get it one after another.
    func frame(_ message: SharedMessage) -> PreparedMessage {
        if let framed, framed.message === message { return framed.frame }
        let payload = message.payload
        let frame = PreparedMessage(.binary, payload.span)
        framed = (message, frame)
        return frame
    }

    /// Runs `action` in so many milliseconds, unless the loop has ended by then.
    func after(_ milliseconds: UInt64, _ action: @escaping () -> Void) {
        var timer: LoopTimer?
        timer = try? LoopTimer(on: net.loop) {
            timer?.close()
            timer = nil
            action()
        }
        timer?.doesNotKeepLoopAlive()
        try? timer?.start(afterMilliseconds: milliseconds)
    }

    // MARK: Mail

    private func receive(_ mail: HouseMail) {
        switch mail {
        case .toHost(let room, let relay, let message): deliver(message, from: relay, to: room)
        case .toRelay(let room, let message): deliver(message, to: room)
        case .written(let room, let number, let failure): written(room, number, failure)
        case .fingerprints(let room, let asker, let question):
            let host = hosts[room]?.host
            let list = host?.fingerprints.map {
                TopicFingerprint(topic: $0.topic.number, sequence: $0.sequence, fingerprint: $0.fingerprint)
            }
            house.post.send(.answer(question: question, list ?? []), to: asker)
        case .signedOut(let signIns): signedOut(signIns)
        case .answer(let question, let fingerprints): questions.removeValue(forKey: question)?(fingerprints)
        case .machine(let room, let request, let asker, let question):
            let reply = { [house] (reply: MachineReply) in
                _ = house.post.send(.machineReply(question: question, reply), to: asker)
            }
            guard let slot = hosts[room], let host = slot.host, let machines = slot.machines else {
                return reply(.refused(.noSuchMachine))
            }
            machines.answer(request, host, reply)
        case .machineReply(let question, let reply): requests.removeValue(forKey: question)?(reply)
        }
    }

    private func deliver(_ message: RelayMessage, to room: RoomID) {
        guard let slot = relays[room] else { return }
        if case .collapsed = message { relays[room] = nil }
        if case .admitted(_, let admission) = message { slot.setTime(admission.welcome.now, at: net.now) }
        slot.relay.receive(message, at: slot.time(net.now))
        forward(slot)
    }

    /// Asks for what a room's replicas are compared by.
    func fingerprints(of room: RoomID, then answer: @escaping ([TopicFingerprint]) -> Void) {
        questionCount += 1
        questions[questionCount] = answer
        house.post.send(
            .fingerprints(room, asker: net.index, question: questionCount), to: house.post.host(of: room))
    }

    /// Asks something of a machine. `answer` is called once, within `LoopRooms.requestTime`.
    func ask(_ request: MachineRequest, in room: RoomID, then answer: @escaping (MachineReply) -> Void) {
        questionCount += 1
        let question = questionCount
        requests[question] = answer
        let isSent = house.post.send(
            .machine(room, request, asker: net.index, question: question), to: house.post.host(of: room))
        // A machine that stops answers nothing any more.
        after(isSent ? LoopRooms.requestTime : 0) { [weak self] in
            self?.requests.removeValue(forKey: question)?(.refused(.busy))
        }
    }

    /// Milliseconds that a machine has to answer.
    private static let requestTime: UInt64 = 40_000

    // MARK: Hosts

    private func deliver(_ message: HostMessage, from relay: RelayID, to room: RoomID) {
        if let slot = hosts[room] {
            guard let host = slot.host else { return slot.waiting.append((relay, message)) }
            host.receive(message, from: relay, at: slot.time(net.now))
            return perform(slot)
        }
        guard case .join = message else { return }
        let slot = HostSlot(room)
        slot.waiting.append((relay, message))
        hosts[room] = slot
        load(slot)
    }

    private func load(_ slot: HostSlot) {
        let (house, room, unixTime) = (house, slot.room, ProcessResources.unixTime)
        net.loop.offload({ Self.recover(room, house, unixTime) }) { [weak self] loaded in
            guard let self, hosts[room] === slot else { return }
            switch loaded {
            case .success(let recovered): start(slot, recovered.take())
            case .failure(let error): refuse(slot, error)
            }
        }
    }

    private static func recover(_ id: RoomID, _ house: House, _ unixTime: Int64) -> Loaded {
        do {
            guard let room = try house.room(id) else { throw LoadError("no such room") }
            let record = try house.recover(room)
            var configuration = HostConfiguration(journal: JournalID(bytes: house.journal.id))
            configuration.tick = house.settings.tick
            configuration.sessionLimit = house.settings.roomLimit
            configuration.idleGrace = house.settings.idleGrace
            configuration.templates = house.labs.known
            let now = max(record.lastTime, age(of: room, unixTime))
            return .success(Handover(try RoomHost.recovering(record, configuration, at: now)))
        } catch { return .failure(LoadError("\(error)")) }
    }

    /// Milliseconds since a room was made, by the wall's clock: the room's own goes on from its last event, and at least as fast. 0 where
    /// the wall's clock was wrong then, or is now.
    static func age(of room: JournalRoom, _ unixTime: Int64) -> Int {
        let seconds = unixTime - room.created
        return (0...ageLimit).contains(seconds) ? Int(seconds) * 1_000 : 0
    }

    /// Twenty years, in seconds.
    private static let ageLimit: Int64 = 631_152_000

    private func start(_ slot: HostSlot, _ host: RoomHost?) {
        guard let host else { return }
        do {
            try slot.start(host, on: net.loop, at: net.now) { [unowned self] in
                host.wake(at: slot.time(net.now))
                perform(slot)
            }
        } catch { return refuse(slot, LoadError("\(error)")) }
        for (relay, message) in slot.takeWaiting() { host.receive(message, from: relay, at: slot.time(net.now)) }
        perform(slot)
    }

    private func refuse(_ slot: HostSlot, _ error: LoadError) {
        net.logger.error(
            "a room cannot be opened", metadata: ["room": "\(slot.room.rawValue)", "error": "\(error.reason)"])
        hosts[slot.room] = nil
        for (relay, message) in slot.takeWaiting() {
            guard case .join(let session, _) = message else { continue }
            house.post.send(.toRelay(slot.room, .denied(session, .noSuchRoom, wait: 30_000)), to: relay.loop)
        }
    }

    private func written(_ room: RoomID, _ number: Int, _ failure: WriteFailure?) {
        guard let slot = hosts[room], let host = slot.host else { return }
        if let failure {
            net.logger.error(
                "a room's changes were not stored", metadata: ["room": "\(room.rawValue)", "why": "\(failure)"])
            host.failed(number, failure, at: slot.time(net.now))
        } else {
            host.committed(number, at: slot.time(net.now))
        }
        perform(slot)
    }

    /// Carries out what the host asks for, and what it asks for while that is done, in that order.
    private func perform(_ slot: HostSlot) {
        guard !slot.isPerforming else { return }
        slot.isPerforming = true
        defer { slot.isPerforming = false }
        while let effects = slot.host?.takeEffects(), !effects.isEmpty {
            for effect in effects { perform(effect, slot) }
        }
    }

    private func perform(_ effect: HostEffect, _ slot: HostSlot) {
        guard let host = slot.host else { return }
        switch effect {
        case .append(let write): append(write, of: slot.room)
        case .send(let message, let relay): house.post.send(.toRelay(slot.room, message), to: relay.loop)
        case .work(let work):
            net.loop.offload({ work.run() }) { [weak self] result in
                guard let self, hosts[slot.room] === slot else { return }
                host.finished(result, at: slot.time(net.now))
                perform(slot)
            }
        case .choose(let choice):
            net.loop.offload({ choice.run() }) { [weak self] chosen in
                guard let self, hosts[slot.room] === slot else { return }
                host.chosen(chosen, at: slot.time(net.now))
                perform(slot)
            }
        case .machine(let order): machines(of: slot).perform(order)
        case .type(let keys, let machine, let who):
            let kept = slot.machines?.type(keys, into: machine) ?? []
            if !kept.isEmpty { host.typed(kept, into: machine, by: who, at: slot.time(net.now)) }
        case .look(let machine):
            guard let state = slot.machines?.state(of: machine) else { break }
            host.shown(state, of: machine, at: slot.time(net.now))
        case .lines(let machine, let first, let count, let session):
            let lines = slot.machines?.lines(of: machine, from: first, count: count) ?? []
            host.found(lines, first: first, of: machine, for: session, at: slot.time(net.now))
        case .wake(let delay): slot.wake(after: delay)
        case .idle:
            slot.close()
            hosts[slot.room] = nil
        }
    }

    private func machines(of slot: HostSlot) -> RoomMachines {
        if let machines = slot.machines { return machines }
        let machines = RoomMachines(of: "\(slot.room.rawValue)", in: house.labs, on: net, agent) {
            [weak self, weak slot] act in
            guard let self, let slot, let host = slot.host else { return }
            act(host, slot.time(net.now))
            perform(slot)
        }
        slot.machines = machines
        return machines
    }

    private func append(_ write: HostWrite, of room: RoomID) {
        let (post, loop, number) = (house.post, net.index, write.number)
        house.journal.append(RoomWrite(write, of: room)) { result in
            post.send(.written(room, number: number, WriteFailure(result)), to: loop)
        }
    }
}

private typealias Loaded = Result<Handover<RoomHost>, LoadError>

/// Why a room cannot be opened.
private struct LoadError: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}

extension WriteFailure {
    init?(_ result: Result<Void, JournalError>) {
        guard case .failure(let error) = result else { return nil }
        switch error {
        case .full, .busy: self = .full
        case .corrupt, .conflict, .newerFormat, .newerRevision, .other: self = .broken
        }
    }
}
