import Terminal
import Wire

/// One machine's screen as its host keeps it: what viewers have, when to look again, and what is recorded.
struct HostScreen {
    let machine: ItemName
    /// As viewers have it.
    private(set) var state: ScreenState?
    private(set) var revision: Revision = 0
    private(set) var typing = Typing()
    private(set) var recording: Recording
    private var bell = Bell()
    /// Since when there may be something new to see.
    private var changedAt: Milliseconds?
    /// Before then nothing is looked at: the last frame takes its time.
    private var restsUntil: Milliseconds = 0
    /// Whether what was seen last is not recorded yet.
    private var isUnrecorded = false
    /// The keystroke that the last frame told of.
    private var told: KeyNumber?

    /// How long a program is let go on before its picture is taken: what it draws in one go is seen in one go.
    private static let gathering = 4
    /// Bytes a second of one screen at most, beside the first frame after a pause.
    private static let byteRate = 24_000

    init(_ machine: ItemName, recordedTo sequence: Sequence) {
        (self.machine, recording) = (machine, Recording(sequence: sequence))
    }

    /// The program may have changed it.
    mutating func changed(at now: Milliseconds) { changedAt = changedAt ?? now }

    /// A bell rang since it was looked at.
    mutating func rang(at now: Milliseconds) { bell.rang(at: now) }

    /// When to look at it; nil while there is no reason to.
    func lookDeadline(isFollowed: Bool) -> Milliseconds? {
        let typed = isFollowed ? typing.deadline : nil
        let changed = changedAt.map { max($0 + HostScreen.gathering, isFollowed ? restsUntil : recording.dueAt) }
        return [typed, bell.deadline, changed ?? (isUnrecorded ? recording.dueAt : nil)].compactMap { $0 }.min()
    }

    /// Whether it has to be looked at now; it counts as unchanged from then on.
    mutating func takeLook(at now: Milliseconds, isFollowed: Bool) -> Bool {
        guard let deadline = lookDeadline(isFollowed: isFollowed), deadline <= now else { return false }
        changedAt = nil
        typing.show(at: now)
        bell.show(at: now)
        return true
    }

    /// What is seen now: the news for viewers, where it is any.
    mutating func show(_ new: ScreenState, of topic: TopicHandle, at now: Milliseconds, _ tick: Int) -> ScreenNews? {
        guard new != state || typing.shown != told || bell.isNews || state == nil else { return nil }
        let (before, known) = (state, revision)
        (state, told) = (new, typing.shown)
        bell.tell()
        revision += 1
        var news = ScreenNews(topic: topic, revision: revision, state: new, typed: typing.shown, bells: bell.count)
        restsUntil = now + tick
        if let before, let message = try? news.message(from: before, known) {
            news.step = ViewNews.Step(from: known, message: message)
            restsUntil = now + max(tick, message.payload.count * 1_000 / HostScreen.byteRate)
        }
        return news
    }

    /// What is there for who begins to look.
    func latest(of topic: TopicHandle) -> ScreenNews? {
        state.map { ScreenNews(topic: topic, revision: revision, state: $0, typed: typing.shown, bells: bell.told) }
    }

    mutating func record(_ state: ScreenState, of topic: TopicHandle, at now: Milliseconds) -> HostWrite.LogEntry? {
        defer { isUnrecorded = recording.lacks(state, bell.count) }
        return recording.take(state, bells: bell.count, of: topic, at: now)
    }

    mutating func typed(_ number: KeyNumber, by session: SessionID, at now: Milliseconds) {
        typing.take(number, by: session, at: now)
    }
}

/// Which keystrokes a screen shows the echo of (S9): those that were given to the program so long ago that it had the time to echo them.
struct Typing {
    private var session: SessionID?
    private var waiting: [(number: KeyNumber, due: Milliseconds)] = []
    /// The last one that the next frame shows.
    private(set) var shown: KeyNumber?

    /// Keystrokes whose time is waited for.
    private static let waitingLimit = 64
    /// How long a program takes at most to echo what it wants to echo at once.
    private static let echoTime = 50

    var deadline: Milliseconds? { waiting.first?.due }

    /// Numbers are of one connection: another one begins anew.
    mutating func take(_ number: KeyNumber, by session: SessionID, at now: Milliseconds) {
        if self.session != session { (self.session, waiting, shown) = (session, [], nil) }
        // Of very many at once the last counts.
        if waiting.count >= Typing.waitingLimit { waiting.removeLast() }
        waiting.append((number, now + Typing.echoTime))
    }

    mutating func show(at now: Milliseconds) {
        while let first = waiting.first, first.due <= now { shown = waiting.removeFirst().number }
    }
}

/// The bell of a machine (S10): whatever rings within a second is one.
struct Bell {
    private(set) var count = 0
    /// What viewers were told of.
    private(set) var told = 0
    /// When what rang is to be shown.
    private(set) var deadline: Milliseconds?
    private var restsUntil: Milliseconds = 0

    /// Between two that are shown, in milliseconds.
    private static let pause = 1_000

    var isNews: Bool { count != told }

    mutating func rang(at now: Milliseconds) { deadline = deadline ?? max(now, restsUntil) }

    mutating func show(at now: Milliseconds) {
        guard let deadline, deadline <= now else { return }
        (count, self.deadline, restsUntil) = (count + 1, nil, now + Bell.pause)
    }

    mutating func tell() { told = count }
}

/// What a screen showed, for the journal: differences with keyframes between, each an encoded `ServerMessage.view` whose revision is its
/// sequence number.
struct Recording {
    private(set) var sequence: Sequence
    private var state: ScreenState?
    private var bells = 0
    private var sinceKeyframe = 0
    /// Before then nothing is recorded.
    private(set) var dueAt: Milliseconds = 0

    /// Between two of them, in milliseconds.
    private static let pause = 100
    /// Bytes a second of one screen.
    private static let byteRate = 4_000
    /// Differences between two keyframes.
    private static let keyframePause = 500

    init(sequence: Sequence) { self.sequence = sequence }

    /// Whether something is seen that was not recorded.
    func lacks(_ new: ScreenState, _ bells: Int) -> Bool { new != state || bells != self.bells }

    mutating func take(
        _ new: ScreenState, bells count: Int, of topic: TopicHandle, at now: Milliseconds
    ) -> HostWrite.LogEntry? {
        guard now >= dueAt, lacks(new, count) else { return nil }
        // A bell is seen in a difference alone (S10): the one after a keyframe where there has to be one. Where every record has one, it waits at last.
        let isDue = sinceKeyframe >= Recording.keyframePause
        let isKeyframe = state == nil || isDue && (count == bells || sinceKeyframe >= 2 * Recording.keyframePause)
        let news = ScreenNews(topic: topic, revision: sequence + 1, state: new, bells: isKeyframe ? bells : count)
        let difference = isKeyframe ? nil : try? news.message(from: state, sequence)
        guard let message = difference ?? (try? news.message(from: nil, nil)) else { return nil }
        (state, bells) = (new, news.bells)
        (sequence, sinceKeyframe) = (sequence + 1, difference == nil ? 0 : sinceKeyframe + 1)
        dueAt = now + max(Recording.pause, message.payload.count * 1_000 / Recording.byteRate)
        return HostWrite.LogEntry(topic: topic, kind: .screen, sequence: sequence, time: now, bytes: message.payload)
    }
}
