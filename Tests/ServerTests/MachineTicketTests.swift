import Journal
import Testing

@testable import Server

@Suite struct MachineTicketTests {
    private let key = [UInt8](repeating: 7, count: 32)
    private let ticket = MachineTicket(room: RoomID(3), machine: 17, port: 8_000, expires: 2_000)

    @Test func aTicketOpensWhatItSays() {
        let text = ticket.text(key)
        #expect(MachineTicket(text[...], key, at: 1_999) == ticket)
        #expect(MachineTicket(text[...], key, at: 2_000) == nil)
        #expect(MachineTicket(text[...], [UInt8](repeating: 8, count: 32), at: 0) == nil)
    }

    @Test func noChangedTicketOpensAnything() throws {
        let bytes = try #require(Base64URL.decode(ticket.text(key)[...]))
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(MachineTicket(Base64URL.encode(changed)[...], key, at: 0) == nil)
        }
        for count in 0..<bytes.count {
            #expect(MachineTicket(Base64URL.encode(Array(bytes.prefix(count)))[...], key, at: 0) == nil)
        }
        #expect(MachineTicket(Base64URL.encode(bytes + [0])[...], key, at: 0) == nil)
    }

    /// RFC 4231 §4.3 and §4.7.
    @Test func authenticationIsAsTheStandardHasIt() {
        func hex(_ bytes: [UInt8]) -> String {
            bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        }
        let short = HMAC.sha256(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
        #expect(hex(short) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let long = HMAC.sha256(
            Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            key: [UInt8](repeating: 0xAA, count: 131))
        #expect(hex(long) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}
