import Terminal
import Wire

/// A machine's screen as a relay has it: the latest state, and earlier ones that clients may still have.
struct ScreenTrack {
    private(set) var latest: ScreenNews
    /// Earlier states, ascending.
    private var past: [(revision: Revision, state: ScreenState)] = []
    /// Ways to the latest state, by the revision from which they lead; nil: from nothing.
    private var ways: [Revision?: SharedMessage] = [:]

    /// Earlier states that are kept: who is further behind gets the whole.
    private static let pastLimit = 32

    init(_ news: ScreenNews) { latest = news }

    mutating func take(_ news: ScreenNews) {
        past.append((latest.revision, latest.state))
        if past.count > ScreenTrack.pastLimit { past.removeFirst() }
        latest = news
        ways = [:]
        if let step = news.step { ways[step.from] = step.message }
    }

    /// What to send to a client that has some revision, or none; made once for all who are as far. nil where nothing can be sent.
    mutating func message(after revision: Revision?) -> SharedMessage? {
        if let way = ways[revision] { return way }
        let known = revision.flatMap { revision in past.first { $0.revision == revision } }
        if revision != nil, known == nil { return message(after: nil) }
        let way =
            (try? latest.message(from: known?.state, known?.revision)) ?? (known == nil ? nil : message(after: nil))
        ways[revision] = way
        return way
    }
}
