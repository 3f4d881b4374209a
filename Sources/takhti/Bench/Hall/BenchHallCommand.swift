import ArgumentParser
import EventLoop
import Net
import TLS

/// `takhti bench hall`: a class that writes and watches.
struct BenchHallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hall",
        abstract: "Fill a room with viewers and writers, and print one JSON object of what was measured.",
        discussion: """
            Writers replay recorded strokes with their own timing, 33 ms a chunk; all clients speak the protocol as browsers do, come \
            back when a connection breaks, and send again what was not acknowledged. Every viewer watches that no event is lost, \
            doubled or out of order; some (--replicas) fold all events, and at the end their state is compared with the server's.

            The address is a lecturer's link, as takhti serve prints it, …/r/CODE#k=KEY: writers go in with its key. With --rooms, \
            rooms are opened with the key, and the clients are spread over them.

            delivered counts an author's update at a viewer; times go from sending to receipt.
            """)

    @Option(help: "The lecturer's link.")
    var url: String
    @Option(help: "Clients that only watch.")
    var viewers = 100
    @Option(help: "Clients that write (and watch).")
    var writers = 1
    @Option(help: "The folder of handwriting (.jsonl, as for takhti bench ink); all its strokes are used.")
    var ink: String?
    @Option(help: "Only strokes of this source.")
    var source: String?
    @Option(help: "Seconds to measure.")
    var seconds = 10.0
    @Option(help: "Seconds of writing before measuring.")
    var warmUp = 1.0
    @Option(help: "The server's process, to measure its processor time and memory.")
    var pid: Int32?
    @Option(help: "Rooms to spread the clients over; more than 1 are opened anew.")
    var rooms = 1
    @Option(help: "Clients that keep the whole lesson and are compared at the end; writers among them.")
    var replicas = 40
    @Option(help: "Seconds that everything under way may take to arrive after the writing has ended.")
    var settle = 20.0

    @Option(help: "A file for the moments and sizes of what came to a viewer, for takhti bench ws --replay.")
    var record: String?

    func validate() throws {
        guard HallTarget(url) != nil else {
            throw ValidationError("--url is no link to a room: http://HOST:PORT/r/CODE#k=KEY")
        }
        guard (0...200_000).contains(viewers), (0...10_000).contains(writers), viewers + writers > 0 else {
            throw ValidationError("--viewers is 0 to 200000, --writers 0 to 10000, not both 0")
        }
        guard record == nil || viewers > 0 else { throw ValidationError("--record needs a viewer") }
        guard writers == 0 || ink != nil else { throw ValidationError("writers need --ink DIR") }
        guard (1...10_000).contains(rooms) else { throw ValidationError("--rooms is 1 to 10000") }
        guard (0.1...36_000).contains(seconds), (0...600).contains(warmUp), (0...3_600).contains(settle) else {
            throw ValidationError("--seconds is 0.1 to 36000")
        }
    }

    func run() throws {
        guard let target = HallTarget(url) else { return }
        let strokes = try ink.map { try HallStroke.all(in: $0, source: source) } ?? []
        let settings = HallSettings(
            viewers: viewers, writers: writers, rooms: rooms, replicas: replicas, measured: UInt64(seconds * 1_000),
            warmUp: UInt64(warmUp * 1_000), settle: UInt64(settle * 1_000), server: pid, keepsTrace: record != nil)
        var outcome: Result<HallReport, any Error>?
        var trace = MessageTrace()
        try BenchLoop.run(connections: viewers + writers) { net, end in
            let load = HallLoad(settings, target, strokes, on: net)
            load.start {
                (outcome, trace) = ($0, load.trace)
                end()
            }
            return load
        }
        guard let report = try outcome?.get() else { return }
        print(report.json)
        if let record { try File.replace(record, with: Array(trace.text.utf8), mode: 0o644) }
        if !report.isSound { throw LoadFailure(description: "the lesson was not the same for all") }
    }
}
