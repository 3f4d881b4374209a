import ArgumentParser
import EventLoop
import Net
import TLS

/// `takhti bench ws`: load for any WebSocket server.
struct BenchWebSocketCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ws",
        abstract: "Load a WebSocket server and print one JSON object of what was measured.",
        discussion: """
            echo: every connection sends a stamped message and, when it comes back, the next (or, with --rate, by the clock). \
            fanout: --publishers connections send --rate messages a second each; all others, and each other, receive them; with \
            --replay, one sends what a hall recorded. \
            idle: connections are opened and left alone. storm: connections are opened, shaken hands with and reset, --connections \
            at a time. Certificates are not verified. With --pid, the server's processor time and memory are measured, too.
            """)

    @Option(help: "The server: ws://HOST:PORT/PATH, wss://… or ws+unix:/PATH.sock:/PATH.")
    var url: String
    @Option(help: "echo, fanout, idle or storm.")
    var mode = LoadMode.echo
    @Option(help: "Connections; in fanout, those that only listen.")
    var connections = 100
    @Option(help: "Publishers of fanout.")
    var publishers = 1
    @Option(
        help: "Messages a second of each publisher, or of each connection in echo; 0 in echo: as fast as they return.")
    var rate = 0.0
    @Option(help: "Bytes of a message, 24 at least: it carries its time, sender and number.")
    var size = 64
    @Option(
        help:
            "In fanout: a trace that bench hall wrote with --record; one publisher sends at its moments messages of its sizes, for each --seconds again."
    )
    var replay: String?
    @Option(help: "Seconds to measure.")
    var seconds = 5.0
    @Option(help: "Seconds under load before measuring.")
    var warmUp = 1.0
    @Option(help: "The server's process, to measure its processor time and memory.")
    var pid: Int32?
    @Flag(help: "Offer permessage-deflate without context takeover.")
    var deflate = false
    @Flag(help: "In storm over TLS: resume an earlier session each time.")
    var resume = false

    func validate() throws {
        guard NetURL(url) != nil else { throw ValidationError("--url is not one that can be connected to") }
        guard (1...200_000).contains(connections) else { throw ValidationError("--connections is 1 to 200000") }
        guard (1...10_000).contains(publishers) else { throw ValidationError("--publishers is 1 to 10000") }
        guard (Stamp.byteCount...16_777_216).contains(size) else {
            throw ValidationError("--size is \(Stamp.byteCount) to 16 MiB")
        }
        guard (0.1...3600).contains(seconds), (0...600).contains(warmUp) else {
            throw ValidationError("--seconds is 0.1 to 3600")
        }
        guard (0...100_000).contains(rate) else { throw ValidationError("--rate is 0 to 100000") }
        guard mode != .fanout || rate > 0 || replay != nil else {
            throw ValidationError("fanout needs --rate or --replay")
        }
        guard replay == nil || (mode == .fanout && publishers == 1) else {
            throw ValidationError("--replay is for a fanout with one publisher")
        }
    }

    func run() throws {
        var limits = NetLimits()
        limits.webSocket.frameByteLimit = 33_554_432
        limits.webSocket.messageByteLimit = 33_554_432
        limits.webSocket.inflatedByteLimit = 33_554_432
        guard let target = try target() else { throw ValidationError("--url is not one that can be connected to") }
        let settings = try settings()
        var outcome: Result<LoadReport, any Error>?
        try BenchLoop.run(connections: connections + publishers, limits: limits) { net, end in
            let load = mode.makeLoad(settings, target, on: net)
            load.start {
                outcome = $0
                end()
            }
            return load
        }
        if let report = try outcome?.get() { print(report.json) }
    }

    private func settings() throws -> LoadSettings {
        LoadSettings(
            mode: mode, connections: connections, publishers: publishers, rate: rate, size: size,
            trace: try replay.map(trace),
            measured: UInt64(seconds * 1000), warmUp: UInt64(warmUp * 1000), server: pid)
    }

    private func trace(_ path: String) throws -> MessageTrace {
        guard let trace = MessageTrace(String(decoding: try File.contents(of: path, limit: 16_777_216), as: UTF8.self))
        else {
            throw ValidationError("\(path) is no trace")
        }
        return trace
    }

    private func target() throws -> LoadTarget? {
        guard let url = NetURL(url) else { return nil }
        let tls = url.isSecure ? try TLSContext(clientTrusting: .insecure) : nil
        return LoadTarget(url: url, tls: tls, offersDeflate: deflate, resumes: resume)
    }
}
