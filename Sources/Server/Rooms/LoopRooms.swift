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
    var hosts: [RoomID: HostSlot] = [:]
    private var relays: [RoomID: RelaySlot] = [:]
    private var inbox: LoopInbox<HouseMail>?
    /// Runs the machines of its rooms.
    let agent: LabAgent
    private var sessionCount: UInt64 = 0
    /// Connections by the sign-ins by which they came.
    private var bound: [Int64: [ObjectIdentifier: RoomConnection]] = [:]
    private var questions: [Int: ([TopicFingerprint]) -> Void] = [:]
    private let machineQuestions: MachineQuestions
    /// Called when who uses a connection to a page inside a machine may not any more.
    var onPageRevoked: ((Int) -> Void)?
    private var questionCount = 0
    /// The last message that was framed: the same one goes to many clients in a row.
    private var framed: (message: SharedMessage, frame: PreparedMessage)?

    init(on net: NetLoop, of house: House) throws {
        (self.net, self.house) = (net, house)
        agent = LabAgent(on: net.loop, homes: house.labs.homes, socketFolder: house.labs.socketFolder)
        machineQuestions = MachineQuestions(on: net.loop)
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
        machineQuestions.close()
        onPageRevoked = nil
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
            machines.answer(request, from: asker, host, reply)
        case .machineReply(let question, let reply): machineQuestions.answer(question, reply)
        case .pageEnded(let room, let machine, let number): hosts[room]?.machines?.pageEnded(number, of: machine)
        case .pageRevoked(let number): onPageRevoked?(number)
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

    /// Asks something of a machine. `answer` is called once, within `MachineQuestions.patience`.
    func ask(_ request: MachineRequest, in room: RoomID, then answer: @escaping (MachineReply) -> Void) {
        let question = machineQuestions.ask(answer)
        let isSent = house.post.send(
            .machine(room, request, asker: net.index, question: question), to: house.post.host(of: room))
        if !isSent { machineQuestions.answer(question, .refused(.busy)) }
    }
}
