/// A terminal for programs that know `xterm-256color`: their bytes in, a screen out, and answers to write back to them.
///
/// The bytes are hostile: whatever they are, nothing traps, memory is bounded (`TerminalLimits`, `ScrollbackLimits`), and so is the
/// work of one call. Refused: OSC 52 (the clipboard), window manipulation (`CSI t`), reports of the title, and whatever else would
/// let text come back as input. Answers hold numbers of our own only, and still reach the program's input: a program that prints
/// somebody's file lets that file ask for `ESC [ 0 n`, as in every terminal.
public struct Terminal: Sendable {
    var screen: Screen
    var parser = Parser()
    private var decoder = UTF8Decoder()
    private var answers: [UInt8] = []
    /// BELs so far.
    public private(set) var bellCount = 0

    /// An empty screen.
    public init(size: TerminalSize, scrollback: ScrollbackLimits = .standard) {
        screen = Screen(size: size, scrollback: scrollback)
    }

    /// A terminal whose tables are searched at other sizes than usual.
    package init(size: TerminalSize, scrollback: ScrollbackLimits, tables: TableLimits) {
        screen = Screen(size: size, scrollback: scrollback, limits: tables)
    }

    /// Rows and columns.
    public var size: TerminalSize { screen.size }
    /// Lines that left the top of the main screen.
    public var scrollback: Scrollback { screen.scrollback }
    /// What programs switched on.
    public var modes: Modes { screen.modes }
    /// Whether answers wait to be taken.
    public var hasAnswers: Bool { !answers.isEmpty }

    /// What is to be written to the program, once: at most `TerminalLimits.answerByteLimit` bytes.
    public mutating func takeAnswers() -> [UInt8] {
        defer { answers = [] }
        return answers
    }

    /// Takes bytes from the program and says how many: at least one, and no more when `budget` is used up. A byte costs 1, and what
    /// scrolls or is erased 1 for eight cells, so that a screen cleared over and over costs what it takes. The last function may
    /// exceed the budget by one screen. A unit takes 1 to 30 ns.
    public mutating func feed(_ bytes: Span<UInt8>, budget: Int = .max) -> Int {
        screen.work = 0
        var index = 0
        while index < bytes.count && (index == 0 || index + screen.work < budget) {
            guard parser.state == .ground else {
                perform(parser.take(bytes[index]))
                index += 1
                continue
            }
            let byte = bytes[index]
            if decoder.isMidway || byte >= 0x80 {
                index += decode(byte) ? 1 : 0
            } else if byte >= 0x20 && byte < 0x7F {
                let room = max(budget - index - screen.work, 1)
                let end = Terminal.endOfASCII(bytes, from: index, limit: room)
                screen.print(bytes.extracting(index..<end))
                index = end
            } else {
                index += 1
                if byte == 0x1B { parser.beginEscape() } else { execute(byte) }
            }
        }
        return index
    }

    /// Takes `bytes` whole, whatever it costs.
    public mutating func feed(_ bytes: [UInt8]) { _ = feed(bytes.span) }

    private static func endOfASCII(_ bytes: Span<UInt8>, from start: Int, limit: Int) -> Int {
        let last = min(bytes.count - start, limit) + start
        var end = start + 1
        while end < last && bytes[end] &- 0x20 < 0x5F { end += 1 }
        return end
    }

    /// A byte of UTF-8; false when it is to be read again.
    private mutating func decode(_ byte: UInt8) -> Bool {
        switch decoder.take(byte) {
        case .partial: return true
        case .scalar(let scalar):
            if scalar >= 0xA0 { screen.print(scalar) }  // C1 controls have no form of two bytes here.
            return true
        case .broken:
            screen.print(0xFFFD)
            return false
        }
    }

    private mutating func perform(_ action: ParserAction) {
        switch action {
        case .none: break
        case .execute(let control): execute(control)
        case .escape(let final): escape(final)
        case .sequence(let final): sequence(final)
        case .command:
            command(parser.string)
            parser.clear()
        case .deviceString:
            deviceString(parser.string)
            parser.clear()
        }
    }

    /// C0 controls (ECMA-48 §8.2.1; VT220 manual, table 4-1).
    private mutating func execute(_ control: UInt8) {
        switch control {
        case 0x07: bellCount &+= 1
        case 0x08: screen.moveRight(-1)
        case 0x09: screen.tabForward(1)
        case 0x0A, 0x0B, 0x0C:
            screen.lineFeed()
            if screen.modes.contains(.newLine) { screen.moveTo(column: 0) }
        case 0x0D: screen.moveTo(column: 0)
        case 0x0E: screen.cursor.charsets.shift(to: 1)
        case 0x0F: screen.cursor.charsets.shift(to: 0)
        default: break
        }
    }

    /// Lets an answer wait to be taken. One that does not fit is not given.
    mutating func answer(_ text: String) {
        guard answers.count + text.utf8.count <= TerminalLimits.answerByteLimit else { return }
        answers.append(contentsOf: text.utf8)
    }
}
