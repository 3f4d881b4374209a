/// Base32 in small letters and without padding (RFC 4648 §6): fits into the label of a host's name, whose letters' case is lost.
enum Base32 {
    private static let digits = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    private static let values: [UInt8: UInt64] = Dictionary(uniqueKeysWithValues: zip(digits, 0...))

    /// The encoding of `bytes`.
    static func encode(_ bytes: [UInt8]) -> String {
        var (text, bits, count) = ([UInt8](), UInt64(0), 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt64(byte), count + 8)
            while count >= 5 {
                count -= 5
                text.append(digits[Int(bits >> UInt64(count) & 31)])
            }
        }
        if count > 0 { text.append(digits[Int(bits << UInt64(5 - count) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that `text` stands for; nil where it is not the one encoding of any.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        var (bytes, bits, count) = ([UInt8](), UInt64(0), 0)
        for digit in text.utf8 {
            guard let value = values[digit] else { return nil }
            (bits, count) = (bits << 5 | value, count + 5)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(count)))
            }
        }
        return encode(bytes) == text ? bytes : nil
    }
}
