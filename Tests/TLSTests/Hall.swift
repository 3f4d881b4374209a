import TLS

/// A server with a self-signed certificate and clients for it.
struct Hall {
    /// 2026-01-01 and far later: certificates of tests do not expire under OpenSSL's own clock.
    static let now: Int64 = 1_767_225_600

    let certificate: SelfSigned
    let keys: TicketKeys
    let server: TLSContext

    init(names: [String] = ["hall.example", "192.0.2.7"], now: Int64 = Hall.now, days: Int = 825) throws {
        certificate = try SelfSigned.make(names: names, now: now, days: days)
        keys = try TicketKeys(at: 0)
        server = try TLSContext(serverWith: certificate.identity, ticketKeys: keys)
    }

    func client(
        trust: TLSTrust? = nil, protocols: ApplicationProtocols = .http11,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13
    ) throws -> TLSContext {
        try TLSContext(
            clientTrusting: trust ?? .pinned(certificate.fingerprint), protocols: protocols, versions: versions)
    }

    func link(
        _ client: TLSContext, host: String = "hall.example", resuming: [UInt8]? = nil, server: TLSContext? = nil
    ) throws -> Link {
        Link(
            try TLSSession(client: client, host: host, resuming: resuming),
            try TLSSession(server: server ?? self.server))
    }
}
