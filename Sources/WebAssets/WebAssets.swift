/// The web client as it is built into the program. Empty in a build without it (`swift build` alone): `make` builds it in.
public enum WebAssets {
    /// One file, with its compressed forms, all in base 64.
    public struct File: Sendable {
        /// From the root of the site, without a slash in front.
        public let path: String
        /// A hash of the content.
        public let hash: String
        /// Whether another content has another path, so that it can be kept for good.
        public let isImmutable: Bool
        /// Of a page: the hash of the style sheet inside it, as content policies name it (`sha256-…`, CSP 3 §2.3.1).
        public let styleHash: String?
        /// The file as it is.
        public let plain: String
        /// Compressed with brotli and gzip; empty where that makes it no smaller.
        public let brotli: String, gzip: String

        init(
            _ path: String, _ hash: String, isImmutable: Bool, styleHash: String? = nil, _ plain: String,
            brotli: String = "",
            gzip: String = ""
        ) {
            (self.path, self.hash, self.isImmutable, self.styleHash, self.plain) = (
                path, hash, isImmutable, styleHash, plain
            )
            (self.brotli, self.gzip) = (brotli, gzip)
        }
    }

    /// All files of the site.
    public static var files: [File] {
        #if SITE
            siteFiles
        #else
            []
        #endif
    }
}
