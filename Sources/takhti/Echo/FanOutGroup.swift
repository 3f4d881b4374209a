import Net
import WebSocket

/// The members of one name on one loop.
final class FanOutGroup {
    let name: String
    private let isGathering: Bool
    private var members: [FanOutMember] = []
    /// The same, in the same order, without a step in between: this array is walked for each message.
    private var peers: [WebSocketPeer] = []
    private var gathered = GatheredFrames()

    init(_ name: String, isGathering: Bool) {
        self.name = name
        self.isGathering = isGathering
    }

    /// With so many bytes gathered the tick is not awaited.
    private static let gatheredByteLimit = 262_144

    var isEmpty: Bool { members.isEmpty }

    func add(_ member: FanOutMember) {
        member.index = members.count
        members.append(member)
        peers.append(member.peer)
    }

    func remove(_ member: FanOutMember) {
        members.swapAt(member.index, members.count - 1)
        members[member.index].index = member.index
        members.removeLast()
        peers.swapAt(member.index, peers.count - 1)
        peers.removeLast()
    }

    /// Sends `message` to all but `sender`, now or with the next tick.
    func deliver(_ message: PreparedMessage, from sender: FanOutMember?) {
        guard !isGathering else {
            gathered.append(message.plain, from: sender)
            if gathered.all.count > FanOutGroup.gatheredByteLimit { tick() }
            return
        }
        for peer in peers where peer !== sender?.peer { peer.sendNow(message) }
    }

    /// Sends what gathered: one shared array to those who wrote nothing, and to each writer all but its own.
    func tick() {
        guard !gathered.isEmpty else { return }
        for member in members {
            member.peer.sendNow(frames: member.hasWritten ? gathered.frames(without: member) : gathered.all)
            member.hasWritten = false
        }
        gathered.removeAll()
    }
}

/// One connection of a group.
final class FanOutMember: WebSocketPeerDelegate {
    let group: FanOutGroup
    let peer: WebSocketPeer
    private unowned let groups: FanOutGroups
    /// Its place among the group's members.
    var index = 0
    /// Whether it sent something since the last tick.
    var hasWritten = false

    init(of group: FanOutGroup, in groups: FanOutGroups, _ peer: WebSocketPeer) {
        (self.group, self.groups, self.peer) = (group, groups, peer)
    }

    func webSocket(_ peer: WebSocketPeer, didReceive message: WebSocketMessage) {
        guard message.kind == .binary else { return peer.close(.unsupportedData, reason: "binary messages only") }
        hasWritten = true
        groups.publish(message.payload, by: self)
    }

    func webSocketDidDrain(_ peer: WebSocketPeer) {}

    func webSocket(_ peer: WebSocketPeer, didClose closure: WebSocketClosure) { groups.leave(self) }
}
