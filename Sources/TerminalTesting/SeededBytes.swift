/// Numbers that follow from a seed (SplitMix64; Steele, Lea, Flood 2014).
public struct SeededBytes: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Equal seeds, equal numbers.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number from 0 to `bound` - 1.
    public mutating func below(_ bound: Int) -> Int { Int(next() >> 33) % max(bound, 1) }

    /// True once in `of` times.
    public mutating func once(in of: Int) -> Bool { below(of) == 0 }

    /// One of `elements`, of which there are some.
    public mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}
