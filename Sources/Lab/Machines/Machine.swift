import EventLoop
import Terminal

/// A machine that students operate through one terminal. Lives on its agent's loop; closed by its creator.
///
/// What its programs print goes into the emulator at the pace of `MachineWork.turnBudget`: a program that prints faster has to wait,
/// and costs the loop no more. What is typed waits within limits for the programs to read it.
public final class Machine {
    /// How it is made.
    public let template: MachineTemplate
    /// What it has to itself.
    public let place: MachinePlace
    /// Where it is in its life.
    public private(set) var phase = MachinePhase.stopped
    /// The emulator. Its scrollback outlives a stop.
    public internal(set) var terminal: Terminal

    let agent: LabAgent
    let body: any MachineBody
    var jobs: [ObjectIdentifier: (job: MachineJob, then: (MachineJob.Outcome?) -> Void)] = [:]
    var connecting = 0
    var transferring = 0
    var lastCounters: MachineCounters?
    private let onEvent: (MachineEvent) -> Void
    var screen: MachineScreen
    var pseudoTerminal: PseudoTerminal?
    private var session: UInt32?
    var pacing: MachinePacing?
    private var status: Int?
    private var startsAgain = false
    private var resetsNext = false
    private var isClosed = false
    private var closeThen: (() -> Void)?

    /// A machine that is stopped.
    /// - Parameter onEvent: Called on the loop's thread, never from within a call.
    public init(
        _ template: MachineTemplate, _ place: MachinePlace, size: TerminalSize, on agent: LabAgent,
        onEvent: @escaping (MachineEvent) -> Void
    ) {
        (self.template, self.place, self.agent, self.onEvent) = (template, place, agent, onEvent)
        terminal = Terminal(size: size)
        screen = MachineScreen()
        body = template.body(at: place, on: agent)
        body.onLoss = { [weak self] in self?.failed($0) }
        body.onDelay = { [weak self] in self?.tell(.delayed(reason: $0)) }
        body.onHomeLoss = { [weak self] in self?.tell(.homeNotKept(reason: $0)) }
    }

    func tell(_ event: MachineEvent) { if !isClosed { onEvent(event) } }

    // MARK: Life

    /// Starts it; one that is stopping starts when it has stopped. The home of the last stop is there again.
    public func start() {
        guard !isClosed else { return }
        switch phase {
        case .starting, .running: return
        case .stopping: startsAgain = true
        case .stopped:
            phase = .starting
            status = nil
            body.start { [weak self] in self?.isUp(orFailed: $0) }
        }
    }

    /// Stops it and keeps its home.
    public func stop() {
        startsAgain = false
        guard phase == .starting || phase == .running else { return }
        takeDown(keepsHome: true) { [weak self] in self?.stopped() }
    }

    /// Makes it as new: what was in its home is gone. One that was not stopped, or was to start again, starts again.
    public func reset() {
        guard !isClosed else { return }
        switch phase {
        case .stopped: makeAsNew()
        case .stopping: resetsNext = true
        case .starting, .running:
            startsAgain = true
            resetsNext = true
            takeDown(keepsHome: false) { [weak self] in self?.stopped() }
        }
    }

    private func makeAsNew() {
        phase = .stopping
        resetsNext = false
        body.reset { [weak self] reason in
            guard let self else { return }
            if let reason { failed(reason) } else { stopped() }
        }
    }

    /// Ends it at once without a word; its home is not kept. Idempotent.
    /// - Parameter then: Called once nothing of it lives, which is when its place may be another's; not from within the call.
    public func close(then: @escaping () -> Void = {}) {
        guard !isClosed else { return later(then) }
        isClosed = true
        guard phase != .stopped else { return later(then) }
        closeThen = { [self] in
            phase = .stopped
            then()
        }
        takeDown(keepsHome: false) { [self] in
            closeThen?()
            closeThen = nil
        }
    }

    private func takeDown(keepsHome: Bool, then: @escaping () -> Void) {
        phase = .stopping
        dropJobs()
        endSession()
        body.stop(keepsHome: keepsHome, then: then)
    }

    private func stopped() {
        guard !isClosed else { return }
        if resetsNext { return makeAsNew() }
        phase = .stopped
        lastCounters = nil
        let ended = status
        // Who is told that it stopped sees whether it is on its way again.
        if startsAgain { startsAgain = false; start() }
        tell(.stopped(status: ended))
    }

    private func failed(_ reason: String) {
        endSession()
        if resetsNext, !isClosed { return makeAsNew() }
        phase = .stopped
        startsAgain = false
        tell(.failed(reason: reason))
    }

    // MARK: Session

    private func isUp(orFailed reason: String?) {
        guard phase == .starting, !isClosed else { return }
        if let reason { return failed(reason) }
        terminal.feed(Array("\u{1B}c".utf8))  // RIS: no mode of the last run stays
        changed()
        session = agent.run(
            body.session, in: body.machine, .terminal(rows: terminal.size.rows, columns: terminal.size.columns)
        ) { [weak self] in self?.received($0) }
    }

    private func received(_ reply: AgentReply) {
        switch reply {
        case .started, .ready: break
        case .opened(let descriptor): opened(descriptor)
        case .failed(let reason): if session != nil { sessionFailed(reason) }
        case .ended(let end): if session != nil { sessionEnded(end) }
        }
    }

    private func opened(_ descriptor: OwnedDescriptor) {
        guard phase == .starting, !isClosed else { return }
        do throws(UVError) {
            pseudoTerminal = try PseudoTerminal(descriptor, on: agent.loop, delegate: self)
            pacing = try MachinePacing(on: agent.loop) { [weak self] in self?.continueReading() }
        } catch { return sessionFailed("\(error)") }
        pseudoTerminal?.resize(rows: terminal.size.rows, columns: terminal.size.columns)
        phase = .running
        tell(.running)
    }

    private func sessionFailed(_ reason: String) {
        takeDown(keepsHome: phase == .running) { [weak self] in self?.failed(reason) }
    }

    private func sessionEnded(_ end: ProgramEnd) {
        session = nil
        readLastWords()
        status = end.status
        let failure = body.failure(of: end, lastLine: lastLine)
        takeDown(keepsHome: true) { [weak self] in
            guard let failure else { self?.stopped(); return }
            self?.failed(failure)
        }
    }

    /// Hangs up; what runs in a sandbox ends with it anyway.
    private func endSession() {
        if let session { body.machine == nil ? agent.hangUp(task: session) : agent.signal(9, task: session) }
        session = nil
        pseudoTerminal?.close()
        pseudoTerminal = nil
        pacing?.close()
        pacing = nil
    }
}

@available(*, unavailable) extension Machine: Sendable {}
