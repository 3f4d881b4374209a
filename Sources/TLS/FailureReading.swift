import COpenSSL

/// Reads OpenSSL's first error as one of ours.
enum FailureReading {
    static func error(of ssl: OpaquePointer) -> TLSError {
        let code = ErrorQueue.first()
        guard code != 0 else { return .engine("unknown") }
        guard ERR_GET_LIB(numericCast(code)) == ERR_LIB_SSL else {
            return .protocolViolation(ErrorQueue.words(for: code))
        }
        let reason = ERR_GET_REASON(numericCast(code))
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
