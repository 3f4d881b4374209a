import Journal

/// A secret in a link or a cookie: nobody can guess it, and only its hash is kept.
struct Secret: Sendable {
    private static let byteCount = 32
    private let bytes: [UInt8]

    /// A new one.
    init() { bytes = randomBytes(Self.byteCount) }

    /// From a link or a cookie; nil when it cannot be one.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 64, let bytes = Base64URL.decode(text) else { return nil }
        self.init(bytes)
    }

    /// From a hello.
    init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// As it stands in a link or a cookie.
    var text: String { Base64URL.encode(bytes) }

    /// What is kept. How long it takes to find one says nothing of those that are kept: nobody chooses what a hash begins with.
    var digest: [UInt8] { SHA256.digest(bytes) }
}
