import EventLoop

/// A program run to its end, in a machine or beside it, with what it reads and what it prints. Its creator may close it; it then ends,
/// and says nothing.
final class MachineJob {
    enum Input {
        case none
        case bytes([UInt8])
        case file(File)
    }

    enum Output {
        case none
        /// Kept, up to a limit.
        case bytes(limit: Int)
        /// Written to a file, up to a limit.
        case file(HomeWriter, limit: Int)
    }

    struct Outcome {
        /// nil when it took too long or printed more than it might.
        var end: ProgramEnd?
        var output: [UInt8] = []
        var isTooLarge = false
        var reason: String?
        var hasSucceeded: Bool { end == .status(0) }
    }

    private let agent: LabAgent
    private let input: Input
    private let output: Output
    private var then: ((Outcome) -> Void)?
    private var task: UInt32?
    private var stream: ByteStream?
    private var timer: LoopTimer?
    private var outcome = Outcome()
    private var end: ProgramEnd?
    private var outputEnded: Bool
    private var taken = 0
    private var offset = 0
    private var isWorking = false

    /// Bytes read of a file at once.
    private static let chunk = 65_536

    /// - Parameter then: Called once, on the loop's thread, not from within this call.
    init(
        _ program: AgentProgram, in machine: UInt32?, on agent: LabAgent, seconds: UInt64, input: Input = .none,
        output: Output = .none, then: @escaping (Outcome) -> Void
    ) {
        (self.agent, self.input, self.output, self.then) = (agent, input, output, then)
        var streams = AgentRequest.Streams.socket
        if case (.none, .none) = (input, output) { streams = .none }
        outputEnded = streams == .none
        do throws(UVError) {
            timer = try LoopTimer(on: agent.loop) { [weak self] in self?.giveUp() }
            try timer?.start(afterMilliseconds: seconds * 1000)
        } catch { outcome.reason = "\(error)" }
        // The agent's closure holds the job until the program has ended.
        task = agent.run(program, in: machine, streams) { self.received($0) }
    }

    private func received(_ reply: AgentReply) {
        switch reply {
        case .started, .ready: break
        case .opened(let descriptor): opened(descriptor)
        case .failed(let reason):
            outcome.reason = reason
            outputEnded = outputEnded || stream == nil
        case .ended(let end):
            self.end = end
            outputEnded = outputEnded || stream == nil
            finishIfDone()
        }
    }

    private func opened(_ descriptor: OwnedDescriptor) {
        guard then != nil else { return }
        do throws(UVError) {
            let stream = try ByteStream.adopting(descriptor, isTCP: false, on: agent.loop)
            self.stream = stream
            try stream.start(self)
            feed()
        } catch { outcome.reason = "\(error)"; giveUp() }
    }

    private func finishIfDone() {
        guard let end, outputEnded, !isWorking else { return }
        outcome.end = outcome.isTooLarge ? nil : end
        finish()
    }

    private func giveUp() {
        if let task { agent.signal(9, task: task) }
        finish()
    }

    private func finish() {
        let told = then
        let outcome = outcome
        close()
        told?(outcome)
    }

    /// Ends the program without a word. Idempotent.
    func close() {
        if then != nil, end == nil, let task { agent.signal(9, task: task) }
        then = nil
        stream?.close()
        timer?.close()
        (stream, timer) = (nil, nil)
    }

    // MARK: Input

    private func feed() {
        guard let stream, !stream.isClosed else { return }
        switch input {
        case .none: stream.shutdown()
        case .bytes(let bytes):
            stream.write(bytes)
            stream.shutdown()
        case .file(let file): feed(from: file)
        }
    }

    private func feed(from file: File) {
        let start = offset
        agent.loop.offload({ try? file.read(at: start, count: Self.chunk) }) { [weak self] bytes in
            guard let self, let stream, !stream.isClosed else { return }
            guard let bytes else { return giveUp() }
            offset += bytes.count
            stream.write(bytes)
            if bytes.isEmpty { stream.shutdown() } else if stream.queuedByteCount == 0 { feed(from: file) }
        }
    }

    // MARK: Output

    private func append(_ bytes: [UInt8]) {
        taken += bytes.count
        switch output {
        case .none: break
        case .bytes(let limit):
            if taken > limit { tooLarge() } else { outcome.output += bytes }
        case .file(let file, let limit):
            if taken > limit { tooLarge() } else { write(bytes, to: file) }
        }
    }

    private func tooLarge() {
        outcome.isTooLarge = true
        giveUp()
    }

    private func write(_ bytes: [UInt8], to file: HomeWriter) {
        isWorking = true
        stream?.pauseReading()
        agent.loop.offload({ file.append(bytes) }) { [weak self] isWritten in
            guard let self else { return }
            isWorking = false
            guard isWritten else { return giveUp() }
            if (try? stream?.resumeReading()) == nil { outputEnded = true }
            finishIfDone()
        }
    }
}

extension MachineJob: StreamDelegate {
    func streamDidRead(_ bytes: Span<UInt8>) { append(bytes.copied) }

    func streamDidEnd() {
        outputEnded = true
        finishIfDone()
    }

    func streamDidDrain() { if case .file(let file) = input { feed(from: file) } }

    func streamDidFail(_ error: UVError) {
        outputEnded = true
        finishIfDone()
    }
}

extension Span<UInt8> {
    /// The bytes in memory of their own.
    var copied: [UInt8] {
        // SAFETY: only read, and only while the call lasts.
        unsafe withUnsafeBufferPointer { unsafe Array($0) }
    }
}
