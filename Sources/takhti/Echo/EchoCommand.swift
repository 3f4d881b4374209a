import ArgumentParser
import EventLoop
import HTTP
import Logging
import Net
import TLS
import WebSocket

/// `takhti echo`: the engine alone, for measuring and for conformance suites.
struct EchoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "echo",
        abstract: "Serve the engine alone: /echo, /fanout/NAME and /static/…",
        discussion: """
            /echo returns each message. /fanout/NAME sends each binary message to all other connections of that name. /static/ serves \
            the folder given with --folder. SIGTERM or SIGINT stops gracefully: no new connections, WebSockets are told 1001, requests \
            are finished, and after --grace milliseconds at the latest it is over; a second signal ends it at once. SIGHUP reads the \
            certificate anew.
            """)

    @Option(help: "The address to listen on; a path with a slash is a Unix domain socket.")
    var host = "127.0.0.1"
    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 9001
    @Option(help: "Event loops, each on a thread of its own.")
    var loops = 1
    @Flag(help: "Agree to permessage-deflate when it is offered.")
    var deflate = false
    @Flag(help: "Allow context takeover in both directions, which costs each connection its own windows.")
    var contextTakeover = false
    @Option(
        help: """
            Milliseconds to gather the messages of /fanout/ that leave in one write; 0 sends each at once. A busy loop then also reads in \
            turns that are an eighth of it apart, at most 4 ms.
            """)
    var tick: UInt64 = 0
    @Option(help: "The folder behind /static/.")
    var folder: String?
    @Option(help: "The longest message in bytes, as received and inflated.")
    var maxMessage = 33_554_432
    @Option(help: "Milliseconds that a graceful stop may take.")
    var grace = 5_000
    @OptionGroup var tls: TLSOptions

    func validate() throws {
        guard (1...64).contains(loops) else { throw ValidationError("--loops is 1 to 64") }
        guard (1...1_073_741_824).contains(maxMessage) else {
            throw ValidationError("--max-message is 1 byte to 1 GiB")
        }
        guard tick <= 10_000 else { throw ValidationError("--tick is at most 10000") }
        guard (0...600_000).contains(grace) else { throw ValidationError("--grace is 0 to 600000") }
        if let folder, !File.isFolder(folder) { throw ValidationError("--folder is not a folder") }
        try tls.validate()
    }

    func run() throws {
        let logger = Logger(label: "takhti") { StreamLogHandler.standardError(label: $0) }
        ProcessResources.raiseDescriptorLimit(toAtLeast: 65_536)
        let address = host.contains("/") ? SocketAddress.unix(path: host) : SocketAddress.ip(host, port: port)
        var configuration = NetConfiguration(addresses: [address], logger: logger)
        configuration.loopCount = loops
        configuration.graceMilliseconds = grace
        configuration.limits = limits
        configuration.tls = try tls.makeContext(host: host)
        try serve(configuration, logger)
    }

    private var limits: NetLimits {
        var limits = NetLimits()
        limits.webSocket.frameByteLimit = maxMessage
        limits.webSocket.messageByteLimit = maxMessage
        limits.webSocket.inflatedByteLimit = maxMessage
        // What waits for the tick need not wake the loop message by message.
        limits.turnInterval = min(Int(tick) / 8, 4)
        limits.sendQueueByteLimit = max(limits.sendQueueByteLimit, maxMessage)
        return limits
    }

    private func serve(_ configuration: NetConfiguration, _ logger: Logger) throws {
        let hub = FanOutHub()
        let (policy, tick, folder) = (deflatePolicy, tick, folder)
        let server = NetServer(configuration) { net in
            try EchoService(on: net, hub: hub, deflate: policy, tickMilliseconds: tick, folder: folder)
        }
        let addresses = try server.start()
        try StopSignals.serve(server, certificates: configuration.tls, logger: logger) {
            for address in addresses { announce(address, configuration.tls) }
        }
    }

    private var deflatePolicy: DeflatePolicy? {
        guard deflate || contextTakeover else { return nil }
        return DeflatePolicy(serverNoContextTakeover: !contextTakeover, clientNoContextTakeover: !contextTakeover)
    }

    private func announce(_ address: SocketAddress, _ certificates: TLSContextHolder?) {
        switch address {
        case .ip: print("takhti echo: \(certificates == nil ? "http" : "https")://\(address)/")
        case .unix(let path): print("takhti echo: \(path)")
        }
        if let certificate = certificates?.current.certificate {
            print("certificate SHA-256 \(certificate.fingerprint)")
        }
        ProcessResources.flushStandardOutput()
    }
}
