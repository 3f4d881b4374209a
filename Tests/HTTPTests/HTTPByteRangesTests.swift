import HTTP
import Testing

@Suite struct HTTPByteRangesTests {
    @Test(
        arguments: [
            ("bytes=0-499", .partial([0..<500])), ("bytes=500-999", .partial([500..<1000])),
            ("Bytes=0-0", .partial([0..<1])), ("bytes=500-", .partial([500..<1000])),
            ("bytes=-200", .partial([800..<1000])),
            ("bytes=-2000", .partial([0..<1000])), ("bytes=900-2000", .partial([900..<1000])),
            ("bytes=0-99999999999999999999", .partial([0..<1000])),
            ("bytes=-99999999999999999999", .partial([0..<1000])),
            ("bytes=999-", .partial([999..<1000])),
            ("bytes=1000-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=5000-6000", .unsatisfiable),
            ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=1000-,-0", .unsatisfiable),
            ("bytes=0-9,500-509", .partial([0..<10, 500..<510])),
            ("bytes=500-509, 0-9", .partial([0..<10, 500..<510])),
            ("bytes=0-9,2000-", .partial([0..<10])), ("bytes=0-9,5-20", .partial([0..<21])),
            ("bytes=0-9,89-90", .partial([0..<91])), ("bytes=0-9,90-91", .partial([0..<10, 90..<92])),
            ("bytes=0-99,10-20,-1", .partial([0..<100, 999..<1000])), ("bytes=,0-9,", .partial([0..<10])),
            ("bytes=0-,0-,0-", .partial([0..<1000])),
            ("", .whole), ("bytes", .whole), ("bytes=", .whole), ("bytes=,", .whole), ("lines=0-9", .whole),
            ("bytes=9-0", .whole), ("bytes=a-b", .whole), ("bytes=0-9,x", .whole), ("bytes=-", .whole),
            ("bytes=--5", .whole), ("bytes=+1-2", .whole), ("bytes=1-2-3", .whole), ("bytes=0x1-2", .whole),
            ("bytes=-a", .whole), ("bytes= 0-9", .partial([0..<10])), ("bytes =0-9", .whole), ("bytes=0 -9", .whole),
        ] as [(String, HTTPByteRanges)])
    func aFieldAsksForTheseBytesOfAThousand(field: String, ranges: HTTPByteRanges) {
        #expect(HTTPByteRanges(field, length: 1000) == ranges)
    }

    @Test func manyRangesAreIgnored() {
        func field(_ count: Int) -> String {
            "bytes=" + (0..<count).map { "\($0 * 1000)-\($0 * 1000)" }.joined(separator: ",")
        }
        guard case .partial(let ranges) = HTTPByteRanges(field(16), length: 100_000) else {
            Issue.record("16 ranges are allowed")
            return
        }
        #expect(ranges.count == 16)
        #expect(HTTPByteRanges(field(17), length: 100_000) == .whole)
    }

    @Test func nothingHasNoRanges() {
        #expect(HTTPByteRanges("bytes=0-", length: 0) == .whole)
        #expect(HTTPByteRanges("bytes=-1", length: 0) == .whole)
    }
}
