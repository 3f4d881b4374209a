import COpenSSL

extension TLSSession {
    /// Bytes in a host's name (RFC 1035 §2.3.4).
    public static let hostLimit = 253

    /// What a later session to the same host needs to resume; nil before the server has sent a ticket. Holds secrets.
    public func exportSession() -> [UInt8]? {
        guard let session = SSL_get1_session(ssl) else { return nil }
        defer { SSL_SESSION_free(session) }
        guard SSL_SESSION_is_resumable(session) == 1 else { return nil }
        let length = Int(i2d_SSL_SESSION(session, nil))
        guard length > 0 else { return nil }
        var bytes = [UInt8](repeating: 0, count: length)
        bytes.withUnsafeMutableBufferPointer { buffer in
            var end = buffer.baseAddress
            _ = i2d_SSL_SESSION(session, &end)  // SAFETY: writes `length` bytes, as it said
        }
        return bytes
    }

    /// Offers an exported session. One that cannot be read is left out: a full handshake follows.
    func resume(_ exported: [UInt8]) {
        exported.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            guard let session = d2i_SSL_SESSION(nil, &start, buffer.count) else { return ErrorQueue.clear() }
            SSL_set_session(ssl, session)
            SSL_SESSION_free(session)
        }
    }

    /// Sets the name to send and to verify. Addresses are verified, never sent (RFC 6066 §3).
    func expect(_ host: String) throws(TLSError) {
        guard (1...Self.hostLimit).contains(host.utf8.count), !host.utf8.contains(0) else { throw .unusableName(host) }
        let verification = SSL_get0_param(ssl)
        if X509_VERIFY_PARAM_set1_ip_asc(verification, host) == 1 { return }
        ErrorQueue.clear()
        X509_VERIFY_PARAM_set_hostflags(verification, UInt32(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS))
        let sent = host.withCString {
            // SAFETY: OpenSSL copies the name (SSL_set_tlsext_host_name).
            SSL_ctrl(
                ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, Int(TLSEXT_NAMETYPE_host_name), UnsafeMutableRawPointer(mutating: $0)
            )
        }
        guard sent == 1, SSL_set1_host(ssl, host) == 1 else {
            ErrorQueue.clear()
            throw .unusableName(host)
        }
    }
}
