import COpenSSL

/// Certificates for a hall without internet, where no authority can vouch: the server makes its own and prints the
/// fingerprint, and people compare it or install it.
///
/// P-256, SHA-256, X.509 v3 for server use, not an authority: a device that trusts it trusts this server alone. It is
/// never renewed; when `CertificateSummary.isValid(at:)` says no, make another.
public struct SelfSigned: Sendable {
    /// Names and addresses in one certificate.
    public static let nameLimit = 32
    /// Days of validity. Apple refuses more even of certificates that a person trusts by hand.
    public static let dayLimit = 825
    /// Seconds by which the validity begins early: clocks of unconnected devices lag.
    public static let backdating: Int64 = 86_400

    /// The certificate, PEM.
    public let certificate: [UInt8]
    /// Its private key, PEM, unencrypted: whoever writes it to a file makes that file private.
    public let key: [UInt8]
    /// SHA-256 of the certificate, to print.
    public let fingerprint: CertificateFingerprint

    /// Ready for a server.
    public var identity: TLSIdentity { .pem(chain: certificate, key: key) }

    /// A new key and a certificate for it.
    /// - Parameters:
    ///   - names: DNS names and IP addresses, all as subject alternative names, the first as common name too.
    ///   - now: seconds since 1970 UTC.
    ///   - days: validity after `now`, up to `dayLimit`.
    /// - Throws: `.unusableName` for a name of neither kind, none or too many; `.noRandomness`, `.engine`.
    public static func make(names: [String], now: Int64, days: Int = 365) throws(TLSError) -> SelfSigned {
        let builder = try CertificateBuilder()
        try builder.setSerial(try SecureRandom.bytes(16))
        try builder.setValidity(
            from: now - backdating, to: now + Int64(min(max(days, 1), dayLimit)) * 86_400)
        try builder.setNames(try SubjectNames(names))
        try builder.sign()
        let certificate = try builder.certificatePEM()
        let fingerprint = try CertificateSummary(pem: certificate).fingerprint
        return SelfSigned(certificate: certificate, key: try builder.keyPEM(), fingerprint: fingerprint)
    }
}
