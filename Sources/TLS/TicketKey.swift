import COpenSSL

/// One key that seals session tickets: a public name, AES-256-CBC, HMAC-SHA256 (RFC 5077 §4). Wiped when dropped.
///
/// `@unchecked Sendable`: the bytes never change between `init` and `deinit`.
final class TicketKey: @unchecked Sendable {
    static let nameLength = 16
    private static let secretLength = 32
    private static let length = nameLength + 2 * secretLength

    // SAFETY: owned; wiped and freed in deinit.
    private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: length)

    init() throws(TLSError) {
        bytes.initialize(repeating: 0, count: Self.length)
        guard RAND_bytes(bytes, Int32(Self.length)) == 1 else {
            ErrorQueue.clear()
            throw .noRandomness
        }
    }

    deinit {
        OPENSSL_cleanse(bytes, Self.length)
        bytes.deallocate()
    }

    func isNamed(_ name: UnsafePointer<UInt8>) -> Bool { CRYPTO_memcmp(bytes, name, Self.nameLength) == 0 }

    /// Writes the name and a fresh vector, and readies `cipher` and `mac` to seal.
    func seal(
        name: UnsafeMutablePointer<UInt8>, iv: UnsafeMutablePointer<UInt8>, cipher: OpaquePointer, mac: OpaquePointer
    ) -> Bool {
        name.update(from: bytes, count: Self.nameLength)
        let aes = bytes + Self.nameLength
        return RAND_bytes(iv, EVP_MAX_IV_LENGTH) == 1
            && EVP_EncryptInit_ex(cipher, EVP_aes_256_cbc(), nil, aes, iv) == 1 && authenticate(mac)
    }

    /// Readies `cipher` and `mac` to open.
    func open(iv: UnsafePointer<UInt8>, cipher: OpaquePointer, mac: OpaquePointer) -> Bool {
        EVP_DecryptInit_ex(cipher, EVP_aes_256_cbc(), nil, bytes + Self.nameLength, iv) == 1 && authenticate(mac)
    }

    private func authenticate(_ mac: OpaquePointer) -> Bool {
        var digest = Array("SHA256".utf8CString)
        let key = bytes + Self.nameLength + Self.secretLength
        // SAFETY: the parameters are read before the call returns; their names and values live until then.
        return digest.withUnsafeMutableBufferPointer { digest in
            OSSL_MAC_PARAM_KEY.withCString { keyName in
                OSSL_MAC_PARAM_DIGEST.withCString { digestName in
                    let parameters = [
                        OSSL_PARAM_construct_octet_string(keyName, key, Self.secretLength),
                        OSSL_PARAM_construct_utf8_string(digestName, digest.baseAddress, 0),
                        OSSL_PARAM_construct_end(),
                    ]
                    return EVP_MAC_CTX_set_params(mac, parameters) == 1
                }
            }
        }
    }
}
