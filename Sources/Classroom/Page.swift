import OrderedCollections
import Wire

/// One page: the fold of its events (protocol/README.md, P1 to P9). Grows: changed in place, a live chunk costs what the chunk costs, however much
/// lies on the page.
public struct Page: Sendable {
    /// Finished strokes, from the back to the front.
    public internal(set) var strokes: OrderedDictionary<ItemName, PageStroke> = [:]
    /// Strokes being written, the earliest first.
    public internal(set) var open: [OpenPageStroke] = []
    /// From the back to the front.
    public internal(set) var objects: OrderedDictionary<ItemName, PlacedObject> = [:]
    /// What each outbox can take back and make again.
    var histories = PageHistories()
    /// How that is done.
    var records = ChangeRecords()
    /// The latest splices of texts, each text's last one last.
    var traces: [ItemName: [SpliceTrace]] = [:]
    /// The command that takes something back or makes it again: its further events are no changes of their own.
    var inverse: Inverse?
    /// What the strokes come to; compared with limits.
    var size = PageSize()

    /// Events of the command `author`, `counter` take back, or make again, `change`.
    struct Inverse: Equatable, Sendable {
        var author: OutboxHandle
        var counter: Counter
        var change: Counter
    }

    /// An empty page.
    public init() {}

    /// What an outbox can take back on this page and make again, the latest last.
    public func history(of outbox: OutboxHandle) -> (done: [Counter], undone: [Counter]) {
        histories.of(outbox).map { ($0.done, $0.undone) } ?? ([], [])
    }

    /// Where in `open` the stroke is that `author` writes with `contact`.
    func openIndex(_ author: OutboxHandle, _ contact: Int) -> Int? {
        open.firstIndex { $0.contact == contact && $0.name.outbox == author }
    }

    /// Whether there is, or was just begun, an item of this name.
    func has(_ name: ItemName) -> Bool {
        strokes[name] != nil || objects[name] != nil || open.contains { $0.name == name }
    }
}
