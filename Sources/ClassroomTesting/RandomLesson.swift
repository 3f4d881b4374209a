import Classroom
import Wire
import WireTesting

/// A lesson from a seed: several people write, erase, cut, move, take back, add and remove pages, come and go; many of their commands are refused.
public struct RandomLesson: Sendable {
    /// The lesson's host.
    public internal(set) var host: LessonHost
    /// Commands given and accepted so far.
    public private(set) var accepted = 0
    /// Commands given and refused so far, by reason.
    public private(set) var refused: [Rejection: Int] = [:]
    /// Kinds of events so far.
    public internal(set) var seeded: Seeded
    /// Whether there are labs, too.
    private let hasLabs: Bool
    private(set) var actors: [Actor] = []
    private var pens: [Pen: Scribble] = [:]

    private struct Pen: Hashable {
        var outbox: OutboxHandle
        var contact: Int
    }

    /// A room with a lecturer at two devices, an assistant, two students of whom one may write, and an observer.
    public init(seed: UInt32, hasLabs: Bool = false) {
        self.hasLabs = hasLabs
        seeded = Seeded(seed: seed)
        host = LessonHost(name: "Lesson \(seed)")
        let people: [(String, Role)] = [
            ("Asma", .lecturer), ("Bilal", .assistant), ("Chen", .student), ("Dana", .student), ("Eko", .observer),
        ]
        for (index, (name, role)) in people.enumerated() {
            guard let who = try? host.join(name, role: role) else { continue }
            actors.append(Actor(participant: who, outbox: OutboxHandle(index + 1)))
            host.now += 10
        }
        actors.append(Actor(participant: actors[0].participant, outbox: 6))
        give(.people(command: .grant(participant: actors[2].participant, right: .write, page: nil)), actors[0])
    }

    /// Gives some commands.
    public mutating func run(_ count: Int) { for _ in 0..<count { step() } }

    /// Gives one command, or lets somebody come or go.
    public mutating func step() {
        host.now += seeded.below(200)
        host.perform(host.room.due(at: host.now), by: 0, counter: 0)
        let actor = actors[seeded.below(3) == 0 ? seeded.below(actors.count) : seeded.below(3) % actors.count]
        if hasLabs, seeded.below(2) == 0 { return operate(actor) }
        switch seeded.below(64) {
        case 0..<22: write(actor)
        case 22..<34: change(actor)
        case 34..<36: give(.room(command: roomCommand(actor)), actor)
        case 36..<38: give(.people(command: peopleCommand()), actor)
        case 38: comeOrGo(actor)
        default: talk(actor)
        }
    }

    /// Pens go up, so that nothing is open.
    public mutating func settle() {
        for actor in actors { host.perform(host.room.closing(actor.outbox), by: actor.outbox, counter: 0) }
        pens.removeAll()
    }

    mutating func give(_ command: Command, _ actor: Actor) {
        do throws(Rejection) {
            try host.give(command, by: actor)
            accepted += 1
        } catch { refused[error, default: 0] += 1 }
    }

    private mutating func comeOrGo(_ actor: Actor) {
        if seeded.bool() {
            host.perform(host.room.closing(actor.outbox), by: actor.outbox, counter: 0)
            for contact in 0...3 { pens[Pen(outbox: actor.outbox, contact: contact)] = nil }
            host.perform(host.room.leaving(actor.participant), by: 0, counter: 0)
        } else if let (_, events) = try? host.room.joining(
            actor.participant, name: seeded.below(4) == 0 ? "Name \(seeded.below(9))" : "", device: .tablet,
            place: .remote, role: nil,
            at: host.now)
        {
            host.perform(events, by: 0, counter: 0)
        }
    }

    // MARK: - Ink

    private mutating func write(_ actor: Actor) {
        let pen = Pen(outbox: actor.outbox, contact: seeded.below(5) == 0 ? seeded.below(4) : 0)
        guard var scribble = pens[pen] else { return begin(actor, pen) }
        switch seeded.below(12) {
        case 0: up(.endStroke(contact: pen.contact), actor, pen)
        case 1: up(.cancelStroke(contact: pen.contact), actor, pen)
        case 2: give(.page(command: .continueStroke(contact: pen.contact, chunk: seeded.fixed(seeded.below(9)))), actor)
        case 3: give(.page(command: beginning(pen, [0])), actor)
        default:
            let isLast = seeded.below(3) == 0
            guard let chunk = try? scribble.chunk(&seeded, count: seeded.below(6) + (isLast ? 0 : 1), isLast: isLast)
            else { return }
            give(.page(command: .continueStroke(contact: pen.contact, chunk: chunk)), actor)
            pens[pen] = isLast || !isOpen(pen) ? nil : scribble
        }
    }

    private mutating func begin(_ actor: Actor, _ pen: Pen) {
        if seeded.below(20) == 0 {
            return give(.page(command: .continueStroke(contact: pen.contact, chunk: [1, 2])), actor)
        }
        let formats: [InkFormat] = [
            InkFormat(.samples, .quarter, .six, .stylus), InkFormat(.samples, .eighth, .eight, .pen),
            InkFormat(.samples, .quarter, .none, .mouse), InkFormat(.knots, .half, .five, .pen),
        ]
        var scribble = Scribble(&seeded, format: formats[seeded.below(4)])
        let isLast = seeded.below(6) == 0
        guard let chunk = try? scribble.chunk(&seeded, count: 1 + seeded.below(12), isLast: isLast) else { return }
        give(.page(command: beginning(pen, chunk)), actor)
        if isOpen(pen) { pens[pen] = scribble }
    }

    private mutating func beginning(_ pen: Pen, _ chunk: [UInt8]) -> PageCommand {
        .beginStroke(page: page(), contact: pen.contact, style: style(), chunk: chunk)
    }

    private mutating func up(_ command: PageCommand, _ actor: Actor, _ pen: Pen) {
        give(.page(command: command), actor)
        pens[pen] = nil
    }

    private func isOpen(_ pen: Pen) -> Bool {
        host.room.logTopics.contains { topic in
            host.room.page(topic)?.open.contains { $0.name.outbox == pen.outbox && $0.contact == pen.contact } == true
        }
    }

    // MARK: - Changes

    private mutating func change(_ actor: Actor) {
        let topic = pageTopic()
        let page = PageRef.topic(topic: topic)
        let history = host.room.page(topic)?.history(of: actor.outbox) ?? ([], [])
        switch seeded.below(24) {
        case 0..<3: give(.page(command: .erase(page: page, items: items(topic))), actor)
        case 3..<7: give(.page(command: .cut(page: page, cuts: cuts(topic))), actor)
        case 7..<11:
            let last = history.0.last ?? 1 + seeded.below(9)
            let change = seeded.below(5) == 0 && !history.0.isEmpty ? history.0[seeded.below(history.0.count)] : last
            give(.page(command: .undo(page: page, change: change)), actor)
        case 11..<14: give(.page(command: .redo(page: page, change: history.1.last ?? 1)), actor)
        case 14..<16: give(.page(command: .add(page: page, object: object())), actor)
        case 16: give(.page(command: .move(page: page, items: items(topic), by: transform())), actor)
        case 17: give(.page(command: .restyle(page: page, items: items(topic), style: restyle())), actor)
        case 18..<21: splice(topic, actor)
        case 21:
            give(
                .page(command: .arrange(page: page, items: items(topic), order: seeded.bool() ? .front : .back)), actor)
        case 22: if seeded.below(4) == 0 { give(.page(command: .clear(page: page)), actor) }
        default: give(.page(command: .erase(page: .made(counter: seeded.below(20)), items: items(topic))), actor)
        }
    }

    private mutating func splice(_ topic: TopicHandle, _ actor: Actor) {
        let texts =
            host.room.page(topic)?.objects.values.filter { if case .text = $0.object { true } else { false } } ?? []
        guard !texts.isEmpty else {
            return give(.page(command: .add(page: .topic(topic: topic), object: text())), actor)
        }
        let text = texts[seeded.below(texts.count)]
        let splice = Splice(at: seeded.below(12), removed: seeded.below(4), inserted: seeded.text(limit: 9))
        let revision = max(0, text.revision + 1 - seeded.below(4))
        let item = ItemRef(outbox: text.name.outbox, counter: text.name.counter)
        give(.page(command: .splice(page: .topic(topic: topic), item: item, revision: revision, splice: splice)), actor)
    }

    private mutating func items(_ topic: TopicHandle) -> [ItemRef] {
        guard let page = host.room.page(topic) else { return [] }
        let names = Array(page.strokes.keys) + Array(page.objects.keys)
        var items: [ItemRef] = []
        for _ in 0...seeded.below(4) {
            guard !names.isEmpty, seeded.below(8) > 0 else {
                items.append(ItemRef(outbox: OutboxHandle(1 + seeded.below(6)), counter: seeded.below(50)))
                continue
            }
            let name = names[max(0, names.count - 1 - seeded.below(min(names.count, 12)))]
            items.append(ItemRef(outbox: name.outbox, counter: name.counter))
        }
        return items
    }

    private mutating func cuts(_ topic: TopicHandle) -> [Cut] {
        let strokes = host.room.page(topic)?.strokes.values.elements ?? []
        return items(topic).map { item in
            let name = ItemName(outbox: item.outbox ?? 0, counter: item.counter)
            let count = strokes.first { $0.name == name }?.ink.sampleCount ?? 10
            let from = seeded.below(count)
            let first = SampleRange(from: from, count: 1 + seeded.below(count))
            let second = SampleRange(from: min(from + first.count + 1, 65_535), count: 1 + seeded.below(5))
            return Cut(stroke: item, ranges: seeded.bool() ? [first] : [first, second])
        }
    }

    // MARK: - Values

    private mutating func pageTopic() -> TopicHandle {
        let pages = host.room.core.room.pages.map(\.topic)
        if seeded.below(20) == 0 { return TopicHandle(seeded.below(12)) }
        return seeded.below(3) == 0 ? pages[seeded.below(pages.count)] : host.room.core.room.taught ?? pages[0]
    }

    private mutating func page() -> PageRef { .topic(topic: pageTopic()) }

    private mutating func style() -> StrokeStyle {
        StrokeStyle(tool: Tool(rawValue: seeded.below(3)) ?? .pen, colour: colour(), width: 1 + seeded.below(256))
    }

    private mutating func colour() -> Colour {
        seeded.bool() ? .palette(index: seeded.below(16)) : .rgb(rgb: seeded.below(1 << 24))
    }

    private mutating func restyle() -> Restyle {
        Restyle(
            tool: seeded.bool() ? .marker : nil, colour: seeded.bool() ? colour() : nil,
            width: seeded.bool() ? 1 + seeded.below(256) : nil, fill: seeded.bool() ? colour() : nil,
            size: seeded.bool() ? 1 + seeded.below(4_096) : nil)
    }

    private mutating func transform() -> Transform {
        let (dx, dy) = (seeded.below(4_001) - 2_000, seeded.below(4_001) - 2_000)
        guard seeded.bool() else { return Transform(dx: dx, dy: dy) }
        func entry() -> Int { seeded.below(10) == 0 ? 1_048_576 : seeded.below(16_385) - 8_192 }
        let (xx, xy, yx, yy) = (entry(), entry(), entry(), entry())
        return Transform(dx: dx, dy: dy, matrix: Matrix(xx: xx, xy: xy, yx: yx, yy: yy))
    }

    private mutating func text() -> PageObject {
        .text(
            x: seeded.below(9_000), y: seeded.below(9_000), width: 0, size: 64, colour: colour(),
            text: seeded.text(limit: 40))
    }

    private mutating func object() -> PageObject {
        let box = Box(
            x: seeded.below(9_000), y: seeded.below(9_000), width: seeded.below(900), height: seeded.below(900))
        switch seeded.below(3) {
        case 0: return .shape(form: .ellipse, box: box, style: style(), fill: seeded.bool() ? colour() : nil)
        case 1: return .image(asset: AssetID(bytes: seeded.fixed(32)), box: box, description: seeded.text(limit: 20))
        default: return text()
        }
    }

    private mutating func roomCommand(_ actor: Actor) -> RoomCommand {
        let (one, other) = (page(), page())
        switch seeded.below(16) {
        case 0: return .nameRoom(name: seeded.text(limit: 20))
        case 1..<4:
            return .addPage(
                after: seeded.bool() ? other : nil, background: .squares, picture: nil, name: "Page \(seeded.below(9))")
        case 4: return .namePage(page: one, name: seeded.text(limit: 20))
        case 5: return .movePage(page: one, after: seeded.bool() ? other : nil)
        case 6..<8: return .removePage(page: one)
        case 8..<10: return .restorePage(page: one)
        case 10..<12: return .teachPage(page: one)
        case 12: return seeded.bool() ? .lock : .unlock
        case 13:
            let bits = seeded.below(256)
            func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
            let rights = Rights(
                write: bit(0), chat: bit(1), ask: bit(2), answer: bit(3), react: bit(4), drive: bit(5),
                moderate: bit(6), teach: false)
            return .allow(role: seeded.bool() ? .student : .observer, rights: rights)
        case 14: return .setBackground(page: one, background: Background(rawValue: seeded.below(5)) ?? .dots)
        default:
            return .display(
                display: Display(code: seeded.bool(), hands: seeded.bool(), results: false, blank: seeded.bool()))
        }
    }

    private mutating func peopleCommand() -> PeopleCommand {
        let who = ParticipantHandle(1 + seeded.below(6))
        switch seeded.below(8) {
        case 0: return .rename(name: seeded.text(limit: 20))
        case 1: return .setRole(participant: who, role: Role(rawValue: seeded.below(6)) ?? .student)
        case 2, 3: return .grant(participant: who, right: .write, page: seeded.bool() ? page() : nil)
        case 4: return .takeBack(participant: who, right: .write)
        case 5: return .remove(participant: who, ban: seeded.below(4) == 0)
        case 6: return .admit(participant: who)
        default: return .sit(place: Place(rawValue: seeded.below(3)) ?? .hall)
        }
    }

}
