import Testing

@testable import Terminal

@Suite struct WidthTests {
    static let widths: [(UInt32, Int)] = [
        (0x20, 1), (0x7E, 1), (0xA0, 1), (0xAD, 1), (0xE9, 1), (0x2FF, 1), (0x300, 0), (0x36F, 0), (0x370, 1),
        (0x5B0, 0), (0x5D0, 1),
        (0x600, 1), (0x610, 0), (0x627, 1), (0x64B, 0), (0x651, 0), (0x670, 0), (0x6DD, 1), (0x903, 1), (0x93C, 0),
        (0xE31, 0), (0x1100, 2),
        (0x1160, 0), (0x11A8, 0), (0x200B, 0), (0x200C, 0), (0x200D, 0), (0x200E, 0), (0x2028, 0), (0x20AC, 1),
        (0x20DD, 0), (0x231A, 2),
        (0x2500, 1), (0x2588, 1), (0x2764, 1), (0x2705, 2), (0x3000, 2), (0x3042, 2), (0x302A, 0), (0x303F, 1),
        (0x4E00, 2), (0xAC00, 2),
        (0xE000, 1), (0xF900, 2), (0xFE0F, 0), (0xFE20, 0), (0xFEFF, 0), (0xFF01, 2), (0xFF61, 1), (0xFFFD, 1),
        (0x1F600, 2), (0x1F3FB, 2),
        (0x1F1E6, 1), (0x20000, 2), (0x2FFFD, 2), (0x3FFFD, 2), (0xE0001, 0), (0xE0100, 0), (0x10FFFF, 1),
    ]

    @Test("UAX #11, wcwidth: columns of a scalar", arguments: widths)
    func width(scalar: UInt32, columns: Int) throws {
        #expect(CharacterWidth.columns(of: try #require(Unicode.Scalar(scalar))) == columns)
    }

    @Test("every scalar has a width of 0, 1 or 2; what is none has one")
    func total() {
        for scalar in UInt32(0)...0x11_0000 { #expect((0...2).contains(CharacterWidth.columns(of: scalar))) }
        #expect(CharacterWidth.columns(of: .max) == 1)
    }
}
