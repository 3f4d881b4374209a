/// One coordinate of a running stroke, in coded steps: where it is, its last deltas and how wrong the last guesses were.
struct InkAxis: Sendable {
    var position = 0
    /// The last four deltas, the latest first. The first delta of a stroke stands in for all before it.
    var d0 = 0, d1 = 0, d2 = 0, d3 = 0
    /// The last three differences between delta and guess, the latest first.
    var e0 = 0, e1 = 0, e2 = 0
    /// The next delta as foreseen, in 1/64 step; its whole part.
    var fine = 0, guess = 0

    /// Foresees the next delta by four taps (I29).
    mutating func foresee(_ taps: (Int, Int, Int, Int)) {
        foresee(fine: taps.0 * d0 + taps.1 * d1 + taps.2 * d2 + taps.3 * d3)
    }

    /// Foresees the next delta as `fine` / 64, rounded.
    mutating func foresee(fine: Int) {
        self.fine = min(max(fine, -Self.guessLimit << 6), Self.guessLimit << 6)
        guess = (self.fine + 32) >> 6
    }

    /// The direction of travel that contexts are turned to: 1 or -1.
    var sign: Int {
        d0 != 0 ? (d0 < 0 ? -1 : 1) : d1 < 0 || (d1 == 0 && fine < guess << 6) ? -1 : 1
    }

    /// Takes the step `guess` + `error`.
    mutating func step(_ error: Int, isFirst: Bool) {
        let delta = guess + error
        position += delta
        (d3, d2, d1, d0) = isFirst ? (delta, delta, delta, delta) : (d2, d1, d0, delta)
        (e2, e1, e0) = (e1, e0, error)
    }

    /// Goes on in steps 2^`shift` times finer.
    mutating func refine(_ shift: Int) {
        position <<= shift
        (d0, d1, d2, d3) = (d0 << shift, d1 << shift, d2 << shift, d3 << shift)
        (e0, e1, e2) = (e0 << shift, e1 << shift, e2 << shift)
    }

    private static let guessLimit = 1 << 18
}
