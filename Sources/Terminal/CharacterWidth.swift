/// Columns of a character: the only answer to that question in Takhti. It is `wcwidth`'s of the system's C library, because
/// programs place their cursor by it: each scalar counts by itself, so that a base with variation selector 16 keeps its
/// width, and what follows a zero width joiner has a cell of its own (protocol/terminal/width-table.py).
public enum CharacterWidth {
    /// Columns that `scalar` takes: 0 for a mark on the cell before it, 1, or 2.
    public static func columns(of scalar: Unicode.Scalar) -> Int { columns(of: scalar.value) }

    static func columns(of scalar: UInt32) -> Int {
        guard scalar >= 0x300 else { return scalar == 0 ? 0 : 1 }
        guard scalar < 0x11_0000 else { return 1 }
        let page = Int(WidthTable.pages[Int(scalar >> 8)])
        let packed = WidthTable.widths[page << 6 | Int(scalar & 0xFF) >> 2]
        return Int(packed >> UInt8((scalar & 3) << 1)) & 3
    }
}
