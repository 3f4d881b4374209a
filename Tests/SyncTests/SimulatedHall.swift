import Classroom
import Wire
import WireTesting

@testable import Sync

/// A host, relays, clients and links that misbehave, in one thread and in made-up time: each seed is one run.
final class SimulatedHall {
    let clock = SimulatedClock()
    private(set) var journal = SimulatedJournal()
    private(set) var clients: [SimulatedClient] = []
    let relayCount: Int
    /// Whether sockets take their time, so that sessions see a queue.
    var isCongested = false
    private var seeded: Seeded
    private var host: RoomHost?
    private var relays: [RoomRelay] = []
    private var sessionCount: UInt64 = 0
    /// When what lies in each mailbox is taken out: those of relays, then the host's, one for each relay.
    private var boxes: [Int]
    /// Which life of the host this is: what belongs to an earlier one is not heard.
    private var life = 0
    private var isDiskFull = false
    private(set) var faults: [String] = []
    private(set) var crashes = 0

    init(seed: UInt32, relays: Int, clients: Int, owners: Int) {
        seeded = Seeded(seed: seed)
        relayCount = relays
        boxes = Array(repeating: 0, count: 2 * relays)
        self.relays = (0..<relays).map { RoomRelay(RelayID(loop: $0)) }
        start()
        self.clients = (1...clients).map { SimulatedClient($0, self, isOwner: $0 <= owners) }
        for client in self.clients { client.connect() }
    }

    func draw(_ bound: Int) -> Int { seeded.below(max(1, bound)) }

    func scribble(_ count: Int) -> [InkSample] {
        var (x, y) = (2_000 + draw(8_000), 2_000 + draw(4_000))
        return (0..<count).map { _ in
            (x, y) = (x + draw(41) - 20, y + draw(41) - 20)
            return InkSample(x: Int32(x), y: Int32(y), pressure: UInt8(draw(256)))
        }
    }

    func relay(_ index: Int) -> RoomRelay { relays[index] }

    /// Whether there is a process to connect to.
    var isUp: Bool { host != nil }

    func nextSession() -> SessionID {
        sessionCount += 1
        return SessionID(loop: 0, count: sessionCount)
    }

    // MARK: The host's life

    private var configuration: HostConfiguration {
        var configuration = HostConfiguration(journal: JournalID(bytes: [1, 2, 3, 4, 5, 6, 7, 8]))
        configuration.presenceGrace = 500
        configuration.retryPause = 50
        return configuration
    }

    private func start() {
        life += 1
        do {
            let host = try RoomHost.recovering(journal.record, configuration, at: clock.now)
            self.host = host
            perform(host)
        } catch { faults.append("not recovered: \(error)") }
    }

    /// The process dies: what the journal is writing may be on disk or not; nobody hears of it.
    func crash() {
        guard isUp else { return }
        crashes += 1
        host = nil
        life += 1
        for client in clients { client.drop() }
        relays = (0..<relayCount).map { RoomRelay(RelayID(loop: $0)) }
        clock.after(draw(400)) { self.start() }
    }

    func fillDisk(for milliseconds: Int) {
        isDiskFull = true
        clock.after(milliseconds) { self.isDiskFull = false }
    }

    private func perform(_ host: RoomHost) {
        for effect in host.takeEffects() {
            switch effect {
            case .append(let write): append(write)
            case .send(let message, let relay):
                let life = life
                clock.after(mail(to: relay.loop)) {
                    if life == self.life { self.deliver(message, to: self.relays[relay.loop]) }
                }
            case .work(let work):
                inThisLife(after: draw(40)) { host in host.finished(work.run(), at: self.clock.now) }
            case .choose(let choice):
                inThisLife(after: draw(40)) { host in host.chosen(choice.run(), at: self.clock.now) }
            case .wake(let delay): inThisLife(after: delay) { $0.wake(at: self.clock.now) }
            case .idle, .machine, .type, .look, .lines: break
            }
        }
    }

    private func inThisLife(after delay: Int, _ action: @escaping (RoomHost) -> Void) {
        let life = life
        clock.after(delay) {
            guard life == self.life, let host = self.host else { return }
            action(host)
            self.perform(host)
        }
    }

    private func append(_ write: HostWrite) {
        let life = life
        clock.after(1 + draw(20)) {
            // A crash before this moment may still find the write on disk, or not.
            guard life == self.life || self.draw(2) == 0 && self.crashes > 0 && life == self.life - 1 else { return }
            let isFull = self.isDiskFull
            if !isFull, !self.journal.commit(write) { self.faults.append("a write does not follow") }
            guard life == self.life, let host = self.host else { return }
            if isFull {
                host.failed(write.number, .full, at: self.clock.now)
            } else {
                host.committed(write.number, at: self.clock.now)
            }
            self.perform(host)
        }
    }

    // MARK: Links

    /// Carries something between a client and its relay, in order; not at all once the link is cut.
    func link(_ connection: SimulatedClient.Connection, _ arrive: @escaping () -> Void) {
        connection.arrival = max(connection.arrival, clock.now + draw(60))
        clock.after(connection.arrival - clock.now) { if !connection.isCut { arrive() } }
    }

    /// Neither end hears of the other again; the server notices.
    func cut(_ connection: SimulatedClient.Connection) {
        connection.isCut = true
        let relay = connection.relay
        clock.after(draw(200)) {
            relay.closed(connection.id)
            self.forward(relay)
        }
    }

    /// Milliseconds that mail takes; none overtakes another in the same box.
    private func mail(to box: Int) -> Int {
        boxes[box] = max(boxes[box], clock.now + draw(3))
        return boxes[box] - clock.now
    }

    private func deliver(_ message: RelayMessage, to relay: RoomRelay) {
        relay.receive(message, at: clock.now)
        forward(relay)
    }

    /// Hands a relay's messages to the host.
    func forward(_ relay: RoomRelay) {
        guard relays.contains(where: { $0 === relay }) else { return _ = relay.takeMessages() }
        for message in relay.takeMessages() {
            inThisLife(after: mail(to: relayCount + relay.id.loop)) {
                $0.receive(message, from: relay.id, at: self.clock.now)
            }
        }
    }

    /// Lets every link heal and everything arrive.
    func settle() {
        isDiskFull = false
        for _ in 0..<60 {
            for client in clients { client.report() }
            clock.run(until: clock.now + 1_000)
            if clients.allSatisfy({ $0.isConnected && $0.lesson.pending.isEmpty }) { break }
        }
        for _ in 0..<8 {
            for client in clients { client.report() }
            clock.run(until: clock.now + 500)
        }
    }

    /// What the host has.
    var room: Room { host?.room ?? Room() }

    /// What the host would show those who teach.
    var attendances: Attendances { host?.attendances ?? Attendances() }

    var fingerprints: [TopicHandle: (sequence: Sequence, fingerprint: String)] {
        Dictionary(uniqueKeysWithValues: (host?.fingerprints ?? []).map { ($0.topic, ($0.sequence, $0.fingerprint)) })
    }
}
