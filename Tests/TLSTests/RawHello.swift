/// ClientHellos made by hand (RFC 5246 §7.4.1.2), for what our own client would never say.
enum RawHello {
    /// One record with one hello.
    static func bytes(version: [UInt8], suites: [[UInt8]]) -> [UInt8] {
        var body = version + [UInt8](repeating: 7, count: 32) + [0]
        body += length16(suites.count * 2) + suites.joined() + [1, 0]
        body += block16(extensions)
        let message = [1, 0] + length16(body.count) + body
        return [22, 3, 1] + block16(message)
    }

    /// supported_groups (P-256), ec_point_formats, signature_algorithms (ECDSA with SHA-256).
    private static let extensions: [UInt8] =
        [0, 10, 0, 4, 0, 2, 0, 23] + [0, 11, 0, 2, 1, 0] + [0, 13, 0, 4, 0, 2, 4, 3]

    private static func length16(_ count: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
    }

    private static func block16(_ bytes: [UInt8]) -> [UInt8] { length16(bytes.count) + bytes }
}
