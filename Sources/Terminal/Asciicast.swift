/// Writes a recording of a screen in the form that asciinema plays, line by line (https://docs.asciinema.org/manual/asciicast/v2/). Bytes of frames may be anybody's.
public struct Asciicast: Sendable {
    /// What a recording has.
    public enum Entry: Equatable, Sendable {
        /// The screen whole: a coded difference from `ScreenState.origin`.
        case keyframe([UInt8])
        /// A coded difference from the screen as it was.
        case difference([UInt8])
        /// The bell rang.
        case bell
        /// Something worth finding again, such as who took the keyboard.
        case mark(String)
        /// What was typed.
        case input([UInt8])
    }

    private let title: String
    private let started: Int?
    private var state = ScreenState.origin
    private var hasHeader = false
    private var lastTime = 0

    /// A recording that began `started` seconds after 1970 (absent: not said). An empty title is left out.
    public init(title: String, started: Int?) {
        self.title = title
        self.started = started
    }

    /// The lines for `entry`, each with its line break, or nothing when nothing is to be seen; before the first, the header, which has the size of
    /// the first screen. `milliseconds` count from the beginning; a time before the last one means that one.
    /// - Throws: for bytes that are no difference; the recording goes on after them.
    public mutating func lines(for entry: Entry, at milliseconds: Int) throws(ScreenCodingError) -> String {
        switch entry {
        case .keyframe(let bytes): try lines(for: bytes, on: .origin, at: milliseconds)
        case .difference(let bytes): try lines(for: bytes, on: state, at: milliseconds)
        case .bell: header() + event(milliseconds, "o", "\u{07}")
        case .mark(let label): header() + event(milliseconds, "m", label)
        case .input(let keys): header() + event(milliseconds, "i", String(decoding: keys, as: UTF8.self))
        }
    }

    private mutating func lines(
        for bytes: [UInt8], on base: ScreenState, at milliseconds: Int
    ) throws(ScreenCodingError) -> String {
        var next = base
        next.apply(try ScreenDifference(decoding: bytes))
        if !hasHeader { state = ScreenState(size: next.size) }
        var lines = header()
        if next.size != state.size { lines += event(milliseconds, "r", "\(next.size.columns)x\(next.size.rows)") }
        let drawing = next.drawing(from: state)
        if !drawing.isEmpty { lines += event(milliseconds, "o", String(decoding: drawing, as: UTF8.self)) }
        state = next
        return lines
    }

    private mutating func header() -> String {
        guard !hasHeader else { return "" }
        hasHeader = true
        var fields = ["\"version\":2", "\"width\":\(state.size.columns)", "\"height\":\(state.size.rows)"]
        if let started { fields.append("\"timestamp\":\(started)") }
        if !title.isEmpty { fields.append("\"title\":\(Asciicast.quoted(title))") }
        fields.append("\"env\":{\"TERM\":\"xterm-256color\"}")
        return "{\(fields.joined(separator: ","))}\n"
    }

    private mutating func event(_ milliseconds: Int, _ code: String, _ data: String) -> String {
        lastTime = max(lastTime, milliseconds)
        let thousandths = String(lastTime % 1_000 + 1_000).dropFirst()
        return "[\(lastTime / 1_000).\(thousandths),\"\(code)\",\(Asciicast.quoted(data))]\n"
    }

    /// `text` as JSON (RFC 8259 §7).
    private static func quoted(_ text: String) -> String {
        var quoted: [UInt8] = [0x22]
        for byte in text.utf8 {
            switch byte {
            case 0x22, 0x5C: quoted += [0x5C, byte]
            case 0..<0x20: quoted += Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: quoted.append(byte)
            }
        }
        return String(decoding: quoted + [0x22], as: UTF8.self)
    }

    private static let hex = Array("0123456789abcdef".utf8)
}
