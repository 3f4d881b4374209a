import EventLoop
import Net
import Sync
import Wire

/// A lab from its opening to its end: machines start, programs run in all of them one after the other, people watch.
final class LabLoad {
    struct Settings {
        let target, watchTarget: HallTarget
        let machines, watchers: Int
        let seconds: Double
        let programs: [String]
        let server: Int32?
    }

    fileprivate struct Place {
        let name: ItemName
        let screen: TopicHandle
        var isRunning = false
        /// The first of them is decoded.
        var watchers: [LabClient] = []
        /// Since Ctrl-C, until the prompt was seen.
        var interrupted: UInt64?
    }

    private let settings: Settings
    private let net: NetLoop
    private var lecturerClient: LabClient?
    private var lab: TopicHandle?
    private var places: [Place] = []
    private var lastDecoded: (payload: [UInt8], message: ServerMessage)?
    private var then: ((String?) -> Void)?
    private var timer: LoopTimer?
    private var began: UInt64 = 0
    private var entered = 0
    private var rest: ArraySlice<String>
    private var before: [(bytes: Int, frames: Int)] = []
    private var probe: ServerProbe
    private var interrupts: [UInt64] = []

    init(_ settings: Settings, on net: NetLoop) {
        (self.settings, self.net) = (settings, net)
        rest = settings.programs[...]
        probe = ServerProbe(settings.server)
    }

    /// `then` is told what failed; nil for nothing.
    func start(then: @escaping (String?) -> Void) {
        self.then = then
        let client = LabClient("Lecturer", self, on: net, decodes: false)
        lecturerClient = client
        client.connect(to: settings.target, asLecturer: true)
        wait(60) { [unowned self] in fail("no lab within a minute: \(places.count { $0.isRunning }) machines run") }
    }

    func fail(_ reason: String) {
        then?(reason)
        then = nil
    }

    /// The same bytes come to many clients in a row: they are decoded once.
    func decode(_ payload: [UInt8]) -> ServerMessage? {
        if let lastDecoded, lastDecoded.payload == payload { return lastDecoded.message }
        guard let message = try? ServerMessage(decoding: payload) else { return nil }
        lastDecoded = (payload, message)
        return message
    }

    // SAFETY: as for all that wait: `BenchLoop` keeps the load until the loop has ended.
    private func wait(_ seconds: Double, _ action: @escaping () -> Void) {
        timer?.close()
        timer = try? LoopTimer(on: net.loop, action)
        try? timer?.start(afterMilliseconds: UInt64(seconds * 1_000))
    }

    // MARK: What clients tell

    func didEnter(_ client: LabClient) {
        entered += 1
        guard let lecturerClient else { return }
        if client === lecturerClient {
            return client.ask(
                .prepare(template: "sandbox", groups: settings.machines, keyboard: .locked, title: "Bench"))
        }
        for place in places where place.watchers.contains(where: { $0 === client }) { client.watch(place.screen) }
        guard entered == 1 + settings.machines * settings.watchers else { return }
        // SAFETY: as `wait` says.
        wait(2) { [unowned self] in sayFirstFrames() }
    }

    func happened(_ event: Event, _ stamp: EventStamp, in topic: TopicHandle, heardBy client: LabClient) {
        guard client === lecturerClient else { return }
        switch event {
        case .room(.topicOpened(let opened, .lab, _)) where stamp.author == client.outbox:
            lab = opened
            client.follow(opened)
        case .lab(.machineAdded(let machine, let screen, _, _, _)) where topic == lab:
            places.append(
                Place(name: ItemName(outbox: machine.outbox ?? stamp.author, counter: machine.counter), screen: screen))
            guard places.count == settings.machines else { return }
            began = ProcessResources.monotonicNanoseconds
            for place in places { client.ask(.start(machine: place.ref)) }
        case .lab(.machineRunning(let machine)) where topic == lab:
            guard let index = places.firstIndex(where: { $0.name.counter == machine.counter }) else { return }
            places[index].isRunning = true
            if places.allSatisfy(\.isRunning) { areRunning() }
        case .lab(.machineFailed(_, _, let reason)): fail("a machine failed: \(reason)")
        default: break
        }
    }

    func didSee(_ client: LabClient) {
        guard client.isAtPrompt, let index = places.firstIndex(where: { $0.watchers.first === client }),
            let since = places[index].interrupted
        else { return }
        places[index].interrupted = nil
        interrupts.append(ProcessResources.monotonicNanoseconds - since)
    }

    // MARK: One program after the other

    private func areRunning() {
        print(
            "{\"machines\":\(places.count),\"startMilliseconds\":\((ProcessResources.monotonicNanoseconds - began) / 1_000_000)}"
        )
        for index in places.indices {
            places[index].watchers = (0..<settings.watchers).map {
                LabClient("Watcher \(index + 1).\($0 + 1)", self, on: net, decodes: $0 == 0)
            }
            for watcher in places[index].watchers { watcher.connect(to: settings.watchTarget, asLecturer: false) }
        }
    }

    private func sayFirstFrames() {
        let times = watchers.compactMap(\.firstFrame).sorted().map { Double($0) / 1e6 }
        guard times.count == watchers.count, let longest = times.last else {
            return fail("\(watchers.count - times.count) watchers saw nothing within 2 s")
        }
        print(
            "{\"firstFrameMilliseconds\":{\"median\":\(times[times.count / 2].rounded()),\"most\":\(longest.rounded())}}"
        )
        next()
    }

    private func next() {
        guard let program = rest.popFirst() else { return end() }
        if !program.isEmpty { type(Array(program.utf8) + [0x0D]) }
        wait(1) { [unowned self] in
            before = watchers.map { ($0.bytes, $0.frames) }
            probe.begin()
            began = ProcessResources.monotonicNanoseconds
            wait(settings.seconds) { [unowned self] in measured(program) }
        }
    }

    private func type(_ keys: [UInt8]) { for place in places { lecturerClient?.type(keys, into: place.name) } }

    private var watchers: [LabClient] { places.flatMap(\.watchers) }

    private func measured(_ program: String) {
        let seconds = Double(ProcessResources.monotonicNanoseconds - began) / 1e9
        probe.end()
        let now = watchers
        let rates = zip(now, before).map { Double($0.bytes - $1.bytes) / seconds }.sorted()
        let frames = zip(now, before).map { Double($0.frames - $1.frames) / seconds }.sorted()
        let cpu = probe.cpuNanoseconds.map { Double($0) / 1e7 / seconds }
        let memory = settings.server.flatMap { ProcessResources.proportionalSetSize(of: $0) }
        interrupts = []
        let at = ProcessResources.monotonicNanoseconds
        if !program.isEmpty {
            for index in places.indices { places[index].interrupted = at }
            type([0x03])
        }
        wait(3) { [unowned self] in
            let unseen = places.count { $0.interrupted != nil }
            let slow = interrupts.max().map { "\($0 / 1_000_000)" } ?? "null"
            func text(_ value: Double?) -> String { value.map { "\(($0 * 10).rounded() / 10)" } ?? "null" }
            print(
                """
                {"program":"\(program)","bytesPerSecond":{"median":\(text(rates[rates.count / 2])),"most":\(text(rates.last))},\
                "framesPerSecond":\(text(frames[frames.count / 2])),"interruptMilliseconds":\(slow),"notInterrupted":\(unseen),\
                "serverCPUPercent":\(text(cpu)),"serverMiB":\(text(memory.map { Double($0) / 1_048_576 }))}
                """)
            if unseen > 0 { return fail("\(unseen) of \(places.count) machines were not seen to stop \(program)") }
            next()
        }
    }

    private func end() {
        if watchers.contains(where: \.hasBroken) { return fail("a watcher got what is no frame") }
        for watcher in watchers { watcher.end() }
        lecturerClient?.ask(.dissolve(lab: ItemRef(counter: 1)))
        wait(1) { [unowned self] in
            lecturerClient?.end()
            then?(nil)
            then = nil
        }
    }
}

extension LabLoad.Place {
    fileprivate var ref: ItemRef { ItemRef(outbox: name.outbox, counter: name.counter) }
}
