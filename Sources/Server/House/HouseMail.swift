import EventLoop
import Journal
import Sync
import Wire

/// What goes from loop to loop: between a room's host and its relays, and from the journal to hosts.
enum HouseMail: Sendable {
    case toHost(RoomID, RelayID, HostMessage)
    case toRelay(RoomID, RelayMessage)
    /// A write of a room's host is on disk, or is not.
    case written(RoomID, number: Int, WriteFailure?)
    /// Wants a room's fingerprints; answered on the loop that asked.
    case fingerprints(RoomID, asker: Int, question: Int)
    case answer(question: Int, [TopicFingerprint])
    /// Asks something of a machine; answered on the loop that asked.
    case machine(RoomID, MachineRequest, asker: Int, question: Int)
    case machineReply(question: Int, MachineReply)
    /// A connection to a page inside a machine is no more.
    case pageEnded(RoomID, ItemName, Int)
    /// Who uses a connection to a page may not any more.
    case pageRevoked(Int)
    /// Sign-ins that have ended: their connections end, too.
    case signedOut(Set<Int64>)
}

extension HouseMail {
    /// Whether there is little of it, and without it a room or a client would wait for ever.
    fileprivate var isVital: Bool {
        switch self {
        case .toHost(_, _, let message):
            switch message {
            case .join, .commands, .adopt, .signal, .names, .keys, .lines: false
            case .leave, .follow, .unfollow: true
            }
        case .machine: false
        case .toRelay, .written, .fingerprints, .answer, .machineReply, .pageEnded, .pageRevoked, .signedOut: true
        }
    }
}

/// What a topic's replicas are compared by.
struct TopicFingerprint: Sendable {
    let topic: Int
    let sequence: Int
    let fingerprint: String
}

/// Where the loops of one house reach each other. Filled once by each loop before it serves.
///
/// `@unchecked Sendable`: `boxes` is touched only under `lock`.
final class HousePost: @unchecked Sendable {
    private let lock = ThreadLock()
    private var boxes: [LoopInbox<HouseMail>?]

    init(loopCount: Int) { boxes = Array(repeating: nil, count: loopCount) }

    var loopCount: Int { boxes.count }

    func open(_ box: LoopInbox<HouseMail>, loop: Int) { lock.withLock { boxes[loop] = box } }

    func close(loop: Int) { lock.withLock { boxes[loop] = nil } }

    /// Puts mail into a loop's box. False when the box is too full for what a client wants. Mail for a loop that has ended is dropped: its
    /// rooms and clients have ended, too.
    @discardableResult
    func send(_ mail: HouseMail, to loop: Int) -> Bool {
        guard let box = lock.withLock({ boxes[loop] }) else { return true }
        return box.send(mail, isVital: mail.isVital)
    }

    /// Puts mail into every loop's box.
    func sendAll(_ mail: HouseMail) { for loop in 0..<loopCount { send(mail, to: loop) } }

    /// The loop that hosts a room.
    func host(of room: RoomID) -> Int { Int(room.rawValue) % boxes.count }
}
