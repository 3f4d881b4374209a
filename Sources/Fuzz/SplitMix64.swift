/// A small seeded generator (SplitMix64, Steele, Lea and Flood 2014) and mutations of byte strings. The same seed gives
/// the same run on every machine, so a seed that failed once can be kept as a test for good.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose whole output follows from `seed`.
    public init(seed: UInt64) { state = seed }

    /// The next 64 uniformly distributed bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `0..<bound`; 0 when `bound` is not positive. Slightly biased for huge bounds, which fuzzing does not
    /// mind.
    public mutating func below(_ bound: Int) -> Int {
        bound > 0 ? Int(truncatingIfNeeded: (next() >> 33)) % bound : 0
    }

    /// True once in `count` calls on average.
    public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// Any byte.
    public mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next() >> 56) }

    /// Fewer than `limit` random bytes.
    public mutating func bytes(fewerThan limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        for _ in 0..<below(limit) { result.append(byte()) }
        return result
    }

    /// Cuts that split `count` bytes into pieces: ascending offsets ending in `count`. Empty pieces do not occur.
    public mutating func cuts(of count: Int) -> [Int] {
        var cuts: [Int] = []
        let longest = 1 + below([1, 4, 64, 1024][below(4)])
        var offset = 0
        while offset < count {
            offset = min(count, offset + 1 + below(longest))
            cuts.append(offset)
        }
        return cuts
    }
}

extension SplitMix64 {
    /// Changes `bytes` in one to `limit` places: bits flipped, bytes set, inserted, removed, runs repeated or cut, and
    /// pieces of `dictionary` (words that mean something to the format) put in.
    public mutating func mutate(_ bytes: inout [UInt8], dictionary: [[UInt8]] = [], atMost limit: Int = 4) {
        for _ in 0...below(limit) { mutateOnce(&bytes, dictionary) }
    }

    private mutating func mutateOnce(_ bytes: inout [UInt8], _ dictionary: [[UInt8]]) {
        let place = below(bytes.count + 1)
        switch below(dictionary.isEmpty ? 7 : 9) {
        case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
        case 1: if place < bytes.count { bytes[place] = byte() }
        case 2: bytes.insert(byte(), at: place)
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(4)))
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(64)))
        case 5: bytes.insert(contentsOf: Array(bytes[place..<min(bytes.count, place + 1 + below(64))]), at: place)
        case 6: if place < bytes.count { bytes[place] = [0x00, 0x7F, 0x80, 0xFF, 0x0A, 0x0D, 0x20][below(7)] }
        default: bytes.insert(contentsOf: dictionary[below(dictionary.count)], at: place)
        }
    }
}
