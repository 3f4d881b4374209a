import COpenSSL

/// What is negotiated: AEAD suites with ephemeral elliptic curves only (RFC 9325 §4.2), no compression, no
/// renegotiation. AES-128 first, being the fastest with hardware; ChaCha20 when that is what the client would rather
/// have, which phones without AES instructions say.
enum CipherPolicy {
    static let tls12 =
        "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384"
        + ":ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
    static let tls13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    static let groups = "X25519:P-256:P-384"

    /// `SSL_OP_NO_COMPRESSION | …_NO_RENEGOTIATION | …_CIPHER_SERVER_PREFERENCE | …_PRIORITIZE_CHACHA`; the header's
    /// macros do not reach Swift.
    static let options: UInt64 = bit(17) | bit(30) | bit(22) | bit(21)

    private static func bit(_ index: UInt64) -> UInt64 { 1 << index }
}
