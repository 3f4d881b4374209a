import EventLoop
import Lab
import Sync
import Wire

/// Pages that are served inside: who may ask now, and in whose turn.
extension RoomMachines {
    /// One who asks for a connection.
    struct PageAsker {
        let ticket: MachineTicket
        /// Where the request comes from, as `ClientAddress.network` says it.
        let network: String
        /// The loop that wants it.
        let loop: Int
        let reply: (MachineReply) -> Void

        fileprivate var machine: ItemName { ItemName(outbox: 0, counter: ticket.machine) }
    }

    /// The number of the opening of a port for somebody: the same until it is closed, the machine ends, or the person is sent out.
    func opening(of port: Int, in machine: ItemName, for who: ParticipantHandle, _ host: RoomHost) -> Int? {
        guard let pages = machines[machine]?.pages else { return nil }
        let door = MachinePages.Door(port: port, who: who)
        if let opening = pages.openings[door], opening.removals == host.removals(of: who) { return opening.number }
        let opening = MachinePages.Opening(number: house.totals.nextOpening(), removals: host.removals(of: who))
        pages.openings[door] = opening
        return opening.number
    }

    /// Links that were given out for a port open nothing any more, and what they opened ends.
    func closePort(_ port: Int, of machine: ItemName) {
        guard let pages = machines[machine]?.pages else { return }
        pages.openings = pages.openings.filter { $0.key.port != port }
        for asker in pages.slots.takeWaiting(where: { $0.ticket.port == port }) { asker.reply(.refused(.notAllowed)) }
        for (number, asker) in pages.open where asker.ticket.port == port { revoke(number, asker) }
    }

    /// Whether a ticket opens what it names, now.
    func isValid(_ ticket: MachineTicket, _ host: RoomHost) -> Bool {
        let machine = ItemName(outbox: 0, counter: ticket.machine)
        guard let opening = machines[machine]?.pages.opening(of: ticket) else { return false }
        return opening.removals == host.removals(of: ticket.who)
            && host.isOpen(ticket.port, of: machine) && host.may(.see, machine, by: ticket.who)
            && ticket.isFresh(at: ProcessResources.unixTime, isHere: host.isHere(ticket.who))
    }

    /// A connection for a request by a ticket, when it is its turn.
    func connect(_ asker: PageAsker) {
        guard let pages = machines[asker.machine]?.pages else { return asker.reply(.refused(.busy)) }
        let holder = PageHolder(network: asker.network, who: asker.ticket.who)
        pages.slots.wait(asker, holder, at: clock())?.reply(.refused(.busy))
        connectWaiting()
    }

    /// Gives connections to those whose turn it is, the machine with fewest first. Where none is left, or too many last, one ends.
    private func connectWaiting() {
        while let next = nextMachine {
            guard let line = house.totals.takeLine(for: room.rawValue) else {
                endOne(for: next)
                break
            }
            connect(line, next.name, next.running)
        }
        for running in machines.values { end(running.pages.slots.surplus(at: clock()), of: running) }
    }

    private var nextMachine: (name: ItemName, running: RunningMachine)? {
        machines.filter { $0.value.pages.slots.hasNext }
            .min { ($0.value.pages.slots.count, $0.key.counter) < ($1.value.pages.slots.count, $1.key.counter) }
            .map { ($0.key, $0.value) }
    }

    /// Ends a connection of the machine that has most, for one to another machine, or to the same where none has more.
    private func endOne(for next: (name: ItemName, running: RunningMachine)) {
        guard machines.values.allSatisfy({ $0.pages.slots.ending.isEmpty }) else { return }
        let most = machines.values.max { $0.pages.slots.count < $1.pages.slots.count }
        guard let most else { return }
        let running = most.pages.slots.count > next.running.pages.slots.count ? most : next.running
        end(running.pages.slots.endGreatest(at: clock()), of: running)
    }

    private func end(_ number: Int?, of running: RunningMachine) {
        guard let number, let asker = running.pages.open[number] else { return }
        revoke(number, asker)
    }

    private func connect(_ line: PageTotals.Line, _ name: ItemName, _ running: RunningMachine) {
        let number = line.number
        let place = PagePlace(number) { [totals = house.totals, post, room] in
            totals.giveBack(line)
            post.send(.pageEnded(room, name, number), to: post.host(of: room))
        }
        guard let asker = running.pages.slots.next(number, at: clock()) else { return }
        running.pages.open[number] = asker
        running.machine.line(to: asker.ticket.port) { line in
            // It may have ended while the connection was made: where it leads to lives on behind ssh.
            guard let line, running.pages.opening(of: asker.ticket) != nil else {
                return asker.reply(.refused(.notRunning))
            }
            asker.reply(.page(PageLine(place: place, line: Handover(line))))
        }
    }

    /// A connection is no more.
    func pageEnded(_ number: Int, of name: ItemName) {
        if let pages = machines[name]?.pages, pages.open.removeValue(forKey: number) != nil {
            pages.slots.end(number, at: clock())
        }
        connectWaiting()
    }

    private func revoke(_ number: Int, _ asker: PageAsker) { post.send(.pageRevoked(number), to: asker.loop) }

    /// Once a second: what takes long, who waited too long, and whose right has ended.
    func lookAtPages(_ host: RoomHost) {
        for running in machines.values where !running.pages.slots.isEmpty {
            for asker in running.pages.slots.takeLate(at: clock()) { asker.reply(.refused(.busy)) }
            for asker in running.pages.slots.takeWaiting(where: { !isValid($0.ticket, host) }) {
                asker.reply(.refused(.notAllowed))
            }
            for (number, asker) in running.pages.open where !isValid(asker.ticket, host) { revoke(number, asker) }
            // Whoever was told may not have had the connection yet.
            for number in running.pages.slots.ending { end(number, of: running) }
        }
        connectWaiting()
    }

    /// A machine ends: what was opened in it ends, too.
    func endPages(of running: RunningMachine) {
        running.pages.openings = [:]
        for asker in running.pages.slots.takeWaiting(where: { _ in true }) { asker.reply(.refused(.notRunning)) }
        for (number, asker) in running.pages.open { revoke(number, asker) }
    }
}

/// Pages of one machine.
final class MachinePages {
    /// To whom a port was opened.
    struct Door: Hashable {
        let port: Int
        let who: ParticipantHandle
    }

    struct Opening {
        let number: Int
        /// How many times the person had been sent out by then.
        let removals: Int
    }

    /// Absent: no link was given out to the person since the port was opened.
    var openings: [Door: Opening] = [:]
    var slots: PageSlots<RoomMachines.PageAsker>
    /// What is under way, by its number.
    var open: [Int: RoomMachines.PageAsker] = [:]

    init(isLocal: Bool) { slots = PageSlots(isLocal: isLocal) }

    /// What a ticket was given out for; nil when that is over.
    func opening(of ticket: MachineTicket) -> Opening? {
        let opening = openings[Door(port: ticket.port, who: ticket.who)]
        return opening?.number == ticket.opening ? opening : nil
    }
}
