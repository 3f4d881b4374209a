import Terminal
import Wire

/// A state of a machine's screen that viewers get.
public struct ScreenNews: Sendable {
    /// Where it is seen.
    public var topic: TopicHandle
    /// Of this state.
    public var revision: Revision
    /// What is seen.
    public var state: ScreenState
    /// The last keystroke whose echo it shows (S9).
    public var typed: KeyNumber?
    /// Counts what rang.
    public var bells = 0
    /// The shorter way for who has the state before; nil where there was none.
    public var step: ViewNews.Step?

    /// The way from another state, or from nothing: a keyframe.
    /// - Parameter revision: of the other state, which is one of the last 65,536.
    /// - Throws: `WireError.tooLong` for more than a message holds: what `fitting` returned is never that, from nothing.
    func message(from other: ScreenState?, _ revision: Revision?) throws(WireError) -> SharedMessage {
        let frame = ScreenDifference(from: other ?? .origin, to: state).encoded()
        let since = revision.map { self.revision - $0 }
        return try SharedMessage(
            .view(
                topic: topic, revision: self.revision, since: since,
                view: .screen(ScreenView(typed: typed, bells: bells % 32, frame: frame))))
    }
}

extension ScreenState {
    /// The screen itself, or as much of it as a message holds: without its styles and links, and then without marks upon letters.
    func fitting(_ byteLimit: Int = WireLimits.screenByteLimit) -> ScreenState {
        // What a cell, a style, a cluster and a link take at most.
        let most =
            size.rows * size.columns * 6 + table.styles.count * 20 + table.clusters.count * 40 + table.links.count
            * 2_400
        guard most + 1_024 > byteLimit, !fits(byteLimit) else { return self }
        let plain = redrawn { $0 }
        guard !plain.fits(byteLimit) else { return plain }
        return redrawn { scalars in
            var bases = String.UnicodeScalarView()
            for scalar in scalars where !scalar.isMark { bases.append(scalar) }
            return bases
        }
    }

    private func fits(_ byteLimit: Int) -> Bool {
        ScreenDifference(from: .origin, to: self).encoded().count < byteLimit - 64
    }

    /// The text alone, on a new screen.
    private func redrawn(_ choose: (String.UnicodeScalarView) -> String.UnicodeScalarView) -> ScreenState {
        var terminal = Terminal(size: size)
        for row in 0..<size.rows {
            let text = String(choose(text(ofRow: row).unicodeScalars))
            terminal.feed(Array("\u{1B}[\(row + 1)H\(text)".utf8))
        }
        terminal.feed(Array("\u{1B}[\(cursor.row + 1);\(cursor.column + 1)H".utf8))
        return terminal.state
    }
}

extension Unicode.Scalar {
    /// Whether it stands upon the character before it.
    fileprivate var isMark: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
