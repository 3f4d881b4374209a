import COpenSSL

/// Reads PEM blocks one after another, from memory or a file. What it returns is the caller's to free.
final class PEMSource {
    // SAFETY: owned; freed in deinit.
    private let bio: OpaquePointer
    // SAFETY: the memory BIO reads in place; `bytes` lives as long as it does.
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    /// Reads from a copy of `bytes`, wiped afterwards.
    init(bytes: [UInt8]) throws(TLSError) {
        self.bytes = .allocate(capacity: max(bytes.count, 1))
        _ = self.bytes.initialize(from: bytes)
        guard let bio = BIO_new_mem_buf(self.bytes.baseAddress, Int32(clamping: bytes.count)) else {
            self.bytes.deallocate()
            throw .engine(ErrorQueue.drain())
        }
        self.bio = bio
    }

    /// Reads the file at `path`.
    /// - Throws: `.unusableIdentity` when it cannot be opened.
    init(path: String) throws(TLSError) {
        guard let bio = BIO_new_file(path, "r") else { throw .unusableIdentity("\(path): \(ErrorQueue.drain())") }
        self.bio = bio
        bytes = .allocate(capacity: 0)
    }

    deinit {
        BIO_free(bio)
        OPENSSL_cleanse(bytes.baseAddress, bytes.count)
        bytes.deallocate()
    }

    /// The next certificate; nil at the end or at something else, with the reason in the error queue.
    func nextCertificate() -> OpaquePointer? { PEM_read_bio_X509(bio, nil, { _, _, _, _ in -1 }, nil) }

    /// The next private key; nil when there is none or it is encrypted: nobody is there to type a passphrase, and
    /// without the closure OpenSSL would ask the terminal.
    func nextKey() -> OpaquePointer? { PEM_read_bio_PrivateKey(bio, nil, { _, _, _, _ in -1 }, nil) }
}

extension PEMSource {
    /// Whether reading stopped because nothing was left, rather than at a broken block. Empties the error queue if so.
    static func endedCleanly() -> Bool {
        let code = ERR_peek_last_error()
        guard code == 0 || ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE else {
            return false
        }
        ErrorQueue.clear()
        return true
    }
}
