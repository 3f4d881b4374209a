import COpenSSL

/// What all sessions of one role share: versions, suites, certificate, trust. Made once, then read only.
///
/// `@unchecked Sendable`: an `SSL_CTX` counts its references atomically and is safe to share between threads once it is
/// set up, and nothing here changes after `init`; the ticket keys guard themselves.
public final class TLSContext: @unchecked Sendable {
    /// Bytes of plaintext in one record unless a session says otherwise: half a second at 64 kbit/s, 0.5 % more bytes than
    /// the largest possible, and a quarter of the memory while writing.
    public static let recordLimit = 4_096

    /// Whether its sessions answer or ask.
    public enum Role: Sendable { case server, client }

    /// Whether its sessions answer or ask.
    public let role: Role
    /// The leaf certificate; nil for clients.
    public let certificate: CertificateSummary?
    // SAFETY: owned reference, dropped in deinit; each SSL counts its own.
    let pointer: OpaquePointer
    let protocols: ApplicationProtocols
    /// Kept alive for the ticket callback, which finds it through the SSL_CTX.
    let ticketKeys: TicketKeys?
    let trust: TLSTrust

    /// A context for servers. Sessions resume by stateless tickets under `ticketKeys`, which may be shared with any
    /// number of contexts; no session is kept in memory.
    /// - Throws: `.unusableIdentity` when the certificates or the key cannot be used.
    public init(
        serverWith identity: TLSIdentity, ticketKeys: TicketKeys, protocols: ApplicationProtocols = .http11
    ) throws(TLSError) {
        let context = try Self.make(TLS_server_method(), versions: .tls12 ... .tls13)
        do throws(TLSError) {
            certificate = try Self.install(identity, in: context)
        } catch {
            SSL_CTX_free(context)
            throw error
        }
        pointer = context
        role = .server
        self.protocols = protocols
        self.ticketKeys = ticketKeys
        trust = .insecure
        setUpServer()
    }

    /// A context for clients.
    /// - Throws: `.unusableTrust` when the authorities cannot be loaded.
    public init(
        clientTrusting trust: TLSTrust, protocols: ApplicationProtocols = .http11,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13
    ) throws(TLSError) {
        pointer = try Self.make(TLS_client_method(), versions: versions)
        role = .client
        self.protocols = protocols
        self.trust = trust
        ticketKeys = nil
        certificate = nil
        try setUpClient()
    }

    deinit { SSL_CTX_free(pointer) }

    /// The cipher suites it allows, in its order of preference.
    public var cipherSuites: [String] {
        guard let ciphers = SSL_CTX_get_ciphers(pointer) else { return [] }
        return (0..<OPENSSL_sk_num(ciphers)).compactMap { index in
            // SAFETY: the stack and the names are the SSL_CTX's and static.
            OPENSSL_sk_value(ciphers, index).flatMap { SSL_CIPHER_get_name(OpaquePointer($0)) }.map(
                String.init(cString:))
        }
    }

    private static func make(
        _ method: OpaquePointer?, versions: ClosedRange<TLSVersion>
    ) throws(TLSError) -> OpaquePointer {
        guard let context = SSL_CTX_new(method) else { throw .engine(ErrorQueue.drain()) }
        guard
            SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(versions.lowerBound.rawValue), nil) == 1,
            SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(versions.upperBound.rawValue), nil) == 1,
            SSL_CTX_set_cipher_list(context, CipherPolicy.tls12) == 1,
            SSL_CTX_set_ciphersuites(context, CipherPolicy.tls13) == 1,
            CipherPolicy.groups.withCString({
                SSL_CTX_ctrl(context, SSL_CTRL_SET_GROUPS_LIST, 0, UnsafeMutableRawPointer(mutating: $0))
            }) == 1
        else {
            SSL_CTX_free(context)
            throw .engine(ErrorQueue.drain())
        }
        SSL_CTX_set_options(context, CipherPolicy.options)
        SSL_CTX_ctrl(context, SSL_CTRL_MODE, Int(SSL_MODE_RELEASE_BUFFERS), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_SEND_FRAGMENT, recordLimit, nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_SESS_CACHE_MODE, Int(SSL_SESS_CACHE_OFF), nil)
        return context
    }
}
