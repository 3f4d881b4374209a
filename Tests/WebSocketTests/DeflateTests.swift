import Fuzz
import Testing

@testable import WebSocket

@Suite struct DeflateTests {
    /// Text that refers far back, and noise.
    static func payload(seed: UInt64) -> [UInt8] {
        var random = SplitMix64(seed: seed)
        let words = (0..<50).map { _ in random.bytes(fewerThan: 30) }
        var payload: [UInt8] = []
        for _ in 0..<random.below(400) { payload += words[random.below(words.count)] }
        return payload
    }

    @Test("RFC 7692 §7.2.3: what the compressor makes, an inflater written for the test reads", arguments: 8...15)
    func windows(bits: Int) throws {
        for keepsContext in [false, true] {
            let deflater = try #require(Deflater(windowBits: bits, keepsContext: keepsContext, level: 9))
            var reference = ReferenceInflater()
            for seed in UInt64(0)..<12 {
                let payload = Self.payload(seed: seed)
                if !keepsContext { reference = ReferenceInflater() }
                #expect(reference.inflate(deflater.packed(payload) + [0, 0, 0xFF, 0xFF]) == payload)
            }
            #expect(reference.longestDistance <= 1 << bits, "§7.1.2: no reference reaches beyond the window")
            #expect(keepsContext ? reference.longestDistance > 0 : true)
        }
    }

    @Test("RFC 7692 §7.2.3.6: an empty message is one byte") func empty() throws {
        let deflater = try #require(Deflater(windowBits: 15, keepsContext: true))
        for _ in 0..<3 {
            #expect(deflater.packed([]) == [0x00])
            _ = deflater.packed([1, 2, 3])
        }
    }

    @Test("RFC 7692 §7.2.3.1, §7.2.3.2: Hello, and Hello again") func hello() throws {
        let deflater = try #require(Deflater(windowBits: 15, keepsContext: true))
        let hello = [UInt8]("Hello".utf8)
        #expect(deflater.packed(hello).hex == "f248cdc9c90700")
        #expect(deflater.packed(hello).hex == "f200110000")
        let fresh = try #require(Deflater(windowBits: 15, keepsContext: false))
        #expect(fresh.packed(hello) == fresh.packed(hello))
    }

    @Test("RFC 7692 §7.2.2: the inflater reads any cut, and what is beyond 16 KiB", arguments: UInt64(0)..<16)
    func inflates(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let payload = seed == 0 ? [UInt8](repeating: 7, count: 200_000) : Self.payload(seed: seed)
        let deflater = try #require(Deflater(windowBits: 15, keepsContext: false))
        let inflater = try #require(Inflater())
        let packed = deflater.packed(payload)
        for _ in 0..<4 {
            var output: [UInt8] = []
            var start = 0
            inflater.reset()
            for end in random.cuts(of: packed.count) + [packed.count] {
                try inflater.inflate(packed.span.extracting(start..<end)) { chunk throws(WebSocketError) in
                    output.append(chunk, masking: nil)
                }
                start = end
            }
            try inflater.finish { chunk throws(WebSocketError) in output.append(chunk, masking: nil) }
            #expect(output == payload)
        }
    }

    @Test func outputThatFillsTheScratchBufferExactlyIsWhole() throws {
        let deflater = try #require(Deflater(windowBits: 15, keepsContext: false))
        var random = SplitMix64(seed: 16_384)
        let noise = (0..<16_420).map { _ in random.byte() }
        var lengths: Set<Int> = []
        for count in 16_340..<16_420 {
            let packed = deflater.packed(Array(noise[..<count]))
            var reference = ReferenceInflater()
            #expect(reference.inflate(packed + [0, 0, 0xFF, 0xFF]) == Array(noise[..<count]))
            lengths.insert(packed.count)
        }
        #expect(lengths.contains { $0 >= 16_384 } && lengths.contains { $0 <= 16_380 })
    }

    @Test func piecesMayBeEmptyAndAMessageMayHaveNone() throws {
        let inflater = try #require(Inflater())
        let nothing: [UInt8] = []
        for _ in 0..<2 {
            try inflater.inflate(nothing.span) { _ throws(WebSocketError) in throw .invalidDeflate }
            try inflater.finish { _ throws(WebSocketError) in throw .invalidDeflate }
        }
    }

    @Test func aCompressorThatCannotBeMadeIsNil() {
        #expect(Deflater(windowBits: 16, keepsContext: false) == nil)
        #expect(Deflater(windowBits: 15, keepsContext: false, memoryLevel: 10) == nil)
    }

    @Test("RFC 7692 §6: connections borrow their inflaters, and each message starts afresh") func pooled() throws {
        let environment = WebSocketEnvironment.test(.server)
        let text = [UInt8](String(repeating: "slate ", count: 50).utf8)
        let packed = try #require(Deflater(windowBits: 15, keepsContext: false)).packed(text)
        let frame = Machine.frame(to: .server, .text, packed, isCompressed: true)
        let endpoints = (0..<40).map { _ in Endpoint(environment, deflate: DeflatePolicy.everything) }
        for half in [frame.prefix(9), frame.dropFirst(9)] {
            for endpoint in endpoints { endpoint.receive(Array(half)) }
        }
        for endpoint in endpoints {
            #expect(endpoint.takeEvents() == [.message(WebSocketMessage(.text, text, wasCompressed: true))])
            #expect(endpoint.holdsNothing)
            endpoint.receive(frame)
            #expect(endpoint.events.count == 1)
        }
    }

    @Test("RFC 7692 §7.1.1: with takeover both ends keep their windows") func takeover() throws {
        let server = Endpoint(.test(.server), deflate: DeflateParameters())
        let client = Endpoint(.test(.client), deflate: DeflateParameters())
        let text = Self.payload(seed: 5)
        let first = try #require(client.encode(.binary, text)), second = try #require(client.encode(.binary, text))
        #expect(second.count < first.count / 4)
        server.receive(first)
        server.receive(second)
        #expect(
            server.events == [
                .message(WebSocketMessage(.binary, text, wasCompressed: true)),
                .message(WebSocketMessage(.binary, text, wasCompressed: true)),
            ])
        #expect(!server.holdsNothing)
        server.peerDidDisconnect()
        #expect(server.holdsNothing)
    }
}
