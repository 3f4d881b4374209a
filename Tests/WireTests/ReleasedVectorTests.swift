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
}
