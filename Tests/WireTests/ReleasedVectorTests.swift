import Testing
import Wire
import WireTesting

/// What was released once means the same for good: journals and outboxes hold it.
@Suite struct ReleasedVectorTests {
    @Test func thereAreVectorsOfTheProtocolsReleased() throws {
        #expect(try WireVectors.releasedNames().contains(WireProtocol.name))
    }

    @Test(arguments: try WireVectors.releasedNames().flatMap { try MessageVector.load("released/\($0)/messages.json") })
    func aReleasedMessageKeepsItsBytesAndItsMeaning(_ vector: MessageVector) throws {
        let value = try vector.kind.decode(vector.bytes.span)
        #expect(try sortedJSON(value) == vector.message)
        #expect(try value.encoded() == vector.bytes)
    }

    /// Writers may better their choices; what they wrote is read as ever.
    @Test(
        arguments: try WireVectors.releasedNames().flatMap {
            try InkStrokeVector.load("released/\($0)/ink-strokes.json")
        })
    func aReleasedStrokeIsReadAsEver(_ vector: InkStrokeVector) throws {
        var decoder = InkStrokeDecoder()
        for (bytes, chunk) in zip(vector.bytes, vector.chunks) {
            var read = try decoder.decode(bytes.span)
            read.format = vector.format
            #expect(read == chunk)
        }
    }

    @Test(
        arguments: try WireVectors.releasedNames().flatMap { try InkPageVector.load("released/\($0)/ink-pages.json") })
    func aReleasedPageIsReadAsEver(_ vector: InkPageVector) throws {
        var decoder = InkPageDecoder()
        for (slice, bytes) in zip(vector.slices, vector.bytes) {
            let read = try decoder.decode(bytes.span)
            #expect(read == slice)
        }
    }
}
