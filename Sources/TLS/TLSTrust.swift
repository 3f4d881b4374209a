/// What a client takes as proof that it speaks to the right server.
public enum TLSTrust: Equatable, Sendable {
    /// The authorities of the system, and the name of the host.
    case system
    /// These authorities alone (PEM), and the name of the host.
    case authorities(pem: [UInt8])
    /// Exactly this certificate; its names, dates and issuer are not consulted.
    case pinned(CertificateFingerprint)
    /// Nothing: anyone may answer. For load generators only.
    case insecure
}
