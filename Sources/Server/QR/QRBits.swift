/// The data codewords of a text in byte mode: mode, length, bytes, terminator and padding (ISO/IEC 18004 §7.4).
enum QRBits {
    static func codewords(_ bytes: [UInt8], _ version: QRVersion) -> [UInt8] {
        var bits: [Bool] = []
        func put(_ value: Int, _ count: Int) {
            for place in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> place & 1 == 1) }
        }
        put(0b0100, 4)
        put(bytes.count, version.lengthBits)
        for byte in bytes { put(Int(byte), 8) }
        let capacity = version.dataCount * 8
        put(0, min(4, capacity - bits.count))
        put(0, (8 - bits.count % 8) % 8)
        var words = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
        }
        for index in 0..<(version.dataCount - words.count) { words.append(index % 2 == 0 ? 0xEC : 0x11) }
        return words
    }
}

/// Error correction by Reed and Solomon over GF(256), and the interleaving of blocks (§7.5, §7.6).
enum QRBlocks {
    static func interleaved(_ data: [UInt8], _ version: QRVersion) -> [UInt8] {
        var blocks: [[UInt8]] = []
        var rest = data[...]
        for count in version.blocks {
            blocks.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let generator = generator(version.checkCount)
        let checks = blocks.map { remainder($0, generator) }
        return column(blocks) + column(checks)
    }

    private static func column(_ blocks: [[UInt8]]) -> [UInt8] {
        (0..<(blocks.map(\.count).max() ?? 0)).flatMap { index in
            blocks.compactMap { index < $0.count ? $0[index] : nil }
        }
    }

    /// The product of all (x - 2^i), the highest coefficient, 1, left out.
    private static func generator(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count - 1) + [1]
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                result[index] = times(result[index], root)
                if index + 1 < count { result[index] ^= result[index + 1] }
            }
            root = times(root, 2)
        }
        return result
    }

    private static func remainder(_ data: [UInt8], _ generator: [UInt8]) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for index in result.indices { result[index] ^= times(generator[index], factor) }
        }
        return result
    }

    /// Multiplication modulo x^8 + x^4 + x^3 + x^2 + 1.
    private static func times(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var product: UInt8 = 0
        for place in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) &* 0x1D
            product ^= (other >> UInt8(place) & 1) &* one
        }
        return product
    }
}
