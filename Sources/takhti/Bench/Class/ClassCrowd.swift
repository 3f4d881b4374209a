import Net
import TLS
import Wire

/// The people of a class that is measured: lets them in, so many at a time, and counts what the server stores of them. The first one teaches.
final class ClassCrowd<Client: ClassClient>: ClassLoad {
    private(set) var clients: [Client] = []
    /// What those who do not teach gave, and the server stored.
    private(set) var stored = 0
    /// Connections that broke, or said what is no message.
    private(set) var lost = 0
    /// From giving something to its acknowledgement.
    private(set) var histogram = LatencyHistogram()
    /// In nanoseconds.
    private(set) var longest: UInt64 = 0
    private var (connecting, entered) = (0, 0)
    private var cache = MessageCache()
    private var connectNext: () -> Void = {}
    private var whenIn: () -> Void = {}

    private let concurrency = 128

    var teacher: Client { clients[0] }
    var people: ArraySlice<Client> { clients.dropFirst() }
    var rejections: Int { clients.reduce(0) { $0 + $1.rejections } }

    /// Payload bytes of each who does not teach, to it and from it.
    var bytesEach: (down: Int, up: Int) {
        (people.reduce(0) { $0 + $1.received } / people.count, people.reduce(0) { $0 + $1.sent } / people.count)
    }

    /// Lets them all in; `whenIn` is called when the last one is.
    func enter(_ clients: [Client], _ target: HallTarget, whenIn: @escaping () -> Void) {
        (self.clients, self.whenIn) = (clients, whenIn)
        let tls = target.tls()
        // SAFETY: it is called by this alone, from `didEnter` and here.
        connectNext = { [unowned self] in
            guard connecting < clients.count else { return }
            connecting += 1
            clients[connecting - 1].connect(to: target, tls: tls)
        }
        for _ in 0..<min(concurrency, clients.count) { connectNext() }
    }

    func end() { for client in clients { client.end() } }

    // MARK: ClassLoad

    func decode(_ payload: [UInt8]) -> ServerMessage? { cache.decode(payload) }

    func didEnter(_ client: ClassClient) {
        entered += 1
        entered < clients.count ? connectNext() : whenIn()
    }

    func didStore(_ client: ClassClient, _ nanoseconds: UInt64) {
        guard client.number > 0 else { return }
        histogram.record(nanoseconds)
        longest = max(longest, nanoseconds)
        stored += 1
    }

    func didLose(_ client: ClassClient) { lost += 1 }
}
