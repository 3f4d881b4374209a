import Testing
import Wire
import WireTesting

@Suite struct RoundTripTests {
    @Test(arguments: SampleKind.all)
    func aRandomMessageComesBackFromItsBytes(_ kind: SampleKind) throws {
        for seed in UInt32(0)..<1000 {
            var seeded = Seeded(seed: seed)
            let value = kind.random(&seeded)
            let bytes = try value.encoded()
            #expect(bytes.count <= kind.byteLimit)
            #expect(try kind.decode(bytes.span).json == value.json, "seed \(seed)")
        }
    }

    @Test(arguments: SampleKind.all)
    func noMessageIsLongerThanItsLimit(_ kind: SampleKind) throws {
        let bytes = [UInt8](repeating: 0, count: kind.byteLimit + 1)
        #expect(throws: WireError.messageTooLong) { try kind.decode(bytes.span) }
    }

    @Test(arguments: SampleKind.all)
    func anyBytesAreAMessageOrBreakARule(_ kind: SampleKind) throws {
        for seed in UInt32(0)..<2000 {
            var seeded = Seeded(seed: seed)
            let bytes = seeded.bytes(limit: 300)
            do throws(WireError) {
                #expect(try kind.decode(bytes.span).encoded() == bytes)
            } catch {
                #expect(error.rule.hasPrefix("W"))
            }
        }
    }
}
