import ArgumentParser
import EventLoop
import Journal
import Logging
import Net
import Server

/// `takhti serve`: the classroom server.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serve a house: its rooms, kept in one data folder.",
        discussion: """
            Prints the owner's link, which opens the first room as its lecturer, and the address at which students join with a code.

            Each option may also stand in a file given with --config, one a line as in `port = 8080`, or in the environment as in \
            TAKHTI_PORT=8080 (dashes become underscores). What stands on the command line wins over the environment, and that over \
            the file. A flag is set with `true`.

            SIGTERM or SIGINT stops gracefully: clients are told to come back, and what was said is stored; a second signal ends at \
            once. SIGHUP reads the certificate anew.
            """)

    @Option(help: "A file with these settings, one a line: name = value.")
    var config: String?
    @Option(help: "The address to listen on; a path with a slash is a Unix domain socket, for a proxy in front.")
    var host = "0.0.0.0"
    @Option(help: "The port to listen on; 0 lets the system choose.")
    var port: UInt16 = 8080
    @Option(help: "The data folder; made when it is missing.")
    var data = "data"
    @Option(help: "Event loops, each on a thread of its own; 0: one for each processor.")
    var loops = 0
    @Option(help: "The certificate chain, PEM, leaf first.")
    var tlsCert: String?
    @Option(help: "The private key of the certificate, PEM.")
    var tlsKey: String?
    @Flag(help: "Use a certificate of our own, made at first start in the data folder: for a hall without internet.")
    var tlsSelfSigned = false
    @Option(
        help: "The address that links are printed with, such as https://class.example.org; else this machine's own.")
    var publicURL: String?
    @Option(
        help: """
            A name with all names below it, such as “*.preview.example.org”, that lead to this server and are used for nothing else: pages             inside machines get hosts of their own there.
            """)
    var previewHost: String?
    @Option(
        help: """
            Addresses of proxies in front, with commas between, whose X-Forwarded-For and X-Forwarded-Proto are believed; “unix” for whoever \
            connects to a Unix domain socket. Anybody else's are not looked at.
            """)
    var trustedProxy: String?
    @Option(help: "People connected to one room at once.")
    var roomLimit = 20_000

    @Option(help: "Devices that were in no room yet and that one address may bring at once; then 20 a second.")
    var newDevices = 8_192
    @Option(help: "Connections that one loop holds at once.")
    var connectionLimit = 100_000
    @Option(help: "Machines of labs that run at once, of all rooms.")
    var machineLimit = 64
    @Option(help: "Percent of these machines that one room may have; the rest is kept for rooms with few.")
    var machineShare = 75
    @Option(
        help: """
            MiB that the files of machines which do not run may take together. Files for which there is no room are not kept when a machine \
            stops, and its lab says so; those of the stop before stay.
            """)
    var homeSpace = 8_192
    @Option(help: "MiB of the disk that stay free: files of machines that would take them are not kept, either.")
    var diskReserve = 512
    @Option(
        help: """
            A folder that all servers of this system have in common and only root writes to: there each locks the users that its machines \
            have.
            """)
    var runFolder = "/run/takhti"
    @Option(help: "Milliseconds between two batches of a topic.")
    var tick = 33
    @Option(help: "Seconds that a room without anybody stays in memory.")
    var idleSeconds = 60
    @Option(help: "Milliseconds that a graceful stop may take.")
    var grace = 5_000
    @Option(
        help: ArgumentHelp(
            "Milliseconds added before each commit, to see that nothing is shown early.", visibility: .hidden))
    var commitDelay = 0

    func validate() throws {
        guard (0...64).contains(loops) else { throw ValidationError("--loops is 0 to 64") }
        guard (1...1_000_000).contains(newDevices) else { throw ValidationError("--new-devices is 1 to 1000000") }
        guard (1...1_000_000).contains(roomLimit) else { throw ValidationError("--room-limit is 1 to 1000000") }
        guard (1...1_000_000).contains(connectionLimit) else {
            throw ValidationError("--connection-limit is 1 to 1000000")
        }
        guard (1...100).contains(machineShare) else { throw ValidationError("--machine-share is 1 to 100") }
        guard (0...4_096).contains(machineLimit) else { throw ValidationError("--machine-limit is 0 to 4096") }
        guard (0...1_000_000_000).contains(homeSpace) else { throw ValidationError("--home-space is 0 to 1000000000") }
        guard (0...1_000_000_000).contains(diskReserve) else {
            throw ValidationError("--disk-reserve is 0 to 1000000000")
        }
        guard (1...255).contains(tick) else { throw ValidationError("--tick is 1 to 255") }
        guard (1...86_400).contains(idleSeconds) else { throw ValidationError("--idle-seconds is 1 to 86400") }
        guard (0...600_000).contains(grace) else { throw ValidationError("--grace is 0 to 600000") }
        guard (tlsCert == nil) == (tlsKey == nil) else { throw ValidationError("--tls-cert and --tls-key go together") }
        guard tlsCert == nil || !tlsSelfSigned else {
            throw ValidationError("--tls-self-signed is instead of --tls-cert and --tls-key")
        }
        var settings = HouseSettings()
        if let previewHost, !settings.setPreviewHost(previewHost) {
            throw ValidationError("--preview-host: “\(previewHost)” is not like *.preview.example.org")
        }
        if let host = publicURL.flatMap(NetURL.init)?.host, settings.isHostOfPage(host) {
            throw ValidationError("--preview-host: --public-url lies below it, and would be a page inside a machine")
        }
        guard let proxies = trustedProxy else { return }
        for address in proxies.split(separator: ",") where !settings.trustProxy(String(address)) {
            throw ValidationError("--trusted-proxy: “\(address)” is no address")
        }
    }

    func run() throws {
        let logger = Logger(label: "takhti") { StreamLogHandler.standardError(label: $0) }
        ProcessResources.raiseDescriptorLimit(toAtLeast: 65_536)
        let loopCount = loops > 0 ? loops : ProcessResources.processorCount
        let house = try House(folder: data, loopCount: loopCount, settings: settings, logger: logger)
        defer { house.close() }
        let room = try house.firstRoom()
        let address = host.contains("/") ? SocketAddress.unix(path: host) : SocketAddress.ip(host, port: port)
        var configuration = NetConfiguration(addresses: [address], logger: logger)
        configuration.loopCount = loopCount
        configuration.graceMilliseconds = grace
        configuration.limits.connectionLimit = connectionLimit
        configuration.limits.fitRooms()
        configuration.tls = try TLSOptions.makeContext(
            certificate: tlsCert, key: tlsKey, selfSignedFolder: tlsSelfSigned ? "\(data)/tls" : nil, host: host)
        let assets = SiteAssets.embedded
        let server = NetServer(configuration) { try HouseService(on: $0, of: house, assets: assets) }
        let addresses = try server.start()
        try StopSignals.serve(server, certificates: configuration.tls, logger: logger) {
            Opening(
                addresses: addresses, publicURL: publicURL, code: room.code, key: house.ownerKey.text,
                fingerprint: configuration.tls?.current.certificate.map { "\($0.fingerprint)" },
                isSecure: configuration.tls != nil
            ).show()
        }
    }

    private var settings: HouseSettings {
        var settings = HouseSettings()
        settings.roomLimit = roomLimit
        settings.machineLimit = machineLimit
        settings.machineShare = machineShare
        settings.homeSpace = homeSpace
        settings.diskReserve = diskReserve
        settings.runFolder = runFolder
        settings.newDeviceLimit = newDevices
        settings.tick = tick
        settings.idleGrace = idleSeconds * 1_000
        settings.commitDelayMilliseconds = commitDelay
        settings.publicURL = publicURL
        if let previewHost { _ = settings.setPreviewHost(previewHost) }
        for address in trustedProxy?.split(separator: ",") ?? [] { _ = settings.trustProxy(String(address)) }
        if host == "0.0.0.0" || host == "::" { settings.outsideHost = Opening.outsideHost }
        return settings
    }
}

/// What is printed when the house is open.
private struct Opening {
    let addresses: [SocketAddress]
    let publicURL: String?
    let code: String
    let key: String
    let fingerprint: String?
    let isSecure: Bool

    func show() {
        print("Takhti is open.\n")
        print("  For you, the lecturer   \(own)/r/\(code)#k=\(key)")
        print("  For your students       \(base)   code \(code)")
        print("  or at once              \(base)/r/\(code)")
        print("  Your rooms, a password  \(own)/house#k=\(key)")
        print("  The hall's display      \(base)/screen\n")
        if let picture = QRCode("\(base)/r/\(code)") { print(picture.terminalText, terminator: "\n\n") }
        if let fingerprint { print("  Certificate SHA-256     \(fingerprint)\n") }
        print("The first link is a key, as is that of your rooms: whoever has one owns this house. Ctrl-C stops.")
        ProcessResources.flushStandardOutput()
    }

    private var port: UInt16? { addresses.lazy.compactMap(\.port).first }

    /// The address for others: as told, else this machine's in its network.
    private var base: String {
        if let publicURL { return publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL }
        return url(isOpenToAll ? Opening.outsideHost ?? "localhost" : "localhost")
    }

    /// This machine's address in its network, when it is in one.
    static var outsideHost: String? {
        SocketAddress.ofInterfaces().first { !$0.hasPrefix("127.") && !$0.contains(":") }
    }

    /// The address on this machine, which browsers trust more than one in a network without a certificate.
    private var own: String { publicURL == nil ? url("localhost") : base }

    private var isOpenToAll: Bool { addresses.contains { "\($0)".hasPrefix("0.0.0.0") || "\($0)".hasPrefix("[::]") } }

    private func url(_ host: String) -> String {
        let usual: UInt16 = isSecure ? 443 : 80
        let port = port.map { $0 == usual ? "" : ":\($0)" } ?? ""
        return "\(isSecure ? "https" : "http")://\(host)\(port)"
    }
}
