import Testing

@testable import Wire

@Suite struct EncodingTests {
    @Test func bitsShareBytesMostSignificantFirst() {
        var writer = ByteWriter()
        writer.bits(0b101, 3)
        writer.byte(0xAA)
        writer.bits(0b1111_0000, 8)
        #expect(writer.bytes == [0b1011_1110, 0xAA, 0b0000_0000])
    }

    @Test func bitsComeBackAcrossBytes() throws {
        let bytes: [UInt8] = [0b1011_1110, 0xAA, 0b0000_0000]
        var reader = ByteReader()
        #expect(try reader.bits(bytes.span, 3) == 0b101)
        #expect(try reader.byte(bytes.span) == 0xAA)
        #expect(try reader.bits(bytes.span, 8) == 0b1111_0000)
        try reader.finish(bytes.span)
    }

    @Test(
        arguments: [
            (0, [0x00]), (127, [0x7F]), (128, [0x80, 0x01]), (16_383, [0xFF, 0x7F]), (16_384, [0x80, 0x80, 0x01]),
            (9_007_199_254_740_991, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
        ] as [(Int, [UInt8])])
    func aVarintHasAsFewBytesAsItNeeds(_ value: Int, _ bytes: [UInt8]) throws {
        var writer = ByteWriter()
        writer.varint(value)
        #expect(writer.bytes == bytes)
        var reader = ByteReader()
        #expect(try reader.varint(bytes.span) == value)
    }

    @Test(arguments: [(0, 0), (-1, 1), (1, 2), (-2, 3), (-1000, 1999), (1000, 2000)])
    func signedNumbersOfWideRangesZigZag(_ value: Int, _ varint: Int) throws {
        var (signed, plain) = (ByteWriter(), ByteWriter())
        try signed.number(value, -1000...1000)
        plain.varint(varint)
        #expect(signed.bytes == plain.bytes)
    }

    @Test(arguments: [0...255, -128...127, 7...8, 1...256, 0...256, -200...200, 5...5_000_000])
    func aNumberComesBackAtTheEndsOfItsRange(_ range: ClosedRange<Int>) throws {
        for value in [range.lowerBound, range.lowerBound + 1, range.upperBound - 1, range.upperBound] {
            var writer = ByteWriter()
            try writer.number(value, range)
            var reader = ByteReader()
            #expect(try reader.number(writer.bytes.span, range) == value)
        }
    }

    @Test func whatNoReaderTakesIsNotWritten() {
        let longName = String(repeating: "x", count: 65)
        #expect(throws: WireError.tooLong) { try Entry.of(.room(event: .roomNamed(name: longName))).encoded() }
        #expect(throws: WireError.outOfRange) { try Entry.of(.page(event: .strokeEnded(contact: 4))).encoded() }
        #expect(throws: WireError.outOfRange) { try Entry.of(.page(event: .strokeEnded(contact: -1))).encoded() }
        let items = [ItemRef](repeating: ItemRef(counter: 1), count: 256)
        #expect(throws: WireError.tooMany) { try Entry.of(.page(event: .erased(items: items))).encoded() }
        #expect(throws: WireError.emptyRun) {
            try ServerMessage.batch(Batch(topic: 0, base: 0, entries: [])).encoded()
        }
        #expect(throws: WireError.wrongLength) {
            try ClientMessage.adopt(outbox: OutboxID(bytes: [1, 2, 3])).encoded()
        }
        let slice = [UInt8](repeating: 0, count: 4097)
        #expect(throws: WireError.tooLong) { try ServerMessage.slice(topic: 0, slice: slice).encoded() }
    }

    @Test func aMessageOfLongPartsMayBeTooLongAsAWhole() {
        let line = ChatLine(
            name: ItemName(outbox: 0, counter: 1), participant: 0, at: 0, pinned: false,
            text: String(repeating: "x", count: 4096))
        let message = ServerMessage.earlier(topic: 0, before: 9, lines: Array(repeating: line, count: 255))
        #expect(throws: WireError.messageTooLong) { try message.encoded() }
    }

    @Test func aLengthIsComparedWithWhatIsThereBeforeAnythingIsTaken() {
        var writer = ByteWriter()
        writer.varint(4096)
        #expect(throws: WireError.truncated) {
            var reader = ByteReader()
            _ = try reader.text(writer.bytes.span, limit: 4096)
        }
        #expect(throws: WireError.truncated) {
            var reader = ByteReader()
            _ = try reader.list(writer.bytes.span, limit: 65_535) { bytes, reader throws(WireError) in
                try reader.bit(bytes)
            }
        }
    }

    @Test func everyRuleHasItsOwnName() {
        #expect(Set(WireError.allCases.map(\.rule)).count == WireError.allCases.count)
    }
}

extension Entry {
    /// An event a command of the last author made at once.
    static func of(_ event: Event) -> Entry { Entry(stamp: Stamp(counter: .next), event: event) }
}
