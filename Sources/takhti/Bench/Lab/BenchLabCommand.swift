import ArgumentParser

/// `takhti bench lab`: machines that print, and people who watch them.
struct BenchLabCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Open a lab, run programs in its machines, and print one JSON object for each of them.",
        discussion: """
            The lecturer of the link opens a lab with --machines machines, starts them, and types each program into all of them; --watchers \
            people follow the screen of each. Bytes are payload of one watcher's screen a second; `interrupt` is the time from Ctrl-C, typed by \
            the lecturer, until a watcher sees the prompt again. --watch-url is where watchers connect: through an emulated link, say. Fails when \
            a machine does not run, or a watcher does not see what the others see.
            """)

    @Option(help: "The lecturer's link.")
    var url: String
    @Option(help: "Where watchers connect, with the lecturer on the same link: a room's address; else --url.")
    var watchURL: String?
    @Option(help: "Machines.")
    var machines = 30
    @Option(help: "People who watch each machine.")
    var watchers = 10
    @Option(help: "Seconds that each program runs and is measured.")
    var seconds = 10.0
    @Option(help: "Programs to type, with semicolons between; an empty one is the prompt alone.")
    var programs = ";yes;top -d 1;base64 /dev/urandom"
    @Option(help: "The server's process, to measure its processor time and memory.")
    var pid: Int32?

    func validate() throws {
        guard HallTarget(url)?.key != nil else {
            throw ValidationError("--url is no lecturer's link: http://HOST:PORT/r/CODE#k=KEY")
        }
        guard watchURL == nil || watchURL.flatMap(HallTarget.init) != nil else {
            throw ValidationError("--watch-url is no room's address: http://HOST:PORT/r/CODE")
        }
        guard (1...100).contains(machines), (1...1_000).contains(watchers), (1...3_600).contains(seconds) else {
            throw ValidationError("--machines is 1 to 100, --watchers 1 to 1000, --seconds 1 to 3600")
        }
    }

    func run() throws {
        guard let target = HallTarget(url) else { return }
        let settings = LabLoad.Settings(
            target: target, watchTarget: watchURL.flatMap(HallTarget.init) ?? target, machines: machines,
            watchers: watchers, seconds: seconds,
            programs: programs.split(separator: ";", omittingEmptySubsequences: false).map(String.init), server: pid)
        var failure: String?
        try BenchLoop.run(connections: machines * watchers) { net, end in
            let load = LabLoad(settings, on: net)
            load.start {
                failure = $0
                end()
            }
            return load
        }
        if let failure { throw LoadFailure(description: failure) }
    }
}
