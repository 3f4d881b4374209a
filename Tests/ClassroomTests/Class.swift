import Classroom
import ClassroomTesting
import Testing
import Wire
import WireTesting

/// A small class for tests: a lecturer, a student who may write and one who may not, each with one outbox.
struct Class {
    var host = LessonHost(name: "Algebra")
    let teacher: Actor
    let writer: Actor
    let listener: Actor
    private var seeded = Seeded(seed: 7)

    static let page = Room.firstPageTopic
    static let ref = PageRef.topic(topic: Room.firstPageTopic)
    static let style = StrokeStyle(tool: .pen, colour: .palette(index: 0), width: 24)
    static let text = PageObject.text(x: 0, y: 0, width: 0, size: 64, colour: .palette(index: 1), text: "salam")

    init() throws {
        teacher = Actor(participant: try host.join("Asma", role: .lecturer), outbox: 1)
        writer = Actor(participant: try host.join("Bilal"), outbox: 2)
        listener = Actor(participant: try host.join("Chen"), outbox: 3)
        try host.give(.people(command: .grant(participant: writer.participant, right: .write, page: nil)), by: teacher)
    }

    /// The first page.
    var page: Page { host.room.page(Class.page) ?? Page() }

    /// The names of the finished strokes.
    var strokes: [ItemName] { page.strokes.keys.elements }

    /// Writes a whole stroke; its name.
    @discardableResult
    mutating func draw(_ actor: Actor, samples: Int = 10, on page: PageRef = Class.ref) throws -> ItemName {
        let name = ItemName(outbox: actor.outbox, counter: host.nextCounter(actor.outbox))
        for (index, chunk) in try Scribble.stroke(&seeded, sampleCount: samples).enumerated() {
            let begin = PageCommand.beginStroke(page: page, contact: 0, style: Class.style, chunk: chunk)
            try give(index == 0 ? begin : .continueStroke(contact: 0, chunk: chunk), actor)
        }
        return name
    }

    /// The first chunk of a stroke that goes on, and the pen that writes it.
    mutating func pen(contact: Int = 0) throws -> (PageCommand, Scribble) {
        var pen = Scribble(&seeded)
        let chunk = try pen.chunk(&seeded, count: 5)
        return (.beginStroke(page: Class.ref, contact: contact, style: Class.style, chunk: chunk), pen)
    }

    /// The pen's next chunk.
    mutating func more(_ pen: inout Scribble, isLast: Bool = false) throws -> PageCommand {
        .continueStroke(contact: 0, chunk: try pen.chunk(&seeded, count: 5, isLast: isLast))
    }

    mutating func give(_ command: PageCommand, _ actor: Actor) throws {
        try host.give(.page(command: command), by: actor)
    }

    mutating func give(_ command: RoomCommand, _ actor: Actor) throws {
        try host.give(.room(command: command), by: actor)
    }

    mutating func give(_ command: PeopleCommand, _ actor: Actor) throws {
        try host.give(.people(command: command), by: actor)
    }

    mutating func give(_ command: HandCommand, _ actor: Actor) throws {
        try host.give(.hand(command: command), by: actor)
    }

    mutating func give(_ command: ChatCommand, _ actor: Actor) throws {
        try host.give(.chat(command: command), by: actor)
    }

    @discardableResult
    mutating func give(_ command: QuestionCommand, _ actor: Actor) throws -> [TopicEvent] {
        try host.give(.question(command: command), by: actor)
    }

    @discardableResult
    mutating func give(_ command: PollCommand, _ actor: Actor) throws -> [TopicEvent] {
        try host.give(.poll(command: command), by: actor)
    }

    @discardableResult
    mutating func give(_ command: QuizCommand, _ actor: Actor) throws -> [TopicEvent] {
        try host.give(.quiz(command: command), by: actor)
    }

    /// The queue of hands.
    var hands: HandState { host.room.core.hands }

    /// Takes back the actor's last change of the first page.
    mutating func undo(_ actor: Actor) throws {
        try give(.undo(page: Class.ref, change: page.history(of: actor.outbox).done.last ?? 0), actor)
    }

    /// Makes the actor's last change of the first page that was taken back again.
    mutating func redo(_ actor: Actor) throws {
        try give(.redo(page: Class.ref, change: page.history(of: actor.outbox).undone.last ?? 0), actor)
    }
}

extension ItemName {
    /// Seen from anywhere.
    var ref: ItemRef { ItemRef(outbox: outbox, counter: counter) }
}
