/// Checks text as it arrives, in pieces of any size, and refuses it at the first byte that no continuation could mend
/// (RFC 6455 §8.1; well-formed sequences as in the Unicode Standard, table 3-7).
///
/// It is an automaton whose transitions for one byte are packed into one word: the state is the position, in bits, of its
/// entry in that word, so that a step is one load and one shift.
struct UTF8Validator: Equatable, Sendable {
    /// Where a sequence stands. The raw value is the bit offset of the state's field in a row of the table.
    private enum State: UInt8, CaseIterable {
        case rejected = 0
        /// Between two characters.
        case boundary = 6
        /// One, two or three continuation bytes must follow.
        case one = 12
        case two = 18
        case three = 24
        /// After E0: A0–BF, since less would be overlong. After ED: 80–9F, since more would be a surrogate.
        case afterE0 = 30
        case afterED = 36
        /// After F0: 90–BF, since less would be overlong. After F4: 80–8F, since more would be above 10FFFF.
        case afterF0 = 42
        case afterF4 = 48
    }

    private var state = UInt64(State.boundary.rawValue)

    /// Whether what came so far ends between two characters.
    var isComplete: Bool { state == UInt64(State.boundary.rawValue) }

    /// Takes the next bytes; false when the text can no longer become valid.
    mutating func validate(_ bytes: Span<UInt8>) -> Bool {
        // SAFETY: the closure reads within `raw` only.
        unsafe bytes.withUnsafeBytes { raw in unsafe advance(over: raw) }
    }

    private mutating func advance(over raw: UnsafeRawBufferPointer) -> Bool {
        guard let base = raw.baseAddress else { return !isRejected }
        let count = raw.count
        var index = 0
        while index < count {
            if isComplete { index = unsafe UTF8Validator.skipASCII(base, from: index, to: count) }
            let end = min(index &+ 16, count)
            while index < end {
                step(unsafe base.load(fromByteOffset: index, as: UInt8.self))
                index &+= 1
            }
            if isRejected { return false }
        }
        return !isRejected
    }

    private var isRejected: Bool { state == UInt64(State.rejected.rawValue) }

    private mutating func step(_ byte: UInt8) {
        state = (UTF8Validator.rows[Int(byte)] &>> state) & 0x3F
    }

    /// The first index from which sixteen bytes are not all ASCII.
    private static func skipASCII(_ base: UnsafeRawPointer, from start: Int, to count: Int) -> Int {
        var index = start
        while index &+ 16 <= count {
            let low = unsafe base.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let high = unsafe base.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self)
            guard (low | high) & 0x8080_8080_8080_8080 == 0 else { return index }
            index &+= 16
        }
        return index
    }
}

extension UTF8Validator {
    /// For each byte the next state of every state, six bits each. Fields left zero are rejections.
    private static let rows = InlineArray<256, UInt64> { index in
        var row: UInt64 = 0
        for state in State.allCases {
            row |= UInt64(next(state, UInt8(index)).rawValue) << UInt64(state.rawValue)
        }
        return row
    }

    private static func next(_ state: State, _ byte: UInt8) -> State {
        switch state {
        case .rejected: .rejected
        case .boundary: first(byte)
        case .one: (0x80...0xBF).contains(byte) ? .boundary : .rejected
        case .two: (0x80...0xBF).contains(byte) ? .one : .rejected
        case .three: (0x80...0xBF).contains(byte) ? .two : .rejected
        case .afterE0: (0xA0...0xBF).contains(byte) ? .one : .rejected
        case .afterED: (0x80...0x9F).contains(byte) ? .one : .rejected
        case .afterF0: (0x90...0xBF).contains(byte) ? .two : .rejected
        case .afterF4: (0x80...0x8F).contains(byte) ? .two : .rejected
        }
    }

    private static func first(_ byte: UInt8) -> State {
        switch byte {
        case 0x00...0x7F: .boundary
        case 0xC2...0xDF: .one
        case 0xE0: .afterE0
        case 0xED: .afterED
        case 0xE1...0xEC, 0xEE...0xEF: .two
        case 0xF0: .afterF0
        case 0xF1...0xF3: .three
        case 0xF4: .afterF4
        default: .rejected
        }
    }
}
