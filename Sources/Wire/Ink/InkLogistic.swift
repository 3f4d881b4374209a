/// The two curves of the model, in 1/256 of a natural unit (protocol/INK.md, I24): literal, so that no floating point
/// decides what a bit costs.
enum InkLogistic {
    /// round(65536 / (1 + e^(-(i - 16) / 2))).
    private static let knots: [Int32] = [
        22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743, 32768, 40793, 47911,
        53581,
        57724, 60565, 62428, 63615, 64357, 64816, 65097, 65269, 65374, 65438, 65476, 65500, 65514,
    ]

    /// The probability, 48 to 65488, of each logit `index - 2048`.
    static let squash: [Int32] = (0..<4_096).map { index in
        let logit = max(index - 2_048, -2_047)
        let (place, part) = ((logit >> 7) + 16, Int32(logit & 127))
        let value = (knots[place] * (128 - part) + knots[place + 1] * part + 64) >> 7
        return min(max(value, 48), 65_488)
    }

    /// The logit of each probability `index` * 16 + 8, -2047 to 2047.
    static let stretch: [Int32] = {
        var logit: Int32 = -2_047
        return (0..<4_096).map { index in
            while logit < 2_047, squash[Int(logit) + 2_048] < 16 * Int32(index) + 8 { logit += 1 }
            return logit
        }
    }()

    /// How far a slot seen `index` times moves towards a bit, in 1/32768.
    static let rates: [Int32] = (0..<256).map { 65_536 / (2 * Int32($0) + 3) }

    /// All three in one and in 16 bits, to stay near in the inner loop: logits, then probabilities as bit patterns from
    /// ``squashed`` on, then rates from ``rated`` on.
    static let curves = (stretch + squash + rates).map { Int16(truncatingIfNeeded: $0) }
    /// Where probabilities begin in ``curves``.
    static var squashed: Int { 4_096 }
    /// Where rates begin in ``curves``.
    static var rated: Int { 8_192 }
}
