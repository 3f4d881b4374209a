import EventLoop

/// One run of the sandbox. Lives on its loop's thread, and holds itself until its program has ended; then everything of it is closed.
final class PictureMaking {
    /// Why there is no picture.
    enum Failure: Error, Equatable {
        /// The sandbox is not there, or does not start: what it says of it.
        case noSandbox(String)
        /// The file could not be decoded, or would have taken more than `PictureLimits` allow.
        case broken
    }

    private var child: ChildProcess?
    private var timer: LoopTimer?
    private let output = Gathering(limit: PictureLimits.madeByteLimit)
    private let errors = Gathering(limit: 4_096)
    private var exit: ChildProcess.Exit?
    private var then: ((Result<MadePicture, Failure>) -> Void)?

    /// Makes a picture of `bytes`, a file of that sort.
    /// - Parameter command: program and arguments.
    static func run(
        _ bytes: [UInt8], _ command: [String], on loop: EventLoop,
        then: @escaping (Result<MadePicture, Failure>) -> Void
    ) {
        let making = PictureMaking(then)
        do throws(UVError) { try making.start(bytes, command, loop) } catch {
            making.report(.failure(.noSandbox("\(error)")))
        }
    }

    private init(_ then: @escaping (Result<MadePicture, Failure>) -> Void) { self.then = then }

    private func start(_ bytes: [UInt8], _ command: [String], _ loop: EventLoop) throws(UVError) {
        let child = try ChildProcess(command[0], arguments: Array(command.dropFirst()), on: loop) { self.exited($0) }
        self.child = child
        for (stream, gathering) in [(child.output, output), (child.errors, errors)] {
            gathering.onChange = { self.conclude() }
            try stream.start(gathering)
        }
        let timer = try LoopTimer(on: loop) { self.report(.failure(.broken)) }
        self.timer = timer
        try timer.start(afterMilliseconds: PictureLimits.timeLimit)
        child.input.write(bytes)
        child.input.shutdown()
    }

    private func exited(_ exit: ChildProcess.Exit) {
        self.exit = exit
        guard then != nil else { return close() }
        conclude()
    }

    /// Output may still follow the end of the program.
    private func conclude() {
        guard !output.isTooMuch else { return report(.failure(.broken)) }
        guard let exit, output.hasEnded, errors.hasEnded else { return }
        let said = String(decoding: errors.bytes, as: UTF8.self)
        if exit == .status(0), let made = MadePicture(output.bytes) {
            report(.success(made))
        } else if said.hasPrefix("bwrap: ") || said.hasPrefix("prlimit: ") {
            report(.failure(.noSandbox(said)))
        } else {
            report(.failure(.broken))
        }
    }

    /// Tells the outcome, once. A program that still runs is ended, and waited for, so that it does not stay as a zombie.
    private func report(_ result: Result<MadePicture, Failure>) {
        guard let then else { return }
        self.then = nil
        timer?.close()
        timer = nil
        // SIGKILL: what is in the sandbox goes with its parent (`--die-with-parent`).
        if exit == nil { child?.send(signal: 9) } else { close() }
        then(result)
    }

    /// What holds this lets go of it.
    private func close() {
        child?.close()
        child = nil
        (output.onChange, errors.onChange) = (nil, nil)
    }
}

/// Keeps what a program says, up to a limit.
private final class Gathering: StreamDelegate {
    private(set) var bytes: [UInt8] = []
    private(set) var hasEnded = false
    private(set) var isTooMuch = false
    var onChange: (() -> Void)?
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func streamDidRead(_ piece: Span<UInt8>) {
        guard bytes.count + piece.count <= limit else {
            isTooMuch = true
            onChange?()
            return
        }
        for index in piece.indices { bytes.append(piece[index]) }
    }

    func streamDidEnd() {
        hasEnded = true
        onChange?()
    }

    func streamDidDrain() {}
    func streamDidFail(_ error: UVError) { streamDidEnd() }
}
