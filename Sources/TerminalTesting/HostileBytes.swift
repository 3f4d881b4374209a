/// Makes what a program might print to break a terminal, one sequence after another.
public struct HostileBytes: Sendable {
    private var random: SeededBytes

    /// Equal seeds, equal bytes.
    public init(seed: UInt64) { random = SeededBytes(seed: seed) }

    /// A size, often a tiny one.
    public mutating func size() -> (rows: Int, columns: Int) {
        switch random.below(8) {
        case 0: (1, 1)
        case 1: (random.below(4) + 1, random.below(3) + 1)
        case 2: (random.below(60) + 1, random.below(200) + 1)
        default: (random.below(12) + 1, random.below(24) + 1)
        }
    }

    /// A number from 0 to `bound` - 1.
    public mutating func below(_ bound: Int) -> Int { random.below(bound) }

    /// Puts one sequence, or piece of text, at the end.
    public mutating func append(to bytes: inout [UInt8]) {
        switch random.below(20) {
        case 0...8: sequence(&bytes)
        case 9: escape(&bytes)
        case 10: string(&bytes)
        case 11...12: bytes.append(UInt8(random.below(32)))
        case 13...15: bytes += HostileBytes.texts[random.below(HostileBytes.texts.count)]
        case 16: for _ in 0..<random.below(40) { bytes.append(UInt8(0x20 + random.below(95))) }
        case 17: for _ in 0..<random.below(6) { bytes.append(UInt8(random.below(256))) }
        case 18: rendition(&bytes)
        default: mode(&bytes)
        }
    }

    private mutating func sequence(_ bytes: inout [UInt8]) {
        bytes += [0x1B, 0x5B]
        if random.once(in: 8) { bytes.append(random.pick(Array("?>=<".utf8))) }
        let count = random.once(in: 12) ? random.below(60) : random.below(4)
        for index in 0..<count {
            if index > 0 { bytes.append(random.once(in: 8) ? 0x3A : 0x3B) }
            number(&bytes)
        }
        if random.once(in: 10) { bytes.append(random.pick(Array(" !$\"'*".utf8))) }
        if random.once(in: 30) { bytes.append(UInt8(random.below(256))) }
        let known = Array("@ABCDEFGHIJKLMPSTXZ`abcdefghjklmnqrstu^".utf8)
        bytes.append(random.once(in: 6) ? UInt8(0x40 + random.below(63)) : random.pick(known))
    }

    private mutating func number(_ bytes: inout [UInt8]) {
        switch random.below(10) {
        case 0: break
        case 1: bytes += Array("99999999999999999999".utf8)
        case 2: bytes += Array("\(random.below(70_000))".utf8)
        default: bytes += Array("\(random.below(30))".utf8)
        }
    }

    private mutating func escape(_ bytes: inout [UInt8]) {
        bytes.append(0x1B)
        for _ in 0..<(random.once(in: 3) ? random.below(4) : 0) { bytes.append(random.pick(Array("()*+#% ".utf8))) }
        bytes.append(random.once(in: 4) ? UInt8(random.below(256)) : random.pick(Array("78=>DEHMNOZcno0AB\\".utf8)))
    }

    private mutating func string(_ bytes: inout [UInt8]) {
        bytes += Array(random.pick(HostileBytes.strings).utf8)
        let count = random.once(in: 50) ? 6_000 : random.below(20)
        for _ in 0..<count { bytes.append(UInt8(0x20 + random.below(random.once(in: 4) ? 224 : 95))) }
        bytes += Array(random.pick(["\u{7}", "\u{1B}\\", "\u{18}", ""]).utf8)
    }

    private mutating func rendition(_ bytes: inout [UInt8]) {
        let color = "\(random.below(256));\(random.below(256));\(random.below(256))"
        let forms = [
            "38;2;\(color)", "48;2;\(color)", "58:2::1:2:3", "4:3", "0", "7", "1;31", "48;5;\(random.below(300))",
            "38:5:9",
        ]
        bytes += Array("\u{1B}[\(random.pick(forms))m".utf8)
    }

    private mutating func mode(_ bytes: inout [UInt8]) {
        let known = [1, 3, 5, 6, 7, 25, 47, 66, 1000, 1002, 1003, 1004, 1006, 1047, 1048, 1049, 2004, 2026]
        let mark = random.once(in: 4) ? "" : "?"
        let number = mark.isEmpty ? random.pick([4, 20]) : random.pick(known)
        bytes += Array("\u{1B}[\(mark)\(number)\(random.once(in: 2) ? "h" : "l")".utf8)
    }

    private static let strings = [
        "\u{1B}]0;", "\u{1B}]2;", "\u{1B}]8;;http://a/", "\u{1B}]8;id=x;https://b/", "\u{1B}]8;;", "\u{1B}]52;c;",
        "\u{1B}P$q",
        "\u{1B}Pq", "\u{1B}_", "\u{1B}^", "\u{1B}X", "\u{1B}P1;2|",
    ]

    private static let texts: [[UInt8]] = [
        "漢字かな", "한글", "😀👩‍👩‍👧‍👦", "❤️", "e\u{301}\u{300}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "السَّلامُ عَلَيْكُمْ", "مرحبا",
        "\u{200D}\u{200D}", "\u{301}", "\t", "\r\n", "\n\n\n\n\n", "\u{8}\u{8}", "ａｂ", "╔══╗", "１",
    ].map { Array($0.utf8) }
}
