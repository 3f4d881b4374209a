import COpenSSL

/// Bytes nobody can guess, from OpenSSL's generator, which the kernel seeds.
public enum SecureRandom {
    /// `count` random bytes.
    /// - Throws: `.noRandomness` when the generator could not be seeded.
    public static func bytes(_ count: Int) throws(TLSError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: max(count, 0))
        let status = bytes.withUnsafeMutableBufferPointer { RAND_bytes($0.baseAddress, Int32(clamping: $0.count)) }
        guard status == 1 || bytes.isEmpty else {
            ErrorQueue.clear()
            throw .noRandomness
        }
        return bytes
    }
}
