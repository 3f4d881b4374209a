import Terminal
import Wire

/// Keys on their way into the recording of one machine: printable ones are recorded as they are once the screen has shown them where
/// they were typed, and as asterisks if it does not. So a password stays its owner's, whatever asks for it: the terminal's own settings say
/// nothing of a program on another server, or in a terminal within this one.
///
/// Characters typed one after the other are judged together: all of them stand where they were typed, or the last of them before the cursor
/// (an editor took the first as an order), or none counts as shown. Keys that do something (Enter, arrows) are recorded as they are, in their
/// turn.
struct KeyEcho {
    /// Keys that are judged.
    struct Judged: Equatable {
        let who: ParticipantHandle
        var keys: [UInt8]
    }

    fileprivate struct Run {
        /// `shown`: but for so many characters at the beginning.
        enum Verdict: Equatable { case open, shown(hidden: Int), hidden }

        let who: ParticipantHandle
        var bytes: [UInt8]
        /// Of the last of them.
        var time: UInt64
        /// Before the first of them was typed.
        let start: EchoPoint
        let before: [Unicode.Scalar]
        var verdict: Verdict
    }

    private var runs: [Run] = []
    /// Whether the last run takes more.
    private var isGrowing = false

    /// How long an echo may take to come back, in milliseconds from the last key.
    static let patience: UInt64 = 2_000
    /// Characters before the cursor that cannot stand there by chance.
    fileprivate static let evidence = 4
    /// Bytes of text that are judged together.
    static let runByteLimit = 256
    /// What waits to be judged: more at once is nobody's hand, and nothing of it is shown.
    private static let runLimit = 64

    /// Whether something is not judged yet.
    var isWaiting: Bool { !runs.isEmpty }

    /// Takes keys in, just before they are typed.
    /// - Parameter isSecret: The terminal itself says that none of this is to be seen.
    mutating func take(
        _ keys: [UInt8], by who: ParticipantHandle, isSecret: Bool, on screen: ScreenState, at now: UInt64
    ) -> [Judged] {
        judge(by: screen, at: now)
        let pieces = KeyPiece.all(of: keys)
        let isHidden = isSecret || pieces.count > Self.runLimit
        for piece in pieces {
            switch piece {
            case .text(let bytes): add(bytes, who, isHidden, screen, now)
            case .control(let bytes):
                runs.append(
                    Run(who: who, bytes: bytes, time: now, start: screen.point, before: [], verdict: .shown(hidden: 0)))
                isGrowing = false
            }
        }
        if runs.count > Self.runLimit {
            for index in runs.indices where runs[index].verdict == .open { runs[index].verdict = .hidden }
        }
        return settle()
    }

    /// Looks whether what was typed is on the screen now.
    mutating func look(at screen: ScreenState, at now: UInt64) -> [Judged] {
        judge(by: screen, at: now)
        return settle()
    }

    /// The machine ends: what was not shown until now never will be.
    mutating func end(on screen: ScreenState) -> [Judged] {
        judge(by: screen, at: .max)
        return settle()
    }

    private mutating func add(
        _ bytes: [UInt8], _ who: ParticipantHandle, _ isSecret: Bool, _ screen: ScreenState, _ now: UInt64
    ) {
        if isGrowing, let last = runs.indices.last, runs[last].verdict == .open, runs[last].who == who, !isSecret,
            runs[last].bytes.count + bytes.count <= Self.runByteLimit
        {
            runs[last].bytes += bytes
            runs[last].time = now
            return
        }
        let before = isSecret ? [] : screen.text(from: screen.point, columns: Self.runByteLimit) ?? []
        runs.append(
            Run(
                who: who, bytes: bytes, time: now, start: screen.point, before: before,
                verdict: isSecret ? .hidden : .open))
        isGrowing = !isSecret
    }

    private mutating func judge(by screen: ScreenState, at now: UInt64) {
        for index in runs.indices where runs[index].verdict == .open {
            if let hidden = runs[index].hiddenCount(on: screen) {
                runs[index].verdict = .shown(hidden: hidden)
            } else if now >= runs[index].time.addingReportingOverflow(Self.patience).partialValue {
                runs[index].verdict = .hidden
            }
        }
    }

    /// What is judged, up to the first that is not.
    private mutating func settle() -> [Judged] {
        let end = runs.firstIndex { $0.verdict == .open } ?? runs.endIndex
        var judged: [Judged] = []
        for run in runs[..<end] {
            let keys = run.judged
            if judged.last?.who == run.who {
                judged[judged.count - 1].keys += keys
            } else {
                judged.append(Judged(who: run.who, keys: keys))
            }
        }
        runs.removeFirst(end)
        if runs.isEmpty { isGrowing = false }
        return judged
    }
}

extension KeyEcho.Run {
    /// As it is recorded: one asterisk for each character that was not shown.
    fileprivate var judged: [UInt8] {
        let isFirst = { (byte: UInt8) in byte & 0xC0 != 0x80 }
        let hidden: Int
        switch verdict {
        case .shown(let count): hidden = count
        case .open, .hidden: hidden = bytes.count(where: isFirst)
        }
        let ends = bytes.indices.filter { isFirst(bytes[$0]) }.dropFirst(hidden)
        return [UInt8](repeating: UInt8(ascii: "*"), count: hidden) + bytes[(ends.first ?? bytes.count)...]
    }

    /// How many of its first characters the screen does not show, though it has come to show the others: where it began, or, when something
    /// else was printed in between, before the cursor. nil where none counts as shown.
    fileprivate func hiddenCount(on screen: ScreenState) -> Int? {
        guard screen.point != start, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let scalars = Array(text.unicodeScalars)
        let columns = min(2 * scalars.count, 2 * KeyEcho.runByteLimit)
        if let now = screen.text(from: start, columns: columns), now.starts(with: scalars) {
            return !before.starts(with: scalars) || screen.point == end(of: scalars.count, on: screen) ? 0 : nil
        }
        let shown = zip(screen.textBeforeCursor(columns: columns).reversed(), scalars.reversed()).prefix { $0 == $1 }
            .count
        // What a few characters look like may stand anywhere.
        return shown >= KeyEcho.evidence || shown == scalars.count && shown > 1 ? scalars.count - shown : nil
    }

    /// Where the cursor stands after `count` narrow characters.
    private func end(of count: Int, on screen: ScreenState) -> EchoPoint {
        let columns = max(1, screen.size.columns)
        let position = start.column + count
        return EchoPoint(line: start.line + position / columns, column: position % columns)
    }
}
