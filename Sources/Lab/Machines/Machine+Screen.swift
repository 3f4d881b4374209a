import EventLoop
import Terminal

extension Machine {
    // MARK: Screen

    /// The screen now. From now on, a change is told again.
    public func takeState() -> ScreenState {
        screen.isTaken()
        return terminal.state
    }

    func changed() { if screen.change() { tell(.screenChanged) } }

    @discardableResult
    private func take(_ bytes: Span<UInt8>, budget: Int) -> Int {
        let count = terminal.feed(bytes, budget: budget)
        if terminal.hasAnswers { _ = pseudoTerminal?.write(terminal.takeAnswers()) }
        changed()
        if screen.ring(terminal.bellCount) { tell(.rang) }
        return count
    }

    func continueReading() {
        guard let waiting = pacing?.takeWaiting(), !waiting.isEmpty else { pseudoTerminal?.resumeReading(); return }
        read(waiting.span)
    }

    private func read(_ bytes: Span<UInt8>) {
        guard let pacing else { return }
        let count = take(bytes, budget: pacing.budget)
        pacing.spent(count, rest: count < bytes.count ? bytes.extracting(count..<bytes.count).copied : [])
        pacing.isExhausted ? pseudoTerminal?.pauseReading() : pseudoTerminal?.resumeReading()
    }

    // MARK: Keyboard

    /// Types `bytes`, all of them or, when too much waits already or it is not running, none; says which.
    @discardableResult
    public func type(_ bytes: [UInt8]) -> Bool { pseudoTerminal?.write(bytes) ?? false }

    /// Whether a password is being typed: what is typed should not be shown or kept. Only what a program does to this terminal shows
    /// here; of a program on another server (`ssh`) it is never known.
    public var expectsSecret: Bool { pseudoTerminal?.expectsSecret ?? false }

    /// Makes the screen another size and tells the programs.
    public func resize(_ size: TerminalSize) {
        guard size != terminal.size else { return }
        terminal.resize(to: size)
        pseudoTerminal?.resize(rows: size.rows, columns: size.columns)
        agent.loop.offload({}) { [weak self] in self?.changed() }
    }

    // MARK: The end of a session

    /// Shows what a program left when it ended.
    func readLastWords() {
        continueReading()
        for _ in 0..<MachineWork.lastWordsLimit / 4096 { pseudoTerminal?.readOnce() }
        if let rest = pacing?.takeWaiting() { take(rest.span, budget: .max) }
    }

    /// The last line that is not blank.
    var lastLine: String {
        let state = terminal.state
        for row in (0..<state.size.rows).reversed() {
            let text = state.text(ofRow: row)
            if !text.isEmpty { return text }
        }
        return ""
    }
}

extension Machine: PseudoTerminalDelegate {
    /// What the programs printed.
    public func pseudoTerminalDidRead(_ bytes: Span<UInt8>) { read(bytes) }

    /// All programs closed the terminal; that the first of them ended is told by the agent.
    public func pseudoTerminalDidEnd() {}
}
