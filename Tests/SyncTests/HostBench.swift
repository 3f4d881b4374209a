import Terminal
import Wire

@testable import Classroom
@testable import Sync

/// One host and one relay, in one thread: what either asks for is done at once.
final class HostBench {
    var configuration = HostConfiguration(journal: JournalID(bytes: [1, 2, 3, 4, 5, 6, 7, 8]))
    private(set) var host: RoomHost
    private(set) var relay = RoomRelay(RelayID(loop: 0))
    private(set) var journal = SimulatedJournal()
    var now = 1_000
    /// Whether the disk takes nothing.
    var isFull = false
    /// Whether the host has stopped hearing.
    var stopsAnswering = false
    private(set) var isIdle = false
    /// What the house was asked to do with machines.
    private(set) var orders: [MachineOrder] = []
    /// What was typed into machines.
    private(set) var typed: [UInt8] = []
    /// Looks at screens so far.
    private(set) var looks = 0
    private var terminals: [ItemName: Terminal] = [:]
    private(set) var wakes = 0
    private var wakeAt: Int?
    private var count: UInt64 = 0

    init() {
        host = RoomHost(opening: "", configuration, at: now)
        perform()
    }

    /// The same room with other settings.
    func restart() {
        host = RoomHost(opening: "", configuration, at: now)
        (relay, journal) = (RoomRelay(RelayID(loop: 0)), SimulatedJournal())
        perform()
    }

    @discardableResult
    func join(
        _ name: String, isOwner: Bool = false, role: Role? = nil, device: UInt8? = nil, outbox: UInt8? = nil,
        number: Int? = nil,
        breaksAfter limit: Int = .max
    ) -> BenchGuest {
        count += 1
        if let number { return join(name, number: number) }
        let guest = BenchGuest(SessionID(loop: 0, count: count), self, limit)
        let hello = Hello(
            revision: WireProtocol.revision,
            outbox: OutboxID(bytes: [UInt8](repeating: outbox ?? UInt8(count), count: 8)),
            orphans: [], device: .computer, place: .unknown, journal: nil, topics: [], ticket: [], name: name)
        let token = [UInt8](repeating: device ?? UInt8(count), count: 32)
        relay.join(JoinRequest(hello: hello, device: token, role: isOwner ? .owner : role), guest, as: guest.id)
        forward()
        return guest
    }

    /// One of very many.
    private func join(_ name: String, number: Int) -> BenchGuest {
        let guest = BenchGuest(SessionID(loop: 0, count: count), self, .max)
        let id = [UInt8(number >> 8), UInt8(number & 0xFF)]
        let hello = Hello(
            revision: WireProtocol.revision, outbox: OutboxID(bytes: id + [1, 2, 3, 4, 5, 6]), orphans: [],
            device: .phone, place: .hall, journal: nil, topics: [], ticket: [], name: name)
        relay.join(JoinRequest(hello: hello, device: id + [UInt8](repeating: 1, count: 30)), guest, as: guest.id)
        forward()
        return guest
    }

    func say(_ guest: BenchGuest, _ commands: [(CounterStep, Command)]) {
        let entries = commands.map { CommandEntry(counter: $0.0, command: $0.1) }
        relay.receive(.commands(outbox: nil, commands: entries), from: guest.id, at: now)
        forward()
    }

    func tell(_ guest: BenchGuest, _ message: ClientMessage) {
        relay.receive(message, from: guest.id, at: now)
        forward()
    }

    func leave(_ guest: BenchGuest) {
        relay.closed(guest.id)
        forward()
    }

    /// A machine's program prints.
    func print(_ text: String, on machine: ItemName) {
        let size = TerminalSize(rows: 24, columns: 80)
        terminals[machine, default: Terminal(size: size)].feed(Array(text.utf8))
        host.screenChanged(of: machine, at: now)
        perform()
    }

    /// A machine's bell rings.
    func ring(_ machine: ItemName) {
        host.rang(in: machine, at: now)
        perform()
    }

    /// The house says what became of a machine.
    func report(_ report: MachineReport, of machine: ItemName) {
        host.reported(report, of: machine, at: now)
        perform()
    }

    /// The house says what a machine uses.
    func use(_ use: MetricsView, _ machine: ItemName) {
        host.uses(use, machine, at: now)
        perform()
    }

    /// Brings the room back from its journal.
    func recover() throws {
        host = try RoomHost.recovering(journal.record, configuration, at: now)
        relay = RoomRelay(RelayID(loop: 0))
        perform()
    }

    /// Lets time go by.
    func pass(_ milliseconds: Int) {
        let end = now + milliseconds
        while let at = wakeAt, at <= end, !isIdle {
            (now, wakeAt) = (max(now, at), nil)
            wakes += 1
            host.wake(at: now)
            perform()
        }
        now = end
    }

    private func forward() {
        for message in relay.takeMessages() where !stopsAnswering {
            host.receive(message, from: relay.id, at: now)
            perform()
        }
    }

    private func perform() {
        for effect in host.takeEffects() {
            switch effect {
            case .append(let write):
                if isFull {
                    host.failed(write.number, .full, at: now)
                } else {
                    _ = journal.commit(write)
                    host.committed(write.number, at: now)
                }
                perform()
            case .send(let message, _):
                relay.receive(message, at: now)
                forward()
            case .work(let work):
                host.finished(work.run(), at: now)
                perform()
            case .choose(let choice):
                host.chosen(choice.run(), at: now)
                perform()
            case .wake(let delay): wakeAt = min(wakeAt ?? .max, now + delay)  // what came of an earlier effect may have asked already
            case .idle: isIdle = true
            case .machine(let order): orders.append(order)
            case .type(let keys, let machine, let who):
                typed += keys
                host.typed(keys, into: machine, by: who, at: now)
                perform()
            case .look(let machine):
                looks += 1
                host.shown(terminals[machine]?.state ?? .origin, of: machine, at: now)
                perform()
            case .lines(let machine, let first, let count, let session):
                host.found([UInt8(first), UInt8(count)], first: first, of: machine, for: session, at: now)
                perform()
            }
        }
    }
}

/// A client that keeps what it hears. Its connection breaks when it is sent more than so many messages.
final class BenchGuest: SessionSink {
    let id: SessionID
    private unowned let bench: HostBench
    private var limit: Int
    private(set) var messages: [ServerMessage] = []
    private(set) var ended: Farewell?
    private(set) var denied: Denial?

    init(_ id: SessionID, _ bench: HostBench, _ limit: Int) { (self.id, self.bench, self.limit) = (id, bench, limit) }

    func open() -> Bool { true }
    func deny(_ reason: Denial, wait: Interval?) { denied = reason }
    func end(_ reason: Farewell) { ended = reason }
    func send(_ message: SharedMessage, isAlone: Bool) {
        if let message = try? ServerMessage(decoding: message.payload) { messages.append(message) }
        limit -= 1
        if limit == 0 { bench.relay.closed(id) }
    }
    /// What its connection has not taken yet.
    var queuedByteCount = 0

    /// What it heard of a topic.
    func heard(of topic: TopicHandle) -> [ServerMessage] {
        messages.filter { message in
            switch message {
            case .batch(let batch): batch.topic == topic
            case .view(let other, _, _, _), .snapshot(let other, _, _, _), .slice(let other, _): other == topic
            case .subscribed(let other, _, _), .unsubscribed(let other, _): other == topic
            default: false
            }
        }
    }

    /// How many events of a topic it heard.
    func events(of topic: TopicHandle) -> Int {
        messages.reduce(0) {
            if case .batch(let batch) = $1, batch.topic == topic { $0 + batch.entries.count } else { $0 }
        }
    }

    /// The signals it heard.
    var signals: [Signal] { entries.map(\.signal) }

    /// Who gave them.
    var signalAuthors: Set<OutboxHandle> { Set(entries.map(\.from)) }

    private var entries: [SignalEntry] {
        messages.flatMap { message -> [SignalEntry] in
            if case .signals(let entries) = message { entries } else { [] }
        }
    }

    /// Whether it was let in.
    var isWelcome: Bool { messages.contains { if case .welcome = $0 { true } else { false } } }

    /// How it was let in.
    var welcome: Welcome? {
        for case .welcome(let welcome) in messages { return welcome }
        return nil
    }

    /// Names that it was told, asked for or not.
    var names: [[PersonName]] {
        messages.compactMap { message in if case .names(let names) = message { names } else { nil } }
    }

    /// The pace as it last heard it.
    var pace: PaceView? {
        var latest: View?
        for case .view(_, _, let since, .pace(let pace)) in messages {
            latest = since == nil ? .pace(pace) : latest?.merged(with: .pace(pace))
        }
        return if case .pace(let pace) = latest { pace } else { nil }
    }

    /// The attendance as it last heard it whole.
    var attendance: AttendanceView? {
        for case .view(_, _, nil, .attendance(let attendance)) in messages.reversed() { return attendance }
        return nil
    }

    /// The counts as it last heard them.
    var counts: CountsView? {
        for case .view(_, _, _, .counts(let counts)) in messages.reversed() { return counts }
        return nil
    }
}

extension RoomHost {
    /// Topics of results that are on the screens.
    var tallies: [TopicHandle] { room.tallies }

    /// How the polls stand.
    var phases: [PollPhase] { room.core.polls.map(\.phase) }
}
