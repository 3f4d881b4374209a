/// A small seeded generator whose numbers are the same in Swift and in TypeScript (`web-client/tests/wire-seeded.ts`):
/// 32-bit arithmetic only, each draw in the same order on both sides.
public struct Seeded: Sendable {
    private var state: UInt32

    /// A generator whose whole output follows from `seed`.
    public init(seed: UInt32) { state = seed }

    /// The next 32 bits (mulberry32).
    public mutating func next() -> UInt32 {
        state &+= 0x6D2B_79F5
        var mixed = (state ^ state >> 15) &* (state | 1)
        mixed ^= mixed &+ (mixed ^ mixed >> 7) &* (mixed | 61)
        return mixed ^ mixed >> 14
    }

    /// A number in `0..<bound`; `bound` is from 1 to 2^32.
    public mutating func below(_ bound: Int) -> Int { Int(next()) % bound }

    /// True half of the time.
    public mutating func bool() -> Bool { below(2) == 1 }

    /// A number in `range`: its ends, small distances from its lower bound and any others each a quarter of the time.
    public mutating func number(_ range: ClosedRange<Int>) -> Int {
        let distance = range.upperBound - range.lowerBound
        switch below(4) {
        case 0: return range.lowerBound
        case 1: return range.upperBound
        case 2: return range.lowerBound + below(min(distance, 300) + 1)
        default:
            let high = below(1 << 21)
            let low = Int(next())
            return range.lowerBound + (high << 32 | low) % (distance + 1)
        }
    }

    /// `count` bytes.
    public mutating func fixed(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<count { bytes.append(UInt8(below(256))) }
        return bytes
    }

    /// At most `limit` bytes, rarely many.
    public mutating func bytes(limit: Int) -> [UInt8] {
        let count = length(limit)
        return fixed(count)
    }

    /// At most `limit` bytes of UTF-8, rarely many.
    public mutating func text(limit: Int) -> String {
        let count = length(limit)
        var text = ""
        var used = 0
        while true {
            let scalar = Seeded.scalars[below(Seeded.scalars.count)]
            used += scalar.utf8.count
            guard used <= count else { return text }
            text.unicodeScalars.append(scalar)
        }
    }

    /// Few elements, at most `limit`.
    public mutating func list<Element>(limit: Int, _ random: (inout Seeded) -> Element) -> [Element] {
        let count = below(min(limit, 3) + 1)
        var elements: [Element] = []
        for _ in 0..<count { elements.append(random(&self)) }
        return elements
    }

    /// Few elements, at least one and at most `limit`.
    public mutating func run<Element>(limit: Int, _ random: (inout Seeded) -> Element) -> [Element] {
        let count = 1 + below(min(limit, 3))
        var elements: [Element] = []
        for _ in 0..<count { elements.append(random(&self)) }
        return elements
    }

    private mutating func length(_ limit: Int) -> Int {
        switch below(8) {
        case 0: 0
        case 1: min(limit, 300)
        default: below(min(limit, 12) + 1)
        }
    }

    /// Scalars of every length in UTF-8, with those that other layers like to trip over.
    private static let scalars: [Unicode.Scalar] = [
        "a", "Z", "0", " ", "\"", "\\", "/", "<", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}", "é", "ß", "ت", "خ",
        "\u{200F}", "\u{202E}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "漢", "\u{E000}", "\u{D7FF}", "🖊",
        "\u{10FFFF}",
    ]
}

extension Seeded {
    /// Changes `bytes` in one to three places.
    public mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0...below(3) {
            let place = below(bytes.count + 1)
            switch below(6) {
            case 0: if place < bytes.count { bytes[place] ^= 1 << UInt8(below(8)) }
            case 1: if place < bytes.count { bytes[place] = UInt8(below(256)) }
            case 2: bytes.insert(UInt8(below(256)), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(4)))
            case 4: if place < bytes.count { bytes[place] = below(2) == 0 ? 0x80 : 0xFF }
            default: bytes.removeSubrange(place..<bytes.count)
            }
        }
    }
}
