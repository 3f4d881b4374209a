import Wire

/// A coder that writes nothing and counts how every decision of every model went.
struct SlotCounter: InkBitCoder {
    /// For each profile and slot, how often a 0 and a 1 came.
    private(set) var zeros: [[UInt32]]
    private(set) var ones: [[UInt32]]

    init() {
        zeros = InkProfile.allCases.map { [UInt32](repeating: 0, count: $0.layout.slotCount) }
        ones = zeros
    }

    mutating func code(_ bit: Int, p: UInt32) -> Int { bit }

    mutating func note(_ bit: Int, _ profile: InkProfile, _ context: InkContext, _ node: Int) {
        count(bit, profile.rawValue, context.first + node)
        if context.inputs > 1 { count(bit, profile.rawValue, context.second + node) }
        if context.inputs > 2 { count(bit, profile.rawValue, context.third + node) }
    }

    private mutating func count(_ bit: Int, _ profile: Int, _ slot: Int) {
        if bit == 1 { ones[profile][slot] += 1 } else { zeros[profile][slot] += 1 }
    }
}
