/// A colour as the program named it; what it looks like is for the viewer's palette.
public enum Color: Equatable, Hashable, Sendable {
    /// The colour of text, or of the screen, that asks for none.
    case standard
    /// One of xterm's 256: 0–7 normal, 8–15 bright, 16–231 a 6×6×6 cube, 232–255 greys.
    case palette(UInt8)
    /// Red, green, blue.
    case rgb(UInt8, UInt8, UInt8)

    /// A number of its own for each colour.
    var packed: UInt32 {
        switch self {
        case .standard: 0
        case .palette(let index): 1 << 24 | UInt32(index)
        case .rgb(let red, let green, let blue):
            2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        }
    }
}
