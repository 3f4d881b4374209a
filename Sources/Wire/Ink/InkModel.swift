/// An adaptive model of ink: slots that learn probabilities, and weights that learn whom to trust (protocol/INK.md,
/// chapter Model). Coding a number through it changes it in the same way on both ends.
struct InkModel: Sendable {
    /// Slots, then weights as bit patterns: one array, so that one check makes it safe to write.
    private var state: [UInt32]
    let layout: InkLayout
    private let profile: InkProfile
    /// How slowly weights learn: a shift.
    private let weightRate: Int32

    /// The largest magnitude of a number is below 2 to this power plus one.
    static let magnitudeLimit = 20

    init(_ prior: InkPrior, _ profile: InkProfile, weightRate: Int32) {
        state = prior.slots + prior.weights.map { UInt32(bitPattern: $0) }
        layout = profile.layout
        self.profile = profile
        self.weightRate = weightRate
    }

    /// What the weights have come to.
    var weights: [Int32] { state[layout.slotCount...].map { Int32(bitPattern: $0) } }

    /// Codes `value`, whose magnitude is below 2^21 (I25): zero, sign, the magnitude's bits in unary, then its bits.
    mutating func number<Coder: InkBitCoder>(_ value: Int, _ context: InkContext, _ coder: inout Coder) -> Int {
        let node = InkNode(context: context, profile: profile, weightRate: weightRate, weights: layout.slotCount)
        let curves = InkLogistic.curves
        var state = state.mutableSpan
        guard node.code(value != 0 ? 1 : 0, 0, &state, curves.span, &coder) == 1 else { return 0 }
        let sign = node.code(value < 0 ? 1 : 0, 1, &state, curves.span, &coder)
        let magnitude = abs(value)
        var top = 0
        while top < Self.magnitudeLimit,
            node.code(magnitude >> (top + 1) != 0 ? 1 : 0, 2 + 2 * min(top, 6) + sign, &state, curves.span, &coder) == 1
        {
            top += 1
        }
        var result = 1
        for place in stride(from: top - 1, through: 0, by: -1) {
            let next = magnitude >> place & 1
            switch top - 1 - place {
            case 0: result = 2 | node.code(next, 15 + min(top, 5), &state, curves.span, &coder)
            case 1:
                result = result << 1 | node.code(next, 17 + 2 * min(top, 6) + result & 1, &state, curves.span, &coder)
            default: result = result << 1 | coder.fixed(next)
            }
        }
        return sign == 1 ? -result : result
    }

    /// Codes one decision that stands alone.
    mutating func bit<Coder: InkBitCoder>(_ bit: Int, _ context: InkContext, _ coder: inout Coder) -> Int {
        let node = InkNode(context: context, profile: profile, weightRate: weightRate, weights: layout.slotCount)
        let curves = InkLogistic.curves
        var state = state.mutableSpan
        return node.code(bit, 0, &state, curves.span, &coder)
    }
}
