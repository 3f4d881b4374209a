import EventLoop
import Net
import WebSocket

/// The groups of `/fanout/NAME` on one loop, and the door through which other loops' messages come.
final class FanOutGroups {
    private let net: NetLoop
    private let hub: FanOutHub
    private let isCompressing: Bool
    private let tickMilliseconds: UInt64
    private var groups: [String: FanOutGroup] = [:]
    private var inbox: LoopInbox<FanOutHub.Post>?
    private var ticker: LoopTimer?

    init(on net: NetLoop, hub: FanOutHub, isCompressing: Bool, tickMilliseconds: UInt64) throws {
        self.net = net
        self.hub = hub
        self.isCompressing = isCompressing
        self.tickMilliseconds = tickMilliseconds
        let inbox = try LoopInbox<FanOutHub.Post>(on: net.loop, limit: FanOutHub.inboxLimit) { [unowned self] in
            groups[$0.group]?.deliver($0.message, from: nil)
        }
        self.inbox = inbox
        hub.add(inbox)
        guard tickMilliseconds > 0 else { return }
        ticker = try LoopTimer(on: net.loop) { [unowned self] in for group in groups.values { group.tick() } }
        try ticker?.start(everyMilliseconds: tickMilliseconds)
    }

    func join(_ name: String, _ peer: WebSocketPeer) -> FanOutMember {
        let group = groups[name] ?? FanOutGroup(name, isGathering: tickMilliseconds > 0)
        groups[name] = group
        let member = FanOutMember(of: group, in: self, peer)
        group.add(member)
        return member
    }

    func leave(_ member: FanOutMember) {
        member.group.remove(member)
        if member.group.isEmpty { groups[member.group.name] = nil }
    }

    /// A member's message: framed once here, and the same bytes for the members of every loop.
    func publish(_ payload: [UInt8], by member: FanOutMember) {
        let message = PreparedMessage(
            .binary, payload.span, compressingWith: isCompressing ? net.serverEnvironment : nil)
        member.group.deliver(message, from: member)
        guard let inbox, !hub.post(FanOutHub.Post(group: member.group.name, message: message), from: inbox) else {
            return
        }
        member.peer.close(.tryAgainLater, reason: "faster than the members of another loop can be served")
    }

    func close() {
        ticker?.close()
        if let inbox { hub.remove(inbox) }
        inbox?.close()
        inbox = nil
    }
}
