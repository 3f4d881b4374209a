/// A set of 94 characters that can stand for ASCII (ECMA-35; DEC STD 070 and the VT220 manual, chapter 2).
enum Charset: UInt8, Equatable, Sendable {
    case ascii, british, specialGraphics

    /// The set that `ESC ( final` and the like name; unknown ones are ASCII.
    init(final: UInt8) {
        switch final {
        case UInt8(ascii: "0"), UInt8(ascii: "2"): self = .specialGraphics
        case UInt8(ascii: "A"): self = .british
        default: self = .ascii
        }
    }

    /// What `scalar`, printable ASCII, stands for.
    func map(_ scalar: UInt32) -> UInt32 {
        switch self {
        case .ascii: scalar
        case .british: scalar == 0x23 ? 0xA3 : scalar
        case .specialGraphics: (0x5F...0x7E).contains(scalar) ? Charset.graphics[Int(scalar - 0x5F)] : scalar
        }
    }

    /// 0x5F to 0x7E of the DEC special graphics set (VT220 manual, table 2-4).
    private static let graphics: [UInt32] = [
        0x00A0, 0x25C6, 0x2592, 0x2409, 0x240C, 0x240D, 0x240A, 0x00B0, 0x00B1, 0x2424, 0x240B, 0x2518, 0x2510, 0x250C,
        0x2514, 0x253C, 0x23BA, 0x23BB, 0x2500, 0x23BC, 0x23BD, 0x251C, 0x2524, 0x2534, 0x252C, 0x2502, 0x2264, 0x2265,
        0x03C0, 0x2260, 0x00A3, 0x00B7,
    ]
}
