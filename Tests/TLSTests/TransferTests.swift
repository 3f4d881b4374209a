import Fuzz
import Testing

@testable import TLS

@Suite struct TransferTests {
    @Test(arguments: TLSVersion.allCases, [UInt64(1), 2])
    func tenMegabytesInRandomPiecesArriveEqual(version: TLSVersion, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let hall = try Hall()
        let link = try hall.link(hall.client(versions: version...version))
        try link.handshake()
        let sent = [UInt8](unsafeUninitializedCapacity: 10_000_000) { buffer, count in
            for index in 0..<buffer.count { buffer[index] = random.byte() }
            count = buffer.count
        }
        var start = 0
        while start < sent.count {
            let end = min(sent.count, start + 1 + random.below([100, 5_000, 100_000][random.below(3)]))
            try link.client.write(sent[start..<end].span, output: &link.toServer)
            start = end
            try deliver(link, &random)
        }
        #expect(link.atServer == sent)
    }

    private func deliver(_ link: Link, _ random: inout SplitMix64) throws {
        let bytes = link.toServer
        link.toServer = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + 1 + random.below([7, 2_000, 70_000][random.below(3)]))
            try link.server.receive(bytes[start..<end].span, plaintext: &link.atServer, output: &link.toClient)
            start = end
        }
    }

    @Test(arguments: [(0, 0), (1, 1), (4_096, 1), (4_097, 2), (20_000, 5)])
    func aWriteIsOneRecordPer4kB(bytes: Int, records: Int) throws {
        #expect(try recordCount(of: bytes) == records)
    }

    @Test(arguments: [(100, 512, 2), (1_400, 1_400, 1), (100_000, 16_384, 2)])
    func theRecordLimitOfASessionCanBeSet(limit: Int, bytes: Int, records: Int) throws {
        #expect(try recordCount(of: bytes, limit: limit) <= records)
        #expect(try recordCount(of: bytes + 16_385, limit: limit) >= records)
    }

    private func recordCount(of bytes: Int, limit: Int? = nil) throws -> Int {
        let hall = try Hall()
        let link = try hall.link(hall.client())
        try link.handshake()
        if let limit { link.server.setRecordLimit(limit) }
        try link.reply([UInt8](repeating: 7, count: bytes))
        let stream = link.toClient
        try link.settle()
        #expect(link.atClient.count == bytes)
        var (records, start) = (0, 0)
        while start < stream.count {
            start += 5 + Int(stream[start + 3]) << 8 + Int(stream[start + 4])
            records += 1
        }
        return records
    }

    @Test func theCallersBuffersAreAppendedToAndKept() throws {
        let hall = try Hall()
        let link = try hall.link(hall.client())
        try link.handshake()
        var output: [UInt8] = [1, 2, 3]
        output.reserveCapacity(10_000)
        let address = output.withUnsafeBufferPointer { $0.baseAddress }
        try link.server.write([9].span, output: &output)
        #expect(output.starts(with: [1, 2, 3]) && output.count == 3 + 5 + 1 + 1 + 16)
        #expect(output.withUnsafeBufferPointer { $0.baseAddress } == address)
    }
}
