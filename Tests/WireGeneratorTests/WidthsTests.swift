import Testing

@testable import WireGenerator

@Suite struct WidthsTests {
    @Test(arguments: [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (1 << 53 - 1, 8)])
    func aVarintsLengthIsKnown(_ number: Int, _ bytes: Int) {
        #expect(number.varintBytes == bytes)
    }

    @Test func theSpecificationSaysHowWideAFieldIs() throws {
        let widths = Widths(schema: try SchemaTexts.checked(SchemaTexts.sound))
        #expect(widths.words(.bool) == "1 bit")
        #expect(widths.words(.named("Count")) == "varint, 1 to 2 bytes")
        #expect(widths.words(.named("TabID")) == "8 bytes")
        #expect(widths.words(.text(limit: Bound(value: 64))) == "7 bits, then its bytes")
        #expect(widths.words(.tail(limit: Bound(value: 300))) == "to the end, or varint, 1 to 2 bytes and its bytes")
    }
}
