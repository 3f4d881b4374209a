/// The square of modules: patterns that readers look for, then the data, then the mask that leaves the fewest false patterns
/// (ISO/IEC 18004 §7.3, §7.7 to §7.10).
struct QRMatrix {
    let version: QRVersion
    let size: Int
    private var dark: [Bool]
    /// Modules that hold no data.
    private var isFixed: [Bool]

    init(_ version: QRVersion) {
        self.version = version
        size = version.size
        dark = Array(repeating: false, count: size * size)
        isFixed = dark
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        drawAlignment()
        drawFormat(mask: 0)
        drawVersion()
    }

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y * size + x] = isDark
        isFixed[y * size + x] = true
    }

    private mutating func drawTiming() {
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
    }

    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for dy in -4...4 {
            for dx in -4...4 {
                let ring = max(abs(dx), abs(dy))
                set(x + dx, y + dy, ring != 2 && ring != 4)
            }
        }
    }

    private mutating func drawAlignment() {
        let centres = version.alignment
        guard let first = centres.first, let last = centres.last else { return }
        for x in centres {
            for y in centres where !((x, y) == (first, first) || (x, y) == (first, last) || (x, y) == (last, first)) {
                for dy in -2...2 { for dx in -2...2 { set(x + dx, y + dy, max(abs(dx), abs(dy)) != 1) } }
            }
        }
    }

    /// Level M (00) and the mask, with 10 bits of BCH check, twice (§7.9).
    private mutating func drawFormat(mask: Int) {
        var check = mask
        for _ in 0..<10 { check = check << 1 ^ (check >> 9) * 0x537 }
        let bits = (mask << 10 | check) ^ 0x5412
        func bit(_ place: Int) -> Bool { bits >> place & 1 == 1 }
        for place in 0...5 { set(8, place, bit(place)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for place in 9..<15 { set(14 - place, 8, bit(place)) }
        for place in 0..<8 { set(size - 1 - place, 8, bit(place)) }
        for place in 8..<15 { set(8, size - 15 + place, bit(place)) }
        set(8, size - 8, true)
    }

    /// The version, from 7 on, with 12 bits of BCH check, twice (§7.10).
    private mutating func drawVersion() {
        guard version.number >= 7 else { return }
        var check = version.number
        for _ in 0..<12 { check = check << 1 ^ (check >> 11) * 0x1F25 }
        let bits = version.number << 12 | check
        for place in 0..<18 {
            let isDark = bits >> place & 1 == 1
            set(size - 11 + place % 3, place / 3, isDark)
            set(place / 3, size - 11 + place % 3, isDark)
        }
    }

    /// Data in pairs of columns from the right, up and down in turn, around what is fixed (§7.7.3).
    mutating func place(_ codewords: [UInt8]) {
        var index = 0
        var right = size - 1
        var isUpward = true
        while right > 0 {
            if right == 6 { right = 5 }
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !isFixed[y * size + x] {
                    guard index < codewords.count * 8 else { continue }
                    dark[y * size + x] = codewords[index / 8] >> UInt8(7 - index % 8) & 1 == 1
                    index += 1
                }
            }
            isUpward.toggle()
            right -= 2
        }
    }

    /// The modules under the mask of the least penalty.
    func masked() -> [Bool] {
        let all = (0..<8).map { applying(mask: $0) }
        return all.min { QRPenalty.of($0, size) < QRPenalty.of($1, size) } ?? dark
    }

    private func applying(mask: Int) -> [Bool] {
        var result = self
        result.drawFormat(mask: mask)
        for y in 0..<size {
            for x in 0..<size where !isFixed[y * size + x] && QRMatrix.inverts(mask, x, y) {
                result.dark[y * size + x].toggle()
            }
        }
        return result.dark
    }

    private static func inverts(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}

/// How much a masked code looks like what it is not (§7.8.3).
enum QRPenalty {
    static func of(_ modules: [Bool], _ size: Int) -> Int {
        var penalty = 0
        for line in 0..<size {
            penalty += ofLine((0..<size).map { modules[line * size + $0] })
            penalty += ofLine((0..<size).map { modules[$0 * size + line] })
        }
        for y in 0..<size - 1 {
            for x in 0..<size - 1 {
                let corner = modules[y * size + x]
                let isBlock =
                    modules[y * size + x + 1] == corner && modules[(y + 1) * size + x] == corner
                    && modules[(y + 1) * size + x + 1] == corner
                if isBlock { penalty += 3 }
            }
        }
        let darkCount = modules.count { $0 }
        return penalty + abs(darkCount * 20 - modules.count * 10) / modules.count * 10
    }

    private static let finderLike: [[Bool]] = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    private static func ofLine(_ line: [Bool]) -> Int {
        var penalty = 0
        var run = 1
        for index in 1...line.count {
            if index < line.count, line[index] == line[index - 1] {
                run += 1
            } else {
                if run >= 5 { penalty += run - 2 }
                run = 1
            }
        }
        for start in 0...(line.count - 11) where finderLike.contains(Array(line[start..<start + 11])) { penalty += 40 }
        return penalty
    }
}
