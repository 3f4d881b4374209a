/// The decisions of one number: predicts each from up to three slots, mixes, and learns (protocol/INK.md, I23).
struct InkNode {
    let context: InkContext
    let profile: InkProfile
    /// How slowly weights learn: a shift.
    let weightRate: Int32
    /// Where weights begin.
    let weights: Int

    /// Codes decision `node` of the number.
    func code<Coder: InkBitCoder>(
        _ bit: Int, _ node: Int, _ state: inout MutableSpan<UInt32>, _ curves: Span<Int16>,
        _ coder: inout Coder
    ) -> Int {
        let weight = weights + context.weights + node * 3
        let first = state[context.first + node]
        let second = context.inputs > 1 ? state[context.second + node] : 0
        let third = context.inputs > 2 ? state[context.third + node] : 0
        let (a, b, c) = (
            Int32(curves[Int(first >> 12)]), Int32(curves[Int(second >> 12)]), Int32(curves[Int(third >> 12)])
        )
        var sum = (Int32(bitPattern: state[weight]) &* a) >> 8
        if context.inputs > 1 { sum &+= (Int32(bitPattern: state[weight + 1]) &* b) >> 8 }
        if context.inputs > 2 { sum &+= (Int32(bitPattern: state[weight + 2]) &* c) >> 8 }
        let logit = Int(min(max(sum >> 8, -2_047), 2_047))
        let p = Int32(UInt16(bitPattern: curves[InkLogistic.squashed + 2_048 + logit]))
        let result = coder.code(bit, p: UInt32(p))
        coder.note(result, profile, context, node)
        let target: Int32 = result == 1 ? 65_535 : 0
        let error = ((target - p) * 6) >> 7
        state[context.first + node] = Self.learnt(first, target, curves)
        learn(&state[weight], a, error)
        guard context.inputs > 1 else { return result }
        state[context.second + node] = Self.learnt(second, target, curves)
        learn(&state[weight + 1], b, error)
        guard context.inputs > 2 else { return result }
        state[context.third + node] = Self.learnt(third, target, curves)
        learn(&state[weight + 2], c, error)
        return result
    }

    /// A slot that has seen one more bit.
    @inline(__always)
    private static func learnt(_ slot: UInt32, _ target: Int32, _ curves: Span<Int16>) -> UInt32 {
        let (p, seen) = (Int32(slot >> 8), slot & 255)
        let next = p &+ ((target &- p) &* Int32(curves[InkLogistic.rated + Int(seen)])) >> 15
        return UInt32(truncatingIfNeeded: next) << 8 | min(seen &+ 1, 255)
    }

    /// Lets a weight see what its input was worth.
    @inline(__always)
    private func learn(_ weight: inout UInt32, _ input: Int32, _ error: Int32) {
        let moved = Int32(bitPattern: weight) &+ (input &* error &+ 1 &<< (weightRate &- 1)) &>> weightRate
        weight = UInt32(bitPattern: min(max(moved, -262_143), 262_143))
    }
}
