import COpenSSL

/// SHA-256 of a certificate's DER: what people compare aloud and clients pin.
public struct CertificateFingerprint: Equatable, Hashable, Sendable, CustomStringConvertible {
    /// Its length in bytes.
    public static let length = 32

    /// The digest.
    public let bytes: [UInt8]

    /// - Returns: nil unless `bytes` are 32.
    public init?(bytes: [UInt8]) {
        guard bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// Reads 32 pairs of hexadecimal digits, as `description` prints them; colons may be missing, case does not matter.
    public init?(_ text: String) {
        let digits = text.utf8.filter { $0 != UInt8(ascii: ":") }
        guard digits.count == Self.length * 2 else { return nil }
        let nibbles = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard nibbles.count == digits.count else { return nil }
        bytes = (0..<Self.length).map { UInt8(nibbles[2 * $0] << 4 | nibbles[2 * $0 + 1]) }
    }

    /// Colon hex in capitals, as `openssl x509 -fingerprint -sha256` and browsers show it.
    public var description: String {
        let digits = Array("0123456789ABCDEF")
        return bytes.map { String([digits[Int($0 >> 4)], digits[Int($0 & 15)]]) }.joined(separator: ":")
    }

    /// Of an OpenSSL certificate, which stays the caller's.
    init?(of certificate: OpaquePointer) {
        var digest = [UInt8](repeating: 0, count: Self.length)
        var length: UInt32 = 0
        // SAFETY: SHA-256 writes 32 bytes, which `digest` holds.
        guard X509_digest(certificate, EVP_sha256(), &digest, &length) == 1, length == 32 else { return nil }
        bytes = digest
    }
}
