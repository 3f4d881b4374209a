import Net
import Sync
import Wire

/// One person in a poll: sees it open, answers after a while, and sees the result.
final class PollClient: ClassClient {
    private unowned let load: PollLoad
    /// The result as it was last seen.
    private(set) var tally: TallyView?
    private var tallyTopic: TopicHandle?

    init(_ number: Int, _ load: PollLoad, on net: NetLoop) {
        self.load = load
        super.init(number, load.crowd, on: net)
    }

    func ask(_ command: PollCommand) { give(.poll(command: command)) }

    override func take(_ event: Event, _ stamp: EventStamp) {
        guard case .poll(let event) = event else { return }
        switch event {
        case .opened(let poll, _, let tally, _, _, _):
            resetBytes()
            tallyTopic = tally
            follow(tally)
            if number > 0 { vote(ItemRef(outbox: poll.outbox ?? stamp.author, counter: poll.counter)) }
        case .revealed: load.didReveal()
        case .reopened, .closing, .closed, .hidden: break
        }
    }

    override func take(_ view: View, of topic: TopicHandle, isDifference: Bool) {
        guard topic == tallyTopic else { return }
        tally = (tally ?? .nothing).after(view, isDifference: isDifference && tally != nil)
    }

    private func vote(_ poll: ItemRef) {
        after(load.delay(of: number)) { [unowned self] in
            ask(.vote(poll: poll, neighbour: nil, after: nil, answer: .option(option: load.option(of: number))))
        }
    }
}
