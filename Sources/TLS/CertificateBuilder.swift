import COpenSSL

/// Builds one certificate over a fresh P-256 key, step by step. Owns both until it goes.
final class CertificateBuilder {
    // SAFETY: owned; freed in deinit.
    private let certificate: OpaquePointer
    private let key: OpaquePointer

    init() throws(TLSError) {
        guard let certificate = X509_new() else { throw .engine(ErrorQueue.drain()) }
        guard let key = Self.generateKey() else {
            X509_free(certificate)
            throw .engine(ErrorQueue.drain())
        }
        self.certificate = certificate
        self.key = key
        try check(X509_set_version(certificate, 2))  // X.509 v3
        try check(X509_set_pubkey(certificate, key))
    }

    deinit {
        X509_free(certificate)
        EVP_PKEY_free(key)
    }

    /// A positive number of up to 16 bytes (RFC 5280 §4.1.2.2 allows 20).
    func setSerial(_ bytes: [UInt8]) throws(TLSError) {
        let number = BN_bin2bn(bytes, Int32(clamping: min(bytes.count, 16)), nil)
        defer { BN_free(number) }
        let serial = X509_get_serialNumber(certificate)
        try check(number != nil && BN_to_ASN1_INTEGER(number, serial) != nil ? 1 : 0)
    }

    /// Both in seconds since 1970 UTC.
    func setValidity(from start: Int64, to end: Int64) throws(TLSError) {
        try check(ASN1_TIME_set(X509_getm_notBefore(certificate), Int(start)) != nil ? 1 : 0)
        try check(ASN1_TIME_set(X509_getm_notAfter(certificate), Int(end)) != nil ? 1 : 0)
    }

    /// Subject, issuer, and what the certificate is for.
    func setNames(_ names: SubjectNames) throws(TLSError) {
        let subject = X509_get_subject_name(certificate)
        let text = Array(names.commonName.utf8)
        try check(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, text, Int32(text.count), -1, 0))
        try check(X509_set_issuer_name(certificate, subject))
        try add(NID_basic_constraints, "critical,CA:FALSE")
        try add(NID_key_usage, "critical,digitalSignature")
        try add(NID_ext_key_usage, "serverAuth")
        try add(NID_subject_alt_name, names.alternativeNames)
        try add(NID_subject_key_identifier, "hash")
    }

    func sign() throws(TLSError) { try check(X509_sign(certificate, key, EVP_sha256()) > 0 ? 1 : 0) }

    func certificatePEM() throws(TLSError) -> [UInt8] {
        try pem { PEM_write_bio_X509($0, certificate) }
    }

    func keyPEM() throws(TLSError) -> [UInt8] {
        try pem { PEM_write_bio_PrivateKey($0, key, nil, nil, 0, nil, nil) }
    }

    private static func generateKey() -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "P-256") == 1,
            EVP_PKEY_generate(context, &key) == 1
        else { return nil }
        return key
    }

    private func add(_ identifier: Int32, _ value: String) throws(TLSError) {
        var context = X509V3_CTX()
        X509V3_set_ctx(&context, certificate, certificate, nil, nil, 0)
        guard let extensionValue = X509V3_EXT_conf_nid(nil, &context, identifier, value) else {
            throw .engine(ErrorQueue.drain())
        }
        defer { X509_EXTENSION_free(extensionValue) }
        try check(X509_add_ext(certificate, extensionValue, -1))
    }

    private func pem(_ write: (OpaquePointer) -> Int32) throws(TLSError) -> [UInt8] {
        guard let bio = BIO_new(BIO_s_mem()) else { throw .engine(ErrorQueue.drain()) }
        defer { BIO_free(bio) }  // a memory BIO wipes what it held
        try check(write(bio))
        var bytes = [UInt8](repeating: 0, count: Int(BIO_ctrl_pending(bio)))
        try check(BIO_read(bio, &bytes, Int32(clamping: bytes.count)) == Int32(clamping: bytes.count) ? 1 : 0)
        return bytes
    }

    private func check(_ status: Int32) throws(TLSError) {
        guard status == 1 else { throw .engine(ErrorQueue.drain()) }
    }
}
