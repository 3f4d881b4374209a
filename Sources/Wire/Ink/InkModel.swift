/// An adaptive model of ink: slots that learn probabilities, and weights that learn whom to trust (protocol/INK.md,
/// chapter Model). Coding a number through it changes it in the same way on both ends.
struct InkModel: Sendable {
    private var slots: [UInt32]
    private(set) var weights: [Int32]
    let layout: InkLayout
    private let profile: InkProfile
    /// How slowly weights learn: a shift.
    private let weightRate: Int32
    private let stretch = InkLogistic.stretch
    private let squash = InkLogistic.squash
    private let rates = InkLogistic.rates

    /// The largest magnitude of a number is below 2 to this power plus one.
    static let magnitudeLimit = 20

    init(_ prior: InkPrior, _ profile: InkProfile, weightRate: Int32) {
        slots = prior.slots
        weights = prior.weights
        layout = profile.layout
        self.profile = profile
        self.weightRate = weightRate
    }

    /// Codes `value`, whose magnitude is below 2^21 (I25): zero, sign, the magnitude's bits in unary, then its bits.
    mutating func number<Coder: InkBitCoder>(_ value: Int, _ context: InkContext, _ coder: inout Coder) -> Int {
        guard bit(value != 0 ? 1 : 0, context, 0, &coder) == 1 else { return 0 }
        let sign = bit(value < 0 ? 1 : 0, context, 1, &coder)
        let magnitude = abs(value)
        var top = 0
        while top < Self.magnitudeLimit,
            bit(magnitude >> (top + 1) != 0 ? 1 : 0, context, 2 + 2 * min(top, 6) + sign, &coder) == 1
        {
            top += 1
        }
        var result = 1
        for place in stride(from: top - 1, through: 0, by: -1) {
            let next = magnitude >> place & 1
            switch top - 1 - place {
            case 0: result = 2 | bit(next, context, 15 + min(top, 5), &coder)
            case 1: result = result << 1 | bit(next, context, 17 + 2 * min(top, 6) + result & 1, &coder)
            default: result = result << 1 | coder.fixed(next)
            }
        }
        return sign == 1 ? -result : result
    }

    /// Codes one decision of a number.
    mutating func bit<Coder: InkBitCoder>(
        _ bit: Int, _ context: InkContext, _ node: Int, _ coder: inout Coder
    ) -> Int {
        let weight = context.weights + node * 3
        let first = input(context.first + node)
        let second = context.inputs > 1 ? input(context.second + node) : 0
        let third = context.inputs > 2 ? input(context.third + node) : 0
        let sum =
            (weights[weight] * first) >> 8 + (weights[weight + 1] * second) >> 8 + (weights[weight + 2] * third) >> 8
        let p = squash[Int(min(max(sum >> 8, -2_047), 2_047)) + 2_048]
        let result = coder.code(bit, p: UInt32(p))
        coder.note(result, profile, context, node)
        let error = (((result == 1 ? 65_535 : 0) - p) * 6) >> 7
        learn(context.first + node, weight, first, error, result)
        if context.inputs > 1 { learn(context.second + node, weight + 1, second, error, result) }
        if context.inputs > 2 { learn(context.third + node, weight + 2, third, error, result) }
        return result
    }

    /// The logit of a slot.
    private func input(_ slot: Int) -> Int32 { stretch[Int(slots[slot] >> 12)] }

    private mutating func learn(_ slot: Int, _ weight: Int, _ input: Int32, _ error: Int32, _ bit: Int) {
        let moved = weights[weight] + (input * error + 1 << (weightRate - 1)) >> weightRate
        weights[weight] = min(max(moved, -262_143), 262_143)
        let seen = slots[slot] & 255
        let p = Int32(slots[slot] >> 8)
        let next = p + (((bit == 1 ? 65_535 : 0) - p) * rates[Int(seen)]) >> 15
        slots[slot] = UInt32(next) << 8 | min(seen + 1, 255)
    }
}
