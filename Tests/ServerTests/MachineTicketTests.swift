import Journal
import Testing

@testable import Server

@Suite struct MachineTicketTests {
    private let key = [UInt8](repeating: 7, count: 32)
    private let ticket = MachineTicket(
        room: RoomID(3), machine: 17, port: 8_000, who: 1_048_575, opening: 70_000, issued: 2_000_000_000)

    @Test func aTicketOpensWhatItSays() {
        let text = ticket.text(key)
        #expect(MachineTicket(text[...], key) == ticket)
        #expect(MachineTicket(text[...], [UInt8](repeating: 8, count: 32)) == nil)
        // A label of a host's name (RFC 1035 §2.3.4), in which letters' case is lost.
        #expect(text.utf8.count <= 63 && text == text.lowercased())
    }

    @Test func aTicketLastsLongerWhileItsPersonIsThere() {
        let issued = ticket.issued
        #expect(ticket.isFresh(at: issued + MachineTicket.lifetime - 1, isHere: false))
        #expect(!ticket.isFresh(at: issued + MachineTicket.lifetime, isHere: false))
        #expect(ticket.isFresh(at: issued + MachineTicket.longestLifetime - 1, isHere: true))
        #expect(!ticket.isFresh(at: issued + MachineTicket.longestLifetime, isHere: true))
    }

    @Test func noChangedTicketOpensAnything() throws {
        let bytes = try #require(Base32.decode(ticket.text(key)))
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            #expect(MachineTicket(Base32.encode(changed)[...], key) == nil)
        }
        for count in 0..<bytes.count {
            #expect(MachineTicket(Base32.encode(Array(bytes.prefix(count)))[...], key) == nil)
        }
        #expect(MachineTicket(Base32.encode(bytes + [0])[...], key) == nil)
    }

    /// RFC 4648 §10, in small letters and without padding.
    @Test(arguments: [
        ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"), ("fooba", "mzxw6ytb"),
        ("foobar", "mzxw6ytboi"),
    ])
    func base32IsAsTheStandardHasIt(text: String, encoded: String) {
        #expect(Base32.encode(Array(text.utf8)) == encoded && Base32.decode(encoded) == Array(text.utf8))
        #expect(Base32.decode(encoded + "=") == nil && Base32.decode(encoded.uppercased() + "1") == nil)
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
