import COpenSSL

/// Reads OpenSSL's error queue as one of ours. The SSL library's own word counts; those below it only led to it.
enum FailureReading {
    /// What ended `ssl`. The queue is empty afterwards.
    static func error(of ssl: OpaquePointer) -> TLSError {
        let (code, isSSL) = ErrorQueue.takeFirst(from: ERR_LIB_SSL)
        guard isSSL else { return code == 0 ? .engine("unknown") : .protocolViolation(ErrorQueue.words(for: code)) }
        let reason = ERR_GET_REASON(code)
        if reason > SSL_AD_REASON_OFFSET, let alert = UInt8(exactly: reason - SSL_AD_REASON_OFFSET) {
            return .alertReceived(alert)
        }
        switch reason {
        case SSL_R_HTTP_REQUEST, SSL_R_HTTPS_PROXY_REQUEST: return .plainHTTP
        case SSL_R_UNSUPPORTED_PROTOCOL, SSL_R_VERSION_TOO_LOW: return .unsupportedVersion
        case SSL_R_NO_APPLICATION_PROTOCOL: return .noApplicationProtocol
        case SSL_R_CERTIFICATE_VERIFY_FAILED: return .certificateRefused(verdict(of: ssl))
        default: return .protocolViolation(ErrorQueue.words(for: code))
        }
    }

    private static func verdict(of ssl: OpaquePointer) -> String {
        String(cString: X509_verify_cert_error_string(SSL_get_verify_result(ssl)))  // SAFETY: static text
    }
}
