import EventLoop
import WebSocket

/// Where the loops of one server meet: a message published on one goes to the inboxes of the others.
///
/// `@unchecked Sendable`: `inboxes` is touched only under `lock`.
final class FanOutHub: @unchecked Sendable {
    /// A message for the group of that name.
    struct Post: Sendable {
        let group: String
        let message: PreparedMessage
    }

    private let lock = ThreadLock()
    private var inboxes: [LoopInbox<Post>] = []

    func add(_ inbox: LoopInbox<Post>) { lock.withLock { inboxes.append(inbox) } }

    func remove(_ inbox: LoopInbox<Post>) { lock.withLock { inboxes.removeAll { $0 === inbox } } }

    /// Gives a message to the other loops; false when one of them has too many waiting already.
    func post(_ post: Post, from origin: LoopInbox<Post>) -> Bool {
        var isTaken = true
        for inbox in lock.withLock({ inboxes }) where inbox !== origin { isTaken = inbox.send(post) && isTaken }
        return isTaken
    }

    /// Messages that may wait for a loop.
    static let inboxLimit = 4_096
}
