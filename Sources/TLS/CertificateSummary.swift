import COpenSSL

/// What an operator wants to know of a certificate.
public struct CertificateSummary: Equatable, Sendable {
    /// SHA-256 of its DER.
    public let fingerprint: CertificateFingerprint
    /// The first second of its validity, in seconds since 1970 UTC.
    public let notBefore: Int64
    /// The last second of its validity, in seconds since 1970 UTC.
    public let notAfter: Int64

    /// Of the first certificate in `pem`.
    /// - Throws: `.unusableIdentity` when there is none.
    public init(pem: [UInt8]) throws(TLSError) {
        let source = try PEMSource(bytes: pem)
        guard let certificate = source.nextCertificate() else { throw .unusableIdentity(ErrorQueue.drain()) }
        defer { X509_free(certificate) }
        try self.init(of: certificate)
    }

    /// Whether `now`, in seconds since 1970 UTC, lies within its validity.
    public func isValid(at now: Int64) -> Bool { (notBefore...max(notBefore, notAfter)).contains(now) }

    /// Of an OpenSSL certificate, which stays the caller's.
    init(of certificate: OpaquePointer) throws(TLSError) {
        guard let fingerprint = CertificateFingerprint(of: certificate),
            let notBefore = Self.seconds(X509_get0_notBefore(certificate)),
            let notAfter = Self.seconds(X509_get0_notAfter(certificate))
        else { throw .unusableIdentity(ErrorQueue.drain()) }
        self.fingerprint = fingerprint
        self.notBefore = notBefore
        self.notAfter = notAfter
    }

    private static func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
        defer { ASN1_TIME_free(epoch) }
        var days: Int32 = 0
        var rest: Int32 = 0
        guard ASN1_TIME_diff(&days, &rest, epoch, time) == 1 else { return nil }
        return Int64(days) * 86_400 + Int64(rest)
    }
}
