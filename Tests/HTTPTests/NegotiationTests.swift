import HTTP
import Testing

@Suite struct NegotiationTests {
    @Test(
        arguments: [
            (nil, .identity), ("", .identity), ("br", .brotli), ("gzip", .gzip), ("gzip, br", .brotli), ("BR", .brotli),
            ("gzip, deflate, br, zstd", .brotli), ("gzip;q=1.0, br;q=0.9", .gzip), ("br;q=0, gzip", .gzip),
            ("*", .brotli),
            ("*;q=0", .identity), ("br;q=0, *", .gzip), ("identity", .identity), ("identity;q=0", .identity),
            ("identity, br;q=0.5", .identity), ("identity;q=0.5, br;q=0.5", .brotli), ("x-gzip", .gzip),
            ("br;q=1.1", .identity), ("br;q=x, gzip;q=0.001", .gzip), ("br;q=0.1234", .identity),
            ("deflate", .identity),
            ("br; q=0.5 , gzip;Q=0.6", .gzip), ("br;q=", .identity), ("br;q=1.", .brotli), ("br;x=1", .identity),
            ("br;q=2", .identity), ("br;q=1,5", .brotli), ("br;q=1x0", .identity), (";q=1", .identity),
        ] as [(String?, HTTPContentCoding)])
    func theBestCodingThatIsWantedIsSent(field: String?, coding: HTTPContentCoding) {
        let fields: HTTPFields = field.map { ["Accept-Encoding": $0] } ?? [:]
        #expect(HTTPContentCoding.preferred(fields, among: [.brotli, .gzip, .identity]) == coding)
        #expect(HTTPContentCoding.preferred(fields, among: [.identity]) == .identity)
    }

    @Test(arguments: [
        ("a.html", "text/html; charset=utf-8"), ("a.b.JS", "text/javascript; charset=utf-8"), ("a.woff2", "font/woff2"),
        ("a.wasm", "application/wasm"), ("a", "application/octet-stream"), ("a.", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"), (".svg", "image/svg+xml"),
    ])
    func anExtensionHasAMediaType(name: String, type: String) { #expect(HTTPMediaType.forFile(name) == type) }

    @Test(arguments: [
        ("app.0123abcd.js", true), ("app.deadbeefdeadbeef.css", true), ("app.ABCDEF27.js", true),
        ("app.0123abcd.js.map", true), ("a.b.0123abcd.js", true),
        ("app.js", false), ("app.0123abc.js", false), ("notes.20240101.txt", false), ("app.0123ABCD.js", false),
        ("app.0123abcg.js", false), (".0123abcd.js", false), ("0123abcd.js", false), ("app.0123abcd", false),
        ("app.ABCDEF189.js", false), ("app.ABCDEF19.js", false), ("", false),
        ("app." + String(repeating: "a", count: 65) + ".js", false),
    ])
    func aNameThatTellsItsContentIsKeptForAYear(name: String, isImmutable: Bool) {
        #expect(HTTPCachePolicy.isContentAddressed(name) == isImmutable)
        let control = isImmutable ? "public, max-age=31536000, immutable" : "no-cache"
        #expect(HTTPCachePolicy.cacheControl(forFile: name) == control)
    }
}
