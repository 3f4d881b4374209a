/// The machine that finds control functions among bytes. Everything that it keeps is bounded; it is total.
struct Parser: Sendable {
    private(set) var state = ParserState.ground
    private(set) var parameters = Parameters()
    /// Intermediates in order, the last in the low byte; `tooManyIntermediates` when there were more than two.
    private(set) var intermediates: UInt16 = 0
    /// `<`, `=`, `>` or `?` before the parameters; 0 for none.
    private(set) var marker: UInt8 = 0
    /// The final byte of a device control string.
    private(set) var final: UInt8 = 0
    /// Bytes of a command or device control string, within its limit.
    private(set) var string: [UInt8] = []
    private var intermediateCount = 0
    private var isStringTooLong = false

    /// Intermediates of a sequence that has too many of them: of no known one.
    static let tooManyIntermediates: UInt16 = 0xFFFF

    /// Begins an escape sequence: ESC was met in `ground`.
    mutating func beginEscape() {
        clear()
        state = .escape
    }

    /// Takes a byte in any state but `ground`. Bytes above 0x7F are of no control function outside strings.
    mutating func take(_ byte: UInt8) -> ParserAction {
        switch byte {
        case 0x1B: return leave(andEnter: .escape)
        case 0x18, 0x1A:  // CAN, SUB: what was begun is off.
            state = .ground
            return .execute(byte)
        case 0x00...0x1F: return control(byte)
        case 0x20...0x7E: return graphic(byte)
        case 0x7F: return .none
        default:
            if state == .command { append(byte, limit: TerminalLimits.commandByteLimit) }
            return .none
        }
    }

    private mutating func control(_ byte: UInt8) -> ParserAction {
        switch state {
        case .command:
            return byte == 0x07 ? leave(andEnter: .ground) : .none  // BEL ends a command, as in xterm.
        case .deviceEntry, .deviceParameter, .deviceIntermediate, .devicePassthrough, .deviceIgnore, .ignoredString:
            return .none
        case .ground, .escape, .escapeIntermediate, .sequenceEntry, .sequenceParameter, .sequenceIntermediate,
            .sequenceIgnore:
            return .execute(byte)
        }
    }

    private mutating func graphic(_ byte: UInt8) -> ParserAction {
        switch state {
        case .ground, .sequenceEntry, .sequenceParameter, .sequenceIntermediate, .sequenceIgnore:
            return sequence(byte)
        case .escape: return escape(byte)
        case .escapeIntermediate:
            guard byte >= 0x30 else { return collect(byte, .escapeIntermediate) }
            state = .ground
            return .escape(byte)
        case .deviceEntry, .deviceParameter, .deviceIntermediate: return device(byte)
        case .devicePassthrough:
            append(byte, limit: TerminalLimits.deviceStringByteLimit)
            return .none
        case .command:
            append(byte, limit: TerminalLimits.commandByteLimit)
            return .none
        case .deviceIgnore, .ignoredString: return .none
        }
    }

    private mutating func escape(_ byte: UInt8) -> ParserAction {
        switch byte {
        case 0x20...0x2F: return collect(byte, .escapeIntermediate)
        case UInt8(ascii: "["): state = .sequenceEntry
        case UInt8(ascii: "]"): state = .command
        case UInt8(ascii: "P"): state = .deviceEntry
        case UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"): state = .ignoredString
        default:
            state = .ground
            return .escape(byte)
        }
        return .none
    }

    private mutating func sequence(_ byte: UInt8) -> ParserAction {
        switch (byte, state) {
        case (0x40...0x7E, .sequenceIgnore): state = .ground
        case (0x40...0x7E, _):
            state = .ground
            return .sequence(byte)
        case (_, .sequenceIgnore): break
        case (0x20...0x2F, _): return collect(byte, .sequenceIntermediate)
        case (_, .sequenceIntermediate): state = .sequenceIgnore
        default: state = parameter(byte, isEntry: state == .sequenceEntry) ? .sequenceParameter : .sequenceIgnore
        }
        return .none
    }

    private mutating func device(_ byte: UInt8) -> ParserAction {
        switch (byte, state) {
        case (0x40...0x7E, _):
            final = byte
            state = .devicePassthrough
        case (0x20...0x2F, _): return collect(byte, .deviceIntermediate)
        case (_, .deviceIntermediate): state = .deviceIgnore
        default: state = parameter(byte, isEntry: state == .deviceEntry) ? .deviceParameter : .deviceIgnore
        }
        return .none
    }

    /// Takes 0x30 to 0x3F; false where it makes the sequence one to ignore.
    private mutating func parameter(_ byte: UInt8, isEntry: Bool) -> Bool {
        switch byte {
        case 0x30...0x39: parameters.digit(byte - 0x30)
        case 0x3A: parameters.separate(isColon: true)
        case 0x3B: parameters.separate(isColon: false)
        default:
            guard isEntry else { return false }
            marker = byte
        }
        return true
    }

    private mutating func collect(_ byte: UInt8, _ next: ParserState) -> ParserAction {
        intermediateCount += 1
        let isTooMany = intermediateCount > TerminalLimits.intermediateLimit
        intermediates = isTooMany ? Parser.tooManyIntermediates : intermediates << 8 | UInt16(byte)
        state = next
        return .none
    }

    /// ESC, or a BEL in a command, ends a string: what it was is done now. The string stays until `clear`.
    private mutating func leave(andEnter next: ParserState) -> ParserAction {
        let ended = state
        state = next
        if ended == .command && !isStringTooLong { return .command }
        if ended == .devicePassthrough && !isStringTooLong { return .deviceString }
        clear()
        return .none
    }

    private mutating func append(_ byte: UInt8, limit: Int) {
        if string.count < limit { string.append(byte) } else { isStringTooLong = true }
    }

    /// Forgets what belonged to the sequence before.
    mutating func clear() {
        parameters.clear()
        intermediates = 0
        intermediateCount = 0
        marker = 0
        isStringTooLong = false
        string.removeAll(keepingCapacity: true)
    }
}
