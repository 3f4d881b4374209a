/// One direction of the coder: the same walk over a stroke writes bits or reads them (protocol/INK.md, I1).
package protocol InkBitCoder {
    /// Codes one bit whose probability of being 1 is `p` / 65536 and returns it. A reading coder ignores `bit`.
    mutating func code(_ bit: Int, p: UInt32) -> Int

    /// Hears which decision of which model `bit` was. Only training listens.
    mutating func note(_ bit: Int, _ profile: InkProfile, _ context: InkContext, _ node: Int)
}

extension InkBitCoder {
    package mutating func note(_ bit: Int, _ profile: InkProfile, _ context: InkContext, _ node: Int) {}

    /// One bit of fixed probability `p` / 65536, outside any model.
    mutating func fixed(_ bit: Int, p: UInt32 = 32_768) -> Int {
        code(bit, p: p)
    }

    /// `count` bits of even probability, high bit first.
    mutating func raw(_ value: Int, count: Int) -> Int {
        var result = 0
        for place in stride(from: count - 1, through: 0, by: -1) {
            result = result << 1 | fixed(value >> place & 1)
        }
        return result
    }
}
