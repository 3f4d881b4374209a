import Classroom
import Wire

/// What a host tells one of its relays.
public enum RelayMessage: Sendable {
    /// A session is let in. Its outboxes and topics are in the welcome; `taught` is followed unasked.
    case admitted(SessionID, Admission)
    /// A session is not let in.
    case denied(SessionID, Denial, wait: Interval?)
    /// A topic's state, and from now on its news.
    case image(TopicHandle, TopicKind, TopicImage)
    /// Who may read a box of votes from now on; before its first image, too.
    case readers(TopicHandle, TopicReaders)
    /// There is no such topic.
    case noTopic(TopicHandle)
    /// What a tick made known.
    case tick(TickNews)
    /// Something for one session alone.
    case answer(SessionID, ServerMessage)
    /// People have other names from now on.
    case renamed(SharedMessage)
    /// Whether a person teaches or moderates has changed.
    case standing(SessionID, isStaff: Bool)
    /// A session has to end.
    case farewell(SessionID, Farewell)
    /// The room's working state is lost: everybody comes back to what the journal has.
    case collapsed
}

/// What a session that is let in is told, and its relay with it.
public struct Admission: Sendable {
    /// The first message.
    public var welcome: Welcome
    /// Whether the person teaches or moderates.
    public var isStaff: Bool
    /// Handle of the session's own outbox.
    public var outbox: OutboxHandle
    /// What is followed unasked: the core first, then the page on which the lesson is.
    public var topics: [TopicHandle]
}

/// What one tick made known to all who follow.
public struct TickNews: Sendable {
    /// News of log topics, in order; a topic may come more than once.
    public var topics: [TopicNews] = []
    /// Latest states of view topics.
    public var views: [ViewNews] = []
    /// States of machines' screens.
    public var screens: [ScreenNews] = []
    /// What writers are told: their commands are on disk.
    public var stored: [StoredNews] = []
    /// Signals since the last tick.
    public var signals: SharedMessage?
    /// Who is writing a line, for those who follow where it will be.
    public var typing: [(topic: TopicHandle, message: SharedMessage)] = []
    /// The page on which the lesson is, when it is another from now on.
    public var taught: TopicHandle?

    /// Whether there is a state of a view topic.
    var hasViews: Bool { !views.isEmpty || !screens.isEmpty }

    var isEmpty: Bool {
        topics.isEmpty && !hasViews && stored.isEmpty && signals == nil && typing.isEmpty && taught == nil
    }
}

/// Events of one topic, encoded once.
public struct TopicNews: Sendable {
    /// Which.
    public var topic: TopicHandle
    /// The sequence number before the first.
    public var base: Sequence
    /// In order; for those who are behind.
    public var entries: [Entry]
    /// The same as a message, for those who are not.
    public var message: SharedMessage

    /// The sequence number of the last.
    public var end: Sequence { base + entries.count }
}

/// The latest state of one view topic, as a keyframe and as the difference from the state before.
public struct ViewNews: Sendable {
    /// What brings a client on that has the state before.
    public struct Step: Sendable {
        /// The revision of that state.
        public var from: Revision
        /// The difference.
        public var message: SharedMessage
    }

    /// Which.
    public var topic: TopicHandle
    /// Its kind.
    public var kind: TopicKind
    /// Of this state.
    public var revision: Revision
    /// Whether everybody may read it, and not only those who teach or moderate.
    public var isOpen: Bool
    /// The state.
    public var message: SharedMessage
    /// The shorter way, if there is one.
    public var step: Step?

    init(topic: TopicHandle, kind: TopicKind, revision: Revision, isOpen: Bool, message: SharedMessage) {
        (self.topic, self.kind, self.revision, self.isOpen, self.message) = (topic, kind, revision, isOpen, message)
    }
}

/// A session's commands up to `counter` are stored.
public struct StoredNews: Sendable {
    /// Whose.
    public var session: SessionID
    /// Which outbox.
    public var outbox: OutboxHandle
    /// The last command.
    public var counter: Counter
    /// The topics in which its events are: who follows them all sees it there.
    public var topics: Set<TopicHandle>
    /// Whether each of the commands made an event.
    public var isVisible = true
}
