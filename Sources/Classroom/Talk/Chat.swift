import Wire

/// The chat of everybody: its latest lines and those that stay in sight. The fold of its events (R7).
public struct Chat: Equatable, Sendable {
    /// As a snapshot says it.
    public internal(set) var state: ChatState
    /// When each person last said something that was slowed: a line that is taken away again still counts. No part of a snapshot.
    private var lastSaid: [ParticipantHandle: Milliseconds] = [:]

    /// Lines that are kept besides those that stay in sight; all of them are in the journal.
    static let lineLimit = 255
    /// Lines that can stay in sight at one time.
    static let pinLimit = 15

    /// Nothing was said.
    public init() { state = ChatState(lines: [], slow: 0, paused: false) }

    init(_ state: ChatState) { self.state = state }

    /// Those of equal states are equal.
    public static func == (one: Chat, other: Chat) -> Bool { one.state == other.state }

    /// When a person last said something, as far as that matters.
    func lastSaid(by who: ParticipantHandle) -> Milliseconds? {
        [lastSaid[who], state.lines.last { $0.participant == who }?.at].compactMap { $0 }.max()
    }

    /// A line that is kept.
    func line(_ name: ItemName) -> ChatLine? { state.lines.first { $0.name == name } }

    /// Folds one event in. Total: an event out of place changes nothing.
    mutating func apply(_ event: ChatEvent, _ stamp: EventStamp) {
        switch event {
        case .said(let participant, let answers, let text):
            state.lines.add(ChatLine(participant, answers, text, stamp))
            if state.slow > 0 { lastSaid[participant] = stamp.time }
        case .removed(let line):
            let name = line.name(seenFrom: stamp.author)
            state.lines.removeAll { $0.name == name }
        case .pinned(let line): pin(line.name(seenFrom: stamp.author), true)
        case .unpinned(let line): pin(line.name(seenFrom: stamp.author), false)
        case .slowed(let pause):
            state.slow = pause
            if pause == 0 { lastSaid = [:] }
        case .paused(let paused): state.paused = paused
        }
    }

    private mutating func pin(_ name: ItemName, _ pinned: Bool) {
        guard let index = state.lines.firstIndex(where: { $0.name == name }) else { return }
        state.lines[index].pinned = pinned
    }
}

extension ChatLine {
    /// A line that was just said.
    init(_ participant: ParticipantHandle, _ answers: ItemRef?, _ text: String, _ stamp: EventStamp) {
        self.init(
            name: stamp.name, participant: participant, at: stamp.time, answers: answers?.name(seenFrom: stamp.author),
            pinned: false, text: text)
    }
}

extension [ChatLine] {
    /// Adds a line; the oldest goes that does not stay in sight.
    mutating func add(_ line: ChatLine) {
        append(line)
        guard lazy.filter({ !$0.pinned }).count > Chat.lineLimit, let oldest = firstIndex(where: { !$0.pinned }) else {
            return
        }
        remove(at: oldest)
    }
}
