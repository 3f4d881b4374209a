import EventLoop

extension Machine {
    /// Runs a program to its end; nil when the machine cannot just now, or stops meanwhile.
    func work(
        _ arguments: [String], seconds: UInt64, input: MachineJob.Input = .none, output: MachineJob.Output = .none,
        then: @escaping (MachineJob.Outcome?) -> Void
    ) {
        guard phase == .running, jobs.count < MachineWork.jobLimit, let program = body.program(arguments) else {
            return agent.loop.offload({}) { then(nil) }
        }
        var id: ObjectIdentifier?
        let job = MachineJob(
            program, in: body.machine, on: agent, seconds: seconds, input: input, output: output
        ) { [weak self] outcome in
            if let id { self?.jobs[id] = nil }
            then(outcome)
        }
        id = ObjectIdentifier(job)
        jobs[ObjectIdentifier(job)] = (job, then)
    }

    /// Ends what runs, and tells who waits for it.
    func dropJobs() {
        let dropped = Array(jobs.values)
        jobs = [:]
        for (job, _) in dropped { job.close() }
        if !dropped.isEmpty { later { for (_, then) in dropped { then(nil) } } }
    }

    // MARK: Checks

    /// Whether a step is done: runs the template's program for it in the machine. False for one that takes longer than
    /// `MachineWork.checkSeconds` and for a step that there is not; nil when that cannot be said: the machine is not running, busy, or
    /// stops meanwhile. Programs of the students run beside it, as the same user: who wants to cheat here can.
    /// - Parameter then: Called once, on the loop's thread.
    public func check(_ step: Int, then: @escaping (Bool?) -> Void) {
        let arguments = template.checks.indices.contains(step) ? template.checks[step] : ["false"]
        work(arguments, seconds: MachineWork.checkSeconds) { then($0?.hasSucceeded) }
    }

    // MARK: Use

    /// What it uses now; rates are since the sample before. nil while nothing runs, and of a machine that is not made here.
    public func sample(then: @escaping (MachineUse?) -> Void) {
        body.counters { [weak self] counters in
            guard let self, let counters, phase == .running else { return then(nil) }
            let use = counters.use(since: lastCounters)
            lastCounters = counters
            then(use)
        }
    }

    // MARK: Ports

    /// Connects to one of the template's ports on 127.0.0.1 inside. The stream is the caller's to start and close; nil when nobody
    /// listens, the port is none of the template's, or too many are connecting. Who stops a machine closes its streams, too.
    public func connect(port: Int, then: @escaping (ByteStream?) -> Void) {
        line(to: port) { [agent] line in then(try? line?.stream(on: agent.loop)) }
    }

    /// As `connect`, for who uses the connection on another loop.
    public func line(to port: Int, then: @escaping (MachineLine?) -> Void) {
        guard phase == .running, template.ports.contains(port), connecting < MachineWork.connectionLimit else {
            return agent.loop.offload({}) { then(nil) }
        }
        connecting += 1
        var waiting: ((MachineLine?) -> Void)? = then
        let isTCP = body.machine != nil
        body.connect(port: port) { [weak self] reply in
            guard let then = waiting else { return }
            switch reply {
            case .started, .ready: return
            case .opened(let descriptor): then(MachineLine(descriptor: descriptor, isTCP: isTCP))
            case .failed, .ended: then(nil)
            }
            waiting = nil
            self?.connecting -= 1
        }
    }

    // MARK: Files

    /// The most bytes of one file put into a machine or got from it.
    public static let fileByteLimit = 16 << 20

    /// Puts a file into the home, as the machine's user and seen from inside: a link there leads nowhere else. Replaces one of the name.
    /// - Parameters:
    ///   - path: From the home downwards; folders are made.
    ///   - then: nil when it is there; `.notAvailable` when the machine stops meanwhile.
    public func put(_ path: String, _ bytes: [UInt8], then: @escaping (MachineFileError?) -> Void) {
        guard bytes.count <= Self.fileByteLimit else { return later { then(.tooLarge(limit: Self.fileByteLimit)) } }
        guard MachineTemplate.isRelativePath(path) else { return later { then(.badName) } }
        guard transferring < MachineWork.transferLimit else { return later { then(.busy) } }
        let store = #"mkdir -p -- "${1%/*}" && cat >"$1.part" && mv -f -- "$1.part" "$1""#
        transfer(["sh", "-c", store, "sh", "./" + path], input: .bytes(bytes)) { outcome in
            guard let outcome else { return then(.notAvailable) }
            then(outcome.hasSucceeded ? nil : .failed)
        }
    }

    /// Gets a file from the home, as the machine's user and seen from inside.
    /// - Parameters:
    ///   - limit: Bytes, at most `fileByteLimit`.
    ///   - then: `.notAvailable` when the machine stops meanwhile.
    public func get(
        _ path: String, limit: Int = Machine.fileByteLimit,
        then: @escaping (Result<[UInt8], MachineFileError>) -> Void
    ) {
        let limit = min(limit, Self.fileByteLimit)
        guard MachineTemplate.isRelativePath(path) else { return later { then(.failure(.badName)) } }
        guard transferring < MachineWork.transferLimit else { return later { then(.failure(.busy)) } }
        let fetch = #"test -f "$1" && exec head -c "$2" -- "$1""#
        let arguments = ["sh", "-c", fetch, "sh", "./" + path, "\(limit + 1)"]
        transfer(arguments, output: .bytes(limit: limit)) { outcome in
            guard let outcome else { return then(.failure(.notAvailable)) }
            if outcome.isTooLarge { return then(.failure(.tooLarge(limit: limit))) }
            then(outcome.hasSucceeded ? .success(outcome.output) : .failure(.failed))
        }
    }

    /// One of the transfers that a machine makes at a time: the caller has compared `transferring` with its limit.
    func transfer(
        _ arguments: [String], input: MachineJob.Input = .none, output: MachineJob.Output = .none,
        then: @escaping (MachineJob.Outcome?) -> Void
    ) {
        transferring += 1
        work(arguments, seconds: MachineWork.fileSeconds, input: input, output: output) { [weak self] outcome in
            self?.transferring -= 1
            then(outcome)
        }
    }

    func later(_ body: @escaping () -> Void) { agent.loop.offload({}, then: body) }
}
