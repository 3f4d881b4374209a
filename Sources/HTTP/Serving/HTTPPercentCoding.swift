/// Percent-encoding (RFC 3986 §2.1).
public enum HTTPPercentCoding {
    /// Decodes `text` once. Nil when a `%` has no two hexadecimal digits after it, or the result is not UTF-8.
    /// - Parameter plusIsSpace: Reads `+` as a space, as forms write it.
    public static func decode(_ text: Substring, plusIsSpace: Bool = false) -> String? {
        var (bytes, rest) = ([UInt8](), text.utf8)
        bytes.reserveCapacity(rest.count)
        while let byte = rest.popFirst() {
            if byte == .percent {
                guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue else { return nil }
                bytes.append(high << 4 | low)
            } else {
                bytes.append(plusIsSpace && byte == 0x2B ? .space : byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Encodes everything but letters, digits, `-`, `.`, `_` and `~`.
    public static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isLetter || byte.isDigit || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte) {
                bytes.append(byte)
            } else {
                bytes += [.percent, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
