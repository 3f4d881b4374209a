/// The parameters of a control sequence (ECMA-48 §5.4.2), with sub-parameters after colons (ITU-T T.416). There is always one;
/// without a number it has its command's default.
struct Parameters: Sendable {
    private var values = InlineArray<32, Int32>(repeating: -1)
    /// Bit i is set when value i is a sub-parameter of the value before it.
    private var colons: UInt32 = 0
    private var isFull = false
    /// Parameters and sub-parameters, at least 1.
    private(set) var count = 1

    /// One parameter without a number.
    mutating func clear() {
        count = 1
        values[0] = -1
        colons = 0
        isFull = false
    }

    /// A digit of the last parameter.
    mutating func digit(_ digit: UInt8) {
        guard !isFull else { return }
        let value = max(values[count - 1], 0) * 10 + Int32(digit)
        values[count - 1] = min(value, Int32(TerminalLimits.parameterValueLimit))
    }

    /// Begins another parameter, or a sub-parameter.
    mutating func separate(isColon: Bool) {
        guard count < TerminalLimits.parameterLimit else {
            isFull = true
            return
        }
        if isColon { colons |= 1 << UInt32(count) }
        values[count] = -1
        count += 1
    }

    /// The value at `index`, or nil when it is not there or has no number.
    func value(_ index: Int) -> Int? {
        guard index < count, values[index] >= 0 else { return nil }
        return Int(values[index])
    }

    /// The value at `index`, or `missing`.
    func value(_ index: Int, or missing: Int) -> Int { value(index) ?? missing }

    /// The first value as a count: 0 and none mean 1.
    var repetitions: Int { max(value(0, or: 1), 1) }

    /// Whether the value at `index` came after a colon.
    func isSub(_ index: Int) -> Bool { index < count && colons >> UInt32(index) & 1 == 1 }

    /// The end of the sub-parameters that follow the parameter at `index`.
    func endOfSubs(after index: Int) -> Int {
        var end = index + 1
        while isSub(end) { end += 1 }
        return end
    }
}
