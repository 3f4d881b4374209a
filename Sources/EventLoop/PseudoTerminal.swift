import Glibc

/// What a pseudo-terminal tells its owner, on the loop's thread.
public protocol PseudoTerminalDelegate: AnyObject {
    /// The programs printed, 1 to `PseudoTerminal.readLimit` bytes. They are gone when this returns.
    func pseudoTerminalDidRead(_ bytes: Span<UInt8>)
    /// No program has the terminal open any more, or it broke; nothing else is called.
    func pseudoTerminalDidEnd()
}

/// The server's side of a terminal (pty(7)): what its programs print comes out, what is typed goes in. Reads at most `readLimit` bytes
/// in a turn and only while it is not paused: programs that print more have to wait. Lives on its loop's thread; closed by its
/// creator.
public final class PseudoTerminal {
    /// The most bytes of one read.
    public static let readLimit = 16_384
    /// The most bytes typed that no program has read yet, those in the kernel apart.
    public static let inputByteLimit = 65_536

    private var watcher: DescriptorWatcher?
    private weak var delegate: (any PseudoTerminalDelegate)?
    private var input: [UInt8] = []
    private var isReading = true

    /// Takes over the master side.
    public init(
        _ descriptor: OwnedDescriptor, on loop: EventLoop, delegate: any PseudoTerminalDelegate
    ) throws(UVError) {
        self.delegate = delegate
        watcher = try DescriptorWatcher(descriptor, on: loop) { [weak self] in self?.isReady($0) }
        updateInterest()
    }

    private func updateInterest() {
        let output: DescriptorWatcher.Interest = input.isEmpty ? [] : .writing
        watcher?.wait(for: isReading ? output.union(.reading) : output)
    }

    private func isReady(_ interest: DescriptorWatcher.Interest) {
        if interest.contains(.writing) { writeInput() }
        if interest.contains(.reading), isReading { readOnce() }
    }

    /// Stops reading.
    public func pauseReading() {
        isReading = false
        updateInterest()
    }

    /// Reads again.
    public func resumeReading() {
        isReading = true
        updateInterest()
    }

    /// Reads what there is now, at most `readLimit` bytes; for the last words of a program that has ended.
    public func readOnce() {
        guard let watcher else { return }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.readLimit) { buffer, filled in
            count = Glibc.read(watcher.descriptor, buffer.baseAddress, buffer.count)
            filled = max(0, count)
        }
        if count > 0 {
            delegate?.pseudoTerminalDidRead(bytes.span)
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {  // EIO: the last program closed it
            let told = delegate
            close()
            told?.pseudoTerminalDidEnd()
        }
    }

    /// Types `bytes`, all of them or, when they do not fit into what waits already, none. Says which.
    public func write(_ bytes: [UInt8]) -> Bool {
        guard watcher != nil, input.count + bytes.count <= Self.inputByteLimit else { return false }
        input += bytes
        writeInput()
        return true
    }

    private func writeInput() {
        guard let watcher, !input.isEmpty else { return }
        let count = input.withUnsafeBytes { Glibc.write(watcher.descriptor, $0.baseAddress, $0.count) }
        if count > 0 { input.removeFirst(count) } else if errno != EAGAIN && errno != EINTR { input = [] }
        updateInterest()
    }

    /// Tells the programs of another size (SIGWINCH).
    public func resize(rows: Int, columns: Int) {
        guard let watcher else { return }
        var size = winsize(
            ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(watcher.descriptor, UInt(TIOCSWINSZ), &size)
    }

    /// Whether a program reads whole lines and shows none of what is typed: it asks for a password (termios(3), ICANON without ECHO).
    public var expectsSecret: Bool {
        var settings = termios()
        guard let watcher, tcgetattr(watcher.descriptor, &settings) == 0 else { return false }
        return settings.c_lflag & tcflag_t(ICANON) != 0 && settings.c_lflag & tcflag_t(ECHO) == 0
    }

    /// Hangs up: the programs get SIGHUP. Idempotent.
    public func close() {
        watcher?.close()
        watcher = nil
        delegate = nil
        input = []
    }
}

@available(*, unavailable) extension PseudoTerminal: Sendable {}
