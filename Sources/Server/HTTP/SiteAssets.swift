import HTTP
import Net

/// The web client's files in memory: plain and compressed ahead of time.
public struct SiteAssets: Sendable {
    /// One file in all its forms.
    public struct File: Sendable {
        /// From the root, without a slash in front.
        public var path: String
        /// The forms that there are; `identity` is always one.
        public var forms: [HTTPContentCoding: [UInt8]]
        /// A hash of the content, for its tag.
        public var hash: String
        /// Whether another content has another path, so that browsers keep it for good.
        public var isImmutable: Bool
        /// Of a page: the hash of the style sheet inside it, as content policies name it (`sha256-…`, CSP 3 §2.3.1).
        public var styleHash: String?

        /// Each field is described where it is declared.
        public init(
            path: String, forms: [HTTPContentCoding: [UInt8]], hash: String, isImmutable: Bool = false,
            styleHash: String? = nil
        ) {
            (self.path, self.forms, self.hash, self.isImmutable) = (path, forms, hash, isImmutable)
            self.styleHash = styleHash
        }

        var description: AssetDescription {
            AssetDescription(
                name: path, length: forms[.identity]?.count ?? 0, modified: nil, etag: HTTPETag(hash),
                compressed: [HTTPContentCoding.brotli, .gzip].compactMap { coding in
                    forms[coding].map {
                        AssetDescription.Variant(coding, length: $0.count, etag: HTTPETag("\(hash)-\(coding.rawValue)"))
                    }
                })
        }
    }

    private let files: [String: File]

    /// The page that all views live on is `index.html`.
    public init(_ files: [File]) { self.files = Dictionary(files.map { ($0.path, $0) }) { _, new in new } }

    /// What the client may load and where it may connect: its own server only, no inline script, no frames. Scripts come from `/a/`,
    /// where nothing lies that people made (CSP 3 §2.3.1: a path needs the host before it).
    /// - Parameters:
    ///   - authority: as the browser names this server; one that a policy cannot name (an IPv6 address) leaves all of it.
    ///   - styleHash: of the one style sheet inside the page.
    static func policy(at authority: String?, styleHash: String? = nil) -> String {
        let isName = { (byte: UInt8) in
            (0x30...0x3A).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        }
        let host = authority.flatMap { $0.utf8.allSatisfy(isName) && !$0.isEmpty ? $0 : nil }
        let own = host.map { "\($0)/a/" } ?? "'self'"
        return """
            default-src 'none'; script-src \(own); style-src \(styleHash.map { "'\($0)'" } ?? "'none'"); img-src 'self' data: blob:; \
            connect-src 'self' ws: wss:; manifest-src 'self'; worker-src \(host.map { "\($0)/sw.js" } ?? "'self'"); base-uri 'none'; form-action 'self'; \
            frame-ancestors 'none'
            """
    }

    /// Answers with the page, in the first language that the browser names and there is a page of: `index.LANGUAGE.html`.
    func showPage(_ exchange: HTTPExchange) {
        let wanted = exchange.request.fields.tokens(of: "Accept-Language").prefix(16)
        let languages = wanted.map { $0.prefix { $0 != ";" && $0 != "-" }.lowercased() }
        let path = languages.lazy.map { $0 == "en" ? "index.html" : "index.\($0).html" }.first { files[$0] != nil }
        show(path ?? "index.html", exchange)
    }

    /// Answers with the file of the request's path, or 404.
    func show(_ exchange: HTTPExchange) { show(String(exchange.request.path.dropFirst()), exchange) }

    private func show(_ path: String, _ exchange: HTTPExchange) {
        guard let file = files[path] else { return exchange.respond(status: 404, text: "not found") }
        let plan = StaticResponse.plan(exchange.request, for: file.description)
        var head = plan.head
        head.fields.set("X-Content-Type-Options", "nosniff")
        head.fields.set("Cache-Control", file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache")
        head.fields.append("Referrer-Policy", "no-referrer")
        head.fields.append("Cross-Origin-Opener-Policy", "same-origin")
        if path.hasSuffix(".html") {
            head.fields.append(
                "Content-Security-Policy", Self.policy(at: exchange.request.authority, styleHash: file.styleHash))
            head.fields.set("Vary", "Accept-Encoding, Accept-Language")
        }
        if path == "sw.js" { head.fields.append("Service-Worker-Allowed", "/") }
        guard plan.body != .none, !plan.parts.isEmpty else { return exchange.begin(head, body: plan.body) }
        let form = file.forms[plan.coding] ?? []
        let body = plan.parts.flatMap { part -> ArraySlice<UInt8> in
            switch part {
            case .bytes(let bytes): bytes[...]
            case .file(let range): form[range]
            }
        }
        exchange.begin(head, body: .bytes(body))
    }
}
