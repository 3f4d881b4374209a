/// Who a server is: its certificate chain, leaf first, and the leaf's private key, both PEM, the key unencrypted.
public enum TLSIdentity: Equatable, Sendable {
    /// Paths, read anew at every reload.
    case files(chain: String, key: String)
    /// The bytes themselves.
    case pem(chain: [UInt8], key: [UInt8])

    /// Certificates in a chain, the leaf included. Browsers build chains of three or four.
    public static let chainLimit = 10
}
