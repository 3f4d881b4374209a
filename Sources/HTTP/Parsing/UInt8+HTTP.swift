/// The bytes and character classes of HTTP/1.1 (RFC 9110 §5.6, RFC 9112 §2).
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let doubleQuote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let equals: UInt8 = 0x3D
    static let question: UInt8 = 0x3F
    static let backslash: UInt8 = 0x5C
    static let percent: UInt8 = 0x25

    /// Space or tab: OWS.
    var isBlank: Bool { self == .space || self == .tab }

    var isDigit: Bool { self &- 0x30 < 10 }

    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        if isDigit { return self - 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }

    /// A letter in lower case; other bytes as they are.
    var lowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }

    /// `tchar` of RFC 9110 §5.6.2: one bit for each of the 128 ASCII characters.
    var isToken: Bool { isIn(0x03FF_6CFA_0000_0000, 0x57FF_FFFF_C7FF_FFFE) }

    /// What a request target may have: visible ASCII but `"`, `#`, `<` and `>`, which no client sends unescaped.
    var isTarget: Bool { isIn(0xAFFF_FFF2_0000_0000, 0x7FFF_FFFF_FFFF_FFFF) }

    /// What a field value may have: visible ASCII, blanks and obs-text (RFC 9110 §5.5).
    var isFieldValue: Bool { self >= .space && self != 0x7F || self == .tab }

    private func isIn(_ low: UInt64, _ high: UInt64) -> Bool {
        guard self < 0x80 else { return false }
        return (self < 0x40 ? low : high) &>> UInt64(self & 0x3F) & 1 == 1
    }
}
