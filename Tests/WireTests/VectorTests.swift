import Testing
import Wire
import WireTesting

@Suite struct VectorTests {
    @Test(arguments: try MessageVector.load("messages.json"))
    func aGoldenMessageMeansWhatItsVectorSays(_ vector: MessageVector) throws {
        let value = try vector.kind.decode(vector.bytes.span)
        #expect(try sortedJSON(value) == vector.message)
        #expect(try value.encoded() == vector.bytes)
    }

    @Test(arguments: try MalformedVector.load())
    func aMalformedMessageBreaksItsRule(_ vector: MalformedVector) {
        let error = #expect(throws: WireError.self) { try vector.kind.decode(vector.bytes.span) }
        #expect(error?.rule == vector.rule)
        #expect(error.map { "\($0)" } == vector.error)
    }

    @Test func everyMessageOfTheSchemaHasVectors() throws {
        let shown = try Set(MessageVector.load("messages.json").map(\.kind.name))
        #expect(shown == Set(SampleKind.all.map(\.name)))
        let broken = try Set(MalformedVector.load().map(\.kind.name))
        #expect(broken == Set(SampleKind.all.map(\.name)))
    }

    @Test func everyRuleThatBytesCanBreakHasAMalformedVector() throws {
        let shown = try Set(MalformedVector.load().map(\.rule))
        let rules = Set(WireError.allCases.map(\.rule)).subtracting(["W15", "W16"])
        #expect(shown == rules)
    }

    @Test func namesOfVectorsAreTheirOwn() throws {
        let names = try MessageVector.load("messages.json").map(\.name) + MalformedVector.load().map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test(arguments: try MessageVector.load("messages.json"))
    func aMessageCutShortIsRefusedOrMeansSomethingElse(_ vector: MessageVector) throws {
        for count in 0..<vector.bytes.count {
            let cut = Array(vector.bytes[..<count])
            guard let value = try? vector.kind.decode(cut.span) else { continue }
            #expect(try value.encoded() == cut)
        }
    }
}
