import Classroom
import Wire

extension RoomHost {
    /// Hands what gathered to the journal: one write of a room at a time, so that none can overtake one that failed.
    func beginWrite() {
        guard inFlight == nil, !open.isEmpty else { return }
        for handle in open.outboxes.sorted() {
            if let outbox = outboxes[handle] { open.write.outboxes.append(outbox.row) }
        }
        let ticket = open
        open = HostTicket(number: ticket.write.number + 1)
        inFlight = ticket
        if ticket.write.isEmpty { return finishWrite() }
        emit(.append(ticket.write))
    }

    /// The write `number` is on disk.
    public func committed(_ number: Int, at time: Milliseconds) {
        now = max(now, time)
        guard !hasCollapsed, inFlight?.write.number == number else { return }
        if views.setStorage(.fine) { publishViews() }
        finishWrite()
        settle()
    }

    private func finishWrite() {
        guard let ticket = inFlight else { return }
        inFlight = nil
        for row in ticket.write.outboxes { outboxes[row.handle]?.durable = row }
        for (topic, entry, byteCount) in ticket.events {
            logs[topic]?.ready.append((entry, byteCount))
            readyTopics.insert(topic)
        }
        for (message, relay) in ticket.answers { send(message, to: relay) }
        for order in ticket.orders { emit(.machine(order)) }
        tickState.add(ticket.stored)
        if !ticket.events.isEmpty || !ticket.stored.isEmpty { tickState.isWaiting = true }
        if tickState.isDue(now, configuration.tick) { publish() }
    }

    /// The write `number` is not on disk. Nothing of it is said to anybody; what found no room is tried again until it does.
    public func failed(_ number: Int, _ failure: WriteFailure, at time: Milliseconds) {
        now = max(now, time)
        guard !hasCollapsed, inFlight?.write.number == number else { return }
        switch failure {
        case .full:
            retryAt = now + configuration.retryPause
            if views.setStorage(.full) { publishViews() }
            denyWaiting()
            settle()
        case .broken: collapse()
        }
    }

    func retry() {
        retryAt = nil
        if let inFlight { emit(.append(inFlight.write)) }
    }

    /// The working state is given up: everybody comes back to what the journal has.
    private func collapse() {
        hasCollapsed = true
        for relay in relays.sorted() { send(.collapsed, to: relay) }
        emit(.idle)
    }
}
