import Terminal

/// Attacks a terminal with hostile bytes and looks, now and then, whether all is as it must be: the terminal itself, its answers, the
/// differences between its states, and their coding.
public struct TerminalFuzz: Sendable {
    /// What a run saw.
    public struct Report: Equatable, Sendable {
        /// Sequences fed.
        public var sequences = 0
        /// Bytes fed.
        public var bytes = 0
        /// Changes of size.
        public var resizes = 0
        /// Differences made, coded, decoded and applied.
        public var differences = 0
        /// What went wrong, with the seed that shows it again.
        public var failures: [String] = []
    }

    /// Sequences that one terminal gets.
    public static let sequencesPerCase = 200
    /// Sequences between two looks.
    private static let stride = 20

    /// Runs `cases` terminals, seeded from `seed` on; stops at the first failure.
    public static func run(cases: Int, seed: UInt64) -> Report {
        var report = Report()
        for index in 0..<cases where report.failures.isEmpty {
            var attack = Attack(seed: seed &+ UInt64(index))
            if let failure = attack.run(&report) { report.failures.append("seed \(seed &+ UInt64(index)): \(failure)") }
        }
        return report
    }

    private struct Attack {
        var hostile: HostileBytes
        var terminal: Terminal
        var viewer = ScreenState.origin
        /// For what was added later: other draws of `hostile` would be other attacks.
        var random: SeededBytes

        init(seed: UInt64) {
            hostile = HostileBytes(seed: seed)
            random = SeededBytes(seed: ~seed)
            let (rows, columns) = hostile.size()
            let limits = ScrollbackLimits(
                lines: hostile.below(30), bytes: hostile.below(2) * 100_000 + hostile.below(4_000))
            terminal = Terminal(
                size: TerminalSize(rows: rows, columns: columns), scrollback: limits,
                tables: TableLimits(entries: hostile.below(40), links: hostile.below(6)))
        }

        mutating func run(_ report: inout Report) -> String? {
            for _ in 0..<TerminalFuzz.sequencesPerCase / TerminalFuzz.stride {
                feed(&report)
                if hostile.below(4) == 0 {
                    let (rows, columns) = hostile.size()
                    terminal.resize(to: TerminalSize(rows: rows, columns: columns))
                    report.resizes += 1
                }
                if let failure = terminal.inconsistency ?? checkAnswers() ?? checkDifference(&report) ?? checkLines() {
                    return failure
                }
            }
            return nil
        }

        private mutating func feed(_ report: inout Report) {
            var bytes: [UInt8] = []
            for _ in 0..<TerminalFuzz.stride { hostile.append(to: &bytes) }
            report.sequences += TerminalFuzz.stride
            report.bytes += bytes.count
            while !bytes.isEmpty {
                let taken = terminal.feed(bytes.span, budget: hostile.below(300))
                bytes.removeFirst(taken)
            }
        }

        private mutating func checkAnswers() -> String? {
            let answers = terminal.takeAnswers()
            if answers.count > TerminalLimits.answerByteLimit { return "too many answers" }
            return answers.allSatisfy { $0 == 0x1B || (0x20...0x7E).contains($0) }
                ? nil : "an answer with text from elsewhere"
        }

        /// The viewer is brought to the terminal's state, through bytes.
        private mutating func checkDifference(_ report: inout Report) -> String? {
            let state = terminal.state
            let difference = ScreenDifference(from: viewer, to: state)
            let bytes = difference.encoded()
            guard let decoded = try? ScreenDifference(decoding: bytes) else {
                return "a difference that is not decoded"
            }
            guard decoded == difference else { return "a difference decoded to another" }
            viewer.apply(decoded)
            report.differences += 1
            guard viewer == state else { return "a difference applied does not give the state" }
            guard ScreenDifference(from: viewer, to: state).isEmpty else { return "equal states with a difference" }
            return checkBrokenDifference(bytes)
        }

        /// Lines of the scrollback come back through bytes; broken bytes are refused, or are some lines.
        private mutating func checkLines() -> String? {
            let scrollback = terminal.scrollback
            let id = random.below(scrollback.nextID + 2)
            let limit = 1 << random.below(17)
            var bytes = scrollback.encoded(from: id, count: random.below(40), byteLimit: limit)
            guard bytes.count <= max(limit, 1) else { return "lines beyond the limit" }
            guard let lines = try? StoredLine.lines(decoding: bytes, from: id) else {
                return "lines that are not decoded"
            }
            let kept = scrollback.lines(from: id, count: lines.count)
            // The first may have been cut.
            guard lines.map(\.id) == kept.map(\.id), lines.dropFirst() == kept.dropFirst(),
                lines.first == kept.first || limit < 1 << 16
            else {
                return "lines decoded to others"
            }
            for _ in 0...random.below(3) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            _ = try? StoredLine.lines(decoding: bytes, from: id)
            return nil
        }

        /// Broken bytes are refused, or make a screen that is whole.
        private mutating func checkBrokenDifference(_ bytes: [UInt8]) -> String? {
            var bytes = bytes
            for _ in 0...hostile.below(3) where !bytes.isEmpty {
                bytes[hostile.below(bytes.count)] = UInt8(hostile.below(256))
            }
            if hostile.below(3) == 0 { bytes.removeLast(hostile.below(bytes.count + 1)) }
            guard let decoded = try? ScreenDifference(decoding: bytes) else { return nil }
            var victim = viewer
            victim.apply(decoded)
            return victim.inconsistency
        }
    }
}
