import HTTP
import WebAssets

extension SiteAssets {
    /// The web client that is built in. In a build without it, one page that says so.
    public static var embedded: SiteAssets {
        guard !WebAssets.files.isEmpty else { return SiteAssets([missing]) }
        return SiteAssets(WebAssets.files.map(File.init))
    }

    private static let missing = File(
        path: "index.html",
        forms: [
            .identity: Array("<!doctype html><title>Takhti</title><p>Built without the web client: use make.\n".utf8)
        ],
        hash: "none")
}

extension SiteAssets.File {
    fileprivate init(_ file: WebAssets.File) {
        self.init(
            path: file.path, forms: [.identity: Base64.decode(file.plain)], hash: file.hash,
            isImmutable: file.isImmutable, styleHash: file.styleHash)
        if !file.brotli.isEmpty { forms[.brotli] = Base64.decode(file.brotli) }
        if !file.gzip.isEmpty { forms[.gzip] = Base64.decode(file.gzip) }
    }
}

/// Base 64 as it stands in our own source (RFC 4648 §4).
private enum Base64 {
    static func decode(_ text: String) -> [UInt8] {
        let plain = text.utf8.lazy.filter { $0 != UInt8(ascii: "=") }
        return Base64URL.decode(String(decoding: plain.map(urlDigit), as: UTF8.self)) ?? []
    }

    private static func urlDigit(_ digit: UInt8) -> UInt8 {
        switch digit {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: digit
        }
    }
}
