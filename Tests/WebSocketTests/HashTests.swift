import Testing

@testable import WebSocket

@Suite struct HashTests {
    @Test(
        "FIPS 180-4 and RFC 3174: SHA-1",
        arguments: [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
            (String(repeating: "a", count: 1000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
            (String(repeating: "01234567", count: 80), "dea356a2cddd90c7a7ecedc5ebb563934f460452"),
        ])
    func sha1(text: String, digest: String) { #expect(SHA1.digest([UInt8](text.utf8)).hex == digest) }

    static let base64Vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("RFC 4648 §10: Base64", arguments: base64Vectors) func base64(text: String, encoded: String) {
        #expect(Base64.encode([UInt8](text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == [UInt8](text.utf8))
    }

    @Test(
        "RFC 4648 §3: what is no Base64",
        arguments: ["Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zm9v\n", "Zm 9", "Zm9=v", "=m9v", "Zm-_"])
    func notBase64(text: String) { #expect(Base64.decode(text) == nil) }

    @Test("RFC 6455 §1.3: the accept value of the example")
    func accept() { #expect(ServerHandshake.accept(for: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") }
}
