/// Which character sets are designated, G0 to G3, and which is in use (ECMA-35 §7, §9).
struct CharsetChoice: Equatable, Sendable {
    private var designated = [Charset](repeating: .ascii, count: 4)
    /// The set of the left half, 0 to 3: SI, SO, LS2, LS3.
    private(set) var left = 0
    /// The set of the next character alone: SS2, SS3.
    private var single: Int?
    /// Whether ASCII means itself.
    private(set) var isPlain = true

    /// Designates `charset` as G`index`.
    mutating func designate(_ index: Int, _ charset: Charset) {
        designated[index] = charset
        isPlain = single == nil && designated[left] == .ascii
    }

    /// Uses G`index` from now on.
    mutating func shift(to index: Int) {
        left = index
        isPlain = single == nil && designated[left] == .ascii
    }

    /// Uses G`index` for one character.
    mutating func shiftOnce(to index: Int) {
        single = index
        isPlain = false
    }

    /// What `scalar`, printable ASCII, stands for now. A single shift ends here.
    mutating func map(_ scalar: UInt32) -> UInt32 {
        let charset = designated[single ?? left]
        if single != nil {
            single = nil
            isPlain = designated[left] == .ascii
        }
        return charset.map(scalar)
    }
}
