import COpenSSL

extension TLSContext {
    /// Seconds a ticket may be used; it dies earlier when its key is rotated out. RFC 8446 §4.6.1 allows seven days.
    static let sessionLifetime = 2 * TicketKeys.rotationPeriod

    /// Tickets sent after a full handshake. One: each costs about 250 bytes on a thin link, every connection (resumed
    /// ones too) earns the next, and a second connection without one pays only with a full handshake of equally many
    /// round trips.
    static let ticketCount = 1

    /// Loads chain and key. OpenSSL checks that they belong together.
    static func install(_ identity: TLSIdentity, in context: OpaquePointer) throws(TLSError) -> CertificateSummary {
        let (chain, key) = try sources(identity)
        guard let leaf = chain.nextCertificate() else { throw .unusableIdentity(ErrorQueue.drain()) }
        defer { X509_free(leaf) }
        guard SSL_CTX_use_certificate(context, leaf) == 1 else { throw .unusableIdentity(ErrorQueue.drain()) }
        try installIssuers(from: chain, in: context)
        guard let privateKey = key.nextKey() else { throw .unusableIdentity(ErrorQueue.drain()) }
        defer { EVP_PKEY_free(privateKey) }
        guard SSL_CTX_use_PrivateKey(context, privateKey) == 1, SSL_CTX_check_private_key(context) == 1 else {
            throw .unusableIdentity(ErrorQueue.drain())
        }
        ErrorQueue.clear()
        return try CertificateSummary(of: leaf)
    }

    private static func sources(_ identity: TLSIdentity) throws(TLSError) -> (chain: PEMSource, key: PEMSource) {
        switch identity {
        case .files(let chain, let key): (try PEMSource(path: chain), try PEMSource(path: key))
        case .pem(let chain, let key): (try PEMSource(bytes: chain), try PEMSource(bytes: key))
        }
    }

    private static func installIssuers(from chain: PEMSource, in context: OpaquePointer) throws(TLSError) {
        var count = 1
        while let issuer = chain.nextCertificate() {
            count += 1
            // SAFETY: on success (SSL_CTX_add0_chain_cert) the context owns the issuer.
            guard count <= TLSIdentity.chainLimit,
                SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 0, UnsafeMutableRawPointer(issuer)) == 1
            else {
                X509_free(issuer)
                ErrorQueue.clear()
                throw .unusableIdentity("more than \(TLSIdentity.chainLimit) certificates, or one that is refused")
            }
        }
        guard PEMSource.endedCleanly() else { throw .unusableIdentity(ErrorQueue.drain()) }
    }

    /// Tickets, protocols and what OpenSSL wants named.
    func setUpServer() {
        SSL_CTX_set_num_tickets(pointer, Self.ticketCount)
        SSL_CTX_set_timeout(pointer, numericCast(Self.sessionLifetime))
        SSL_CTX_set_session_id_context(pointer, Array("takhti".utf8), 6)
        // SAFETY: slot 0 (the application's); every session keeps `self` alive.
        SSL_CTX_set_ex_data(pointer, 0, Unmanaged.passUnretained(self).toOpaque())
        SSL_CTX_set_tlsext_ticket_key_evp_cb(pointer) { ssl, name, iv, cipher, mac, encrypts in
            TLSContext.owner(of: ssl)?.ticketKeys?.prepare(
                name: name, iv: iv, cipher: cipher, mac: mac, encrypts: encrypts == 1) ?? -1
        }
        SSL_CTX_set_alpn_select_cb(
            pointer,
            { ssl, chosen, length, offer, count, _ in
                TLSContext.owner(of: ssl)?.select(chosen, length, from: offer, count) ?? SSL_TLSEXT_ERR_ALERT_FATAL
            }, nil)
    }

    private func select(
        _ chosen: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, _ length: UnsafeMutablePointer<UInt8>?,
        from offer: UnsafePointer<UInt8>?, _ count: UInt32
    ) -> Int32 {
        // SAFETY: OpenSSL lends `offer` for the call and copies what `chosen` points at, which lies within it.
        guard let range = protocols.choose(from: UnsafeBufferPointer(start: offer, count: Int(count))) else {
            return SSL_TLSEXT_ERR_ALERT_FATAL
        }
        chosen?.pointee = offer.map { $0 + range.lowerBound }
        length?.pointee = UInt8(truncatingIfNeeded: range.count)
        return SSL_TLSEXT_ERR_OK
    }

    private static func owner(of ssl: OpaquePointer?) -> TLSContext? {
        guard let ssl, let data = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(ssl), 0) else { return nil }
        return Unmanaged.fromOpaque(data).takeUnretainedValue()
    }
}
