import EventLoop
import Journal
import Lab
import Logging
import Net
import Sync
import Wire

/// Hosts of the rooms that live on this loop: read from the disk, then carried out what they ask for.
extension LoopRooms {
    func deliver(_ message: HostMessage, from relay: RelayID, to room: RoomID) {
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
            // SAFETY: `close()` closes each slot's timer before the rooms go: it does not call back after that.
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

    func written(_ room: RoomID, _ number: Int, _ failure: WriteFailure?) {
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
        case .type(let keys, let machine, let who): slot.machines?.type(keys, into: machine, by: who)
        case .look(let machine):
            guard let state = slot.machines?.state(of: machine) else { break }
            host.shown(state, of: machine, at: slot.time(net.now))
        case .lines(let machine, let first, let count, let session):
            let lines = slot.machines?.lines(of: machine, from: first, count: count) ?? []
            host.found(lines, first: first, of: machine, for: session, at: slot.time(net.now))
        case .wake(let delay): slot.wake(after: delay)
        case .idle: letGo(slot)
        }
    }

    /// The host goes. Its machines stop as at the server's own end, with their files kept, and only then the room may be opened again: what
    /// comes meanwhile waits for that.
    private func letGo(_ slot: HostSlot) {
        slot.closeHost()
        guard let machines = slot.machines, !machines.isEmpty else { return isLetGo(slot) }
        machines.stopAll { [weak self] in self?.isLetGo(slot) }
    }

    private func isLetGo(_ slot: HostSlot) {
        guard hosts[slot.room] === slot else { return }
        slot.close()
        hosts[slot.room] = nil
        for (relay, message) in slot.takeWaiting() { deliver(message, from: relay, to: slot.room) }
    }

    private func machines(of slot: HostSlot) -> RoomMachines {
        if let machines = slot.machines { return machines }
        let machines = RoomMachines(of: slot.room, in: house.labs, house.post, on: net, agent) {
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
