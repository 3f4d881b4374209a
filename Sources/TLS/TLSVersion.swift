import COpenSSL

/// The protocol versions spoken. Older ones are refused.
public enum TLSVersion: Int32, Sendable, CaseIterable, Comparable {
    /// RFC 5246, with AEAD and ECDHE only (RFC 9325).
    case tls12 = 0x0303
    /// RFC 8446.
    case tls13 = 0x0304

    /// The older version is the smaller.
    public static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.rawValue < right.rawValue }
}
