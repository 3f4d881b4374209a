import Testing

@testable import Server

@Suite struct TextTests {
    @Test(arguments: 0..<70)
    func base64GoesThereAndBack(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + count) }
        let text = Base64URL.encode(bytes)
        #expect(Base64URL.decode(text) == bytes)
        #expect(!text.contains("="))
    }

    @Test func base64IsThatOfRFC4648() {
        #expect(Base64URL.encode(Array("foobar".utf8)) == "Zm9vYmFy")
        #expect(Base64URL.encode([0xFB, 0xFF, 0xFE]) == "-__-")
    }

    @Test(arguments: ["A", "AB=", "A+", "Zg==", "Zh", "é", "AAAA\n"])
    func base64RefusesWhatIsNotTheOneEncoding(text: String) { #expect(Base64URL.decode(text) == nil) }

    @Test func codesAreReadHoweverTheyAreTyped() {
        #expect(RoomCode.normalised(" k7m-4px ") == "K7M4PX")
        #expect(RoomCode.normalised("K7M4P") == nil)
        #expect(RoomCode.normalised("K7M4P0") == nil)
        #expect(RoomCode.normalised(String(repeating: "K", count: 100_000)) == nil)
    }

    @Test func codesAreMadeOfWhatIsRead() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            let code = RoomCode.random(using: &generator)
            #expect(RoomCode.normalised(code) == code)
        }
    }
}
