import Classroom
import Sync
import Wire

/// A client, its link and its connection, which breaks and comes back.
final class SimulatedClient {
    let lesson: LessonClient
    let name: String
    let isOwner: Bool
    private unowned let hall: SimulatedHall
    private let device: [UInt8]
    private var connection: Connection?
    private(set) var rejected: [Counter: Rejection] = [:]
    private(set) var faults: [String] = []
    private(set) var connectionCount = 0
    /// What else it follows, as far as it knows of it.
    var wants: (Room) -> [TopicHandle] = { _ in [] }
    /// Followed on this connection, or asked for.
    private var asked: Set<TopicHandle> = []
    /// From when on it asks for what it does not get unasked.
    private var asksFrom = 0
    /// Latest states of view topics, with their revisions.
    private(set) var views: [TopicHandle: (revision: Revision, view: View)] = [:]

    init(_ number: Int, _ hall: SimulatedHall, isOwner: Bool) {
        (self.hall, self.isOwner) = (hall, isOwner)
        name = "Client \(number)"
        device = [UInt8](repeating: UInt8(number), count: 32)
        lesson = LessonClient(outbox: OutboxID(bytes: [UInt8](repeating: UInt8(number), count: 8)))
    }

    var isConnected: Bool { connection?.isIn ?? false }

    /// Asks for something, whether or not there is a connection.
    func ask(_ command: Command) {
        let message = lesson.send(command)
        if isConnected { send(message) }
    }

    func connect() {
        guard connection == nil else { return }
        connectionCount += 1
        let connection = Connection(self, hall.nextSession(), relay: hall.relay(hall.draw(hall.relayCount)))
        self.connection = connection
        let hello = lesson.hello(name: name)
        (asked, views) = (Set(hello.topics.map(\.topic)), [:])
        hall.link(connection) {
            guard self.hall.isUp else { return self.drop() }
            connection.relay.join(
                JoinRequest(hello: hello, device: self.device, role: self.isOwner ? .owner : nil), connection,
                as: connection.id)
            self.hall.forward(connection.relay)
        }
    }

    /// The link is gone: what is under way does not arrive.
    func drop() {
        guard let connection else { return }
        self.connection = nil
        connection.isIn = false
        hall.cut(connection)
        hall.clock.after(hall.draw(3_000)) { self.connect() }
    }

    func report() {
        follow()
        if isConnected, let report = lesson.report(isLate: true) { send(report) }
    }

    private func send(_ message: ClientMessage) {
        guard let connection, let bytes = try? message.encoded() else { return faults.append("not encodable") }
        hall.link(connection) {
            guard let message = try? ClientMessage(decoding: bytes) else { return self.faults.append("not decodable") }
            connection.relay.receive(message, from: connection.id, at: self.hall.clock.now)
            self.hall.forward(connection.relay)
        }
    }

    fileprivate func receive(_ payload: [UInt8], over connection: Connection) {
        guard connection === self.connection else { return }
        do throws(WireError) {
            let message = try ServerMessage(decoding: payload)
            take(message)
            switch lesson.receive(message, byteCount: payload.count) {
            case .welcomed(_, let refused):
                connection.isIn = true
                asksFrom = hall.clock.now + 200
                for command in refused { rejected[command.counter] = command.reason }
                for message in lesson.resend() { send(message) }
            case .denied(.storageFull, _): drop()
            case .denied(let reason, _): faults.append("denied: \(reason)")
            case .leaving: drop()
            case .broken(let topic, let expected, let base):
                faults.append("topic \(topic.number): expected \(expected), got \(base)")
            case .rejected(let counter, let reason): rejected[counter] = reason
            case .events, .state, .view, .other: break
            }
        } catch { faults.append("\(error)") }
        follow()
        if isConnected, let report = lesson.report(isLate: false) { send(report) }
    }

    func follow() {
        guard isConnected, hall.clock.now >= asksFrom else { return }
        for topic in wants(lesson.room) where asked.insert(topic).inserted {
            send(.subscribe(topic: topic, sequence: lesson.topics[topic].flatMap { $0.isKnown ? $0.sequence : nil }))
        }
    }

    /// A state by itself, or what changed since one that is here (V2).
    private func take(_ message: ServerMessage) {
        if case .subscribed(let topic, _, _) = message { asked.insert(topic) }
        guard case .view(let topic, let revision, let since, let view) = message else { return }
        guard let since else { return views[topic] = (revision, view) }
        guard let old = views[topic], old.revision == revision - since else {
            return faults.append("a difference from a state that never came")
        }
        views[topic] = (revision, old.view.merged(with: view))
    }

    /// One connection: the sink of its session at one end, the client at the other.
    final class Connection: SessionSink {
        let id: SessionID
        let relay: RoomRelay
        private let client: SimulatedClient
        fileprivate(set) var isIn = false
        /// Neither end hears of the other any more.
        var isCut = false
        var queuedByteCount = 0
        /// When what is under way arrives, in each direction: nothing overtakes.
        var arrival = 0

        init(_ client: SimulatedClient, _ id: SessionID, relay: RoomRelay) {
            (self.client, self.id, self.relay) = (client, id, relay)
        }

        func open() -> Bool { !isCut }
        func deny(_ reason: Denial, wait: Interval?) {
            guard let message = try? SharedMessage(.denied(reason: reason, wait: wait)) else { return }
            send(message, isAlone: true)
        }
        func send(_ message: SharedMessage, isAlone: Bool) {
            queuedByteCount += client.hall.isCongested ? message.payload.count : 0
            client.hall.link(self) { [self] in
                client.receive(message.payload, over: self)
                guard queuedByteCount > 0 else { return }
                queuedByteCount = 0
                relay.drained(id, at: client.hall.clock.now)
            }
        }
        func end(_ reason: Farewell) {
            guard let message = try? SharedMessage(.leaving(reason: reason, wait: nil)) else { return }
            send(message, isAlone: true)
        }
    }
}
