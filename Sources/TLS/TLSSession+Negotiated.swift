import COpenSSL

/// What the handshake agreed on.
extension TLSSession {
    /// The protocol chosen by ALPN; nil when none was asked for.
    public var negotiatedProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var count: UInt32 = 0
        SSL_get0_alpn_selected(ssl, &start, &count)
        // SAFETY: the SSL's own bytes, copied here.
        return start.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self) }
    }

    /// The version; nil before it is agreed.
    public var version: TLSVersion? {
        SSL_get_current_cipher(ssl) == nil ? nil : TLSVersion(rawValue: SSL_version(ssl))
    }

    /// The suite by OpenSSL's name; nil before it is agreed.
    public var cipherSuite: String? {
        SSL_get_current_cipher(ssl).flatMap { SSL_CIPHER_get_name($0) }.map(String.init(cString:))
    }

    /// Whether an earlier session was resumed.
    public var isResumed: Bool { SSL_session_reused(ssl) == 1 }

    /// The fingerprint of the peer's certificate; nil when it showed none, as clients do.
    public var peerFingerprint: CertificateFingerprint? {
        guard let certificate = SSL_get0_peer_certificate(ssl) else { return nil }
        return CertificateFingerprint(of: certificate)
    }
}
