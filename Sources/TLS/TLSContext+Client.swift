import COpenSSL

extension TLSContext {
    /// Trust and the protocols offered.
    func setUpClient() throws(TLSError) {
        let offer = protocols.wire
        if !offer.isEmpty { SSL_CTX_set_alpn_protos(pointer, offer, UInt32(truncatingIfNeeded: offer.count)) }
        switch trust {
        case .insecure:
            SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil)
        case .system:
            SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
            guard SSL_CTX_set_default_verify_paths(pointer) == 1 else { throw .unusableTrust(ErrorQueue.drain()) }
        case .authorities(let pem):
            SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
            try trustAuthorities(pem)
        case .pinned:
            SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
            pin()
        }
    }

    private func trustAuthorities(_ pem: [UInt8]) throws(TLSError) {
        let source = try PEMSource(bytes: pem)
        var count = 0
        while let authority = source.nextCertificate() {
            defer { X509_free(authority) }
            guard X509_STORE_add_cert(SSL_CTX_get_cert_store(pointer), authority) == 1 else {
                throw .unusableTrust(ErrorQueue.drain())
            }
            count += 1
        }
        guard PEMSource.endedCleanly(), count > 0 else { throw .unusableTrust(ErrorQueue.drain()) }
    }

    private func pin() {
        let verify: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = { store, context in
            guard let store, let context, let certificate = X509_STORE_CTX_get0_cert(store) else { return 0 }
            let owner = Unmanaged<TLSContext>.fromOpaque(context).takeUnretainedValue()
            guard case .pinned(let wanted) = owner.trust, CertificateFingerprint(of: certificate) == wanted else {
                X509_STORE_CTX_set_error(store, X509_V_ERR_APPLICATION_VERIFICATION)
                return 0
            }
            return 1
        }
        // SAFETY: called only by sessions, which keep `self` alive.
        SSL_CTX_set_cert_verify_callback(pointer, verify, Unmanaged.passUnretained(self).toOpaque())
    }
}
