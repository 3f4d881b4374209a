import Testing

@testable import TLS

@Suite struct PasswordHashTests {
    private static let cheap = PasswordHash.Cost(logN: 4, r: 8, p: 1)

    @Test func aPasswordMatchesItsOwnHashOnly() throws {
        let hash = try PasswordHash(of: "correct horse", cost: Self.cheap)
        #expect(hash.matches("correct horse"))
        #expect(!hash.matches("correct horsf") && !hash.matches("") && !hash.matches("correct horse "))
    }

    @Test func twoHashesOfOnePasswordDiffer() throws {
        #expect(try PasswordHash(of: "same", cost: Self.cheap) != PasswordHash(of: "same", cost: Self.cheap))
    }

    @Test func whatIsKeptIsReadBackWithItsCost() throws {
        let hash = try PasswordHash(of: "سلام", cost: Self.cheap)
        #expect(PasswordHash(hash.description) == hash && hash.description.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
    }

    /// RFC 7914 §12: the first 32 bytes of its fourth vector's 64.
    @Test func theHashIsTheOneOfTheStandard() {
        let key = PasswordHash.derive(
            "pleaseletmein", Array("SodiumChloride".utf8), PasswordHash.Cost(logN: 14, r: 8, p: 1))
        let expected = "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        #expect(key.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() } == expected)
    }

    @Test(arguments: [
        "", "$scrypt$ln=4,r=8,p=1$00$00", "$scrypt$ln=40,r=8,p=1$00112233445566778899aabbccddeeff$00",
        "scrypt", "$argon2$ln=4,r=8,p=1$$", "$scrypt$r=8,ln=4,p=1$$", "$scrypt$ln=4,r=8$$",
    ])
    func anythingElseIsNoHash(text: String) { #expect(PasswordHash(text) == nil) }

    @Test func longPasswordsAreRefused() {
        #expect(throws: TLSError.unusablePassword) {
            try PasswordHash(of: String(repeating: "a", count: PasswordHash.passwordByteLimit + 1), cost: Self.cheap)
        }
    }
}
