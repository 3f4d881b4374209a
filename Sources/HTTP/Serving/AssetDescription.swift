/// What is known of a file before it is opened: enough to plan the answer.
public struct AssetDescription: Equatable, Sendable {
    /// One form of the file, compressed ahead of time or as it is.
    public struct Variant: Equatable, Sendable {
        /// Its coding.
        public let coding: HTTPContentCoding
        /// Its length in bytes.
        public let length: Int
        /// Its own tag; each variant needs another, being other bytes (RFC 9110 §8.8.3.3).
        public let etag: HTTPETag?

        /// A form in `coding` of `length` bytes.
        public init(_ coding: HTTPContentCoding, length: Int, etag: HTTPETag?) {
            self.coding = coding
            self.length = length
            self.etag = etag
        }
    }

    /// The file name without its folder; it decides the media type and the caching.
    public let name: String
    /// When the file changed last.
    public let modified: HTTPDate?
    /// The file as it is.
    public let plain: Variant
    /// Its compressed forms.
    public let compressed: [Variant]

    /// A file of `length` bytes and its compressed forms.
    public init(
        name: String, length: Int, modified: HTTPDate?, etag: HTTPETag?, compressed: [Variant] = []
    ) {
        self.name = name
        self.modified = modified
        self.plain = Variant(.identity, length: length, etag: etag)
        self.compressed = compressed
    }

    /// The form to send for `fields`.
    func variant(for fields: HTTPFields) -> Variant {
        let available = HTTPContentCoding.allCases.filter { coding in
            coding == .identity || compressed.contains { $0.coding == coding }
        }
        let coding = HTTPContentCoding.preferred(fields, among: available)
        return compressed.first { $0.coding == coding } ?? plain
    }
}
