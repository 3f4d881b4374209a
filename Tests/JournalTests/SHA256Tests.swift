import Testing

@testable import Journal

@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreesWithPublishedVectors(text: String, digest: String) {
        #expect(Hex.string(SHA256.digest(Array(text.utf8))) == digest)
    }

    @Test func agreesOnAMillionLetters() {
        let digest = SHA256.digest([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect(Hex.string(digest) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    /// The digest of the joined digests of 0, 1, … 200 bytes 0, 1, … 199, as Python's hashlib has it.
    @Test func agreesAtEveryLengthAroundABlock() {
        let joined = (0...200).flatMap { SHA256.digest((0..<$0).map { UInt8($0) }) }
        #expect(Hex.string(SHA256.digest(joined)) == "64ef7c229fce2408b5336b6a542fea0e078c3a87d2da85cb3fc52e2008b65021")
    }
}
