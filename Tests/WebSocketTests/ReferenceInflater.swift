/// DEFLATE (RFC 1951) read the slow and obvious way, to judge what zlib makes: its output, and how far back it refers.
struct ReferenceInflater {
    private(set) var longestDistance = 0
    private var history: [UInt8] = []
    private var input: [UInt8] = []
    private var bit = 0

    /// Reads whole blocks until the input ends; nil when it is malformed.
    mutating func inflate(_ bytes: [UInt8]) -> [UInt8]? {
        (input, bit) = (bytes, 0)
        let start = history.count
        while bit + 3 <= input.count * 8 {
            _ = take(1)
            switch take(2) {
            case 0: guard stored() else { return nil }
            case 1: guard codes(Self.fixedLiterals, Self.fixedDistances) else { return nil }
            case 2:
                guard let (literals, distances) = dynamicTables(), codes(literals, distances) else { return nil }
            default: return nil
            }
        }
        return Array(history[start...])
    }

    /// Code lengths by symbol become symbols by code, a code being written with a leading one.
    private typealias Table = [Int: Int]

    private static let fixedLiterals = table(
        Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112) + Array(repeating: 7, count: 24)
            + Array(repeating: 8, count: 8))
    private static let fixedDistances = table(Array(repeating: 5, count: 30))

    private static func table(_ lengths: [Int]) -> Table {
        var table: Table = [:]
        var code = 0
        for length in 1...15 {
            for symbol in lengths.indices where lengths[symbol] == length {
                table[1 << length | code] = symbol
                code += 1
            }
            code <<= 1
        }
        return table
    }

    private mutating func take(_ count: Int) -> Int {
        var value = 0
        for index in 0..<count {
            if bit / 8 < input.count { value |= Int(input[bit / 8] >> UInt8(bit % 8) & 1) << index }
            bit += 1
        }
        return value
    }

    private mutating func symbol(_ table: Table) -> Int? {
        var code = 1
        for _ in 0..<15 {
            code = code << 1 | take(1)
            if let symbol = table[code] { return symbol }
        }
        return nil
    }

    private mutating func stored() -> Bool {
        bit = (bit + 7) / 8 * 8
        let count = take(16)
        guard count ^ take(16) == 0xFFFF, bit / 8 + count <= input.count else { return false }
        for _ in 0..<count { history.append(UInt8(take(8))) }
        return true
    }

    private mutating func dynamicTables() -> (Table, Table)? {
        let (literalCount, distanceCount, lengthCount) = (take(5) + 257, take(5) + 1, take(4) + 4)
        var lengths = [Int](repeating: 0, count: 19)
        for index in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(lengthCount) {
            lengths[index] = take(3)
        }
        let table = Self.table(lengths)
        var all: [Int] = []
        while all.count < literalCount + distanceCount {
            guard let symbol = symbol(table) else { return nil }
            switch symbol {
            case 16: all += Array(repeating: all.last ?? 0, count: 3 + take(2))
            case 17: all += Array(repeating: 0, count: 3 + take(3))
            case 18: all += Array(repeating: 0, count: 11 + take(7))
            default: all.append(symbol)
            }
        }
        return (Self.table(Array(all[..<literalCount])), Self.table(Array(all[literalCount...])))
    }

    private mutating func codes(_ literals: Table, _ distances: Table) -> Bool {
        while let code = symbol(literals) {
            if code == 256 { return true }
            guard code > 256 else {
                history.append(UInt8(code))
                continue
            }
            let length = length(code - 257)
            guard let code = symbol(distances) else { return false }
            let distance = distance(code)
            guard distance <= history.count else { return false }
            longestDistance = max(longestDistance, distance)
            for _ in 0..<length { history.append(history[history.count - distance]) }
        }
        return false
    }

    private mutating func length(_ code: Int) -> Int {
        if code < 8 { return code + 3 }
        if code == 28 { return 258 }
        let extra = code / 4 - 1
        return (4 + code % 4) << extra + 3 + take(extra)
    }

    private mutating func distance(_ code: Int) -> Int {
        if code < 4 { return code + 1 }
        let extra = code / 2 - 1
        return (2 + code % 2) << extra + 1 + take(extra)
    }
}
