import HTTP
import Journal
import Net

/// The cookie by which a device stays the same person over reconnects, reloads and days. The journal keeps its hash only.
enum DeviceCookie {
    static let name = "takhti"
    private static let byteCount = 32
    private static let maxAge = 400 * 86_400  // the longest that browsers keep one

    /// The device's hash, and the `Set-Cookie` to send when it is not known yet.
    static func of(_ exchange: HTTPExchange) -> (device: [UInt8], cookie: String?) {
        if let text = HTTPCookies(exchange.request.fields)[name], let secret = Base64URL.decode(text),
            secret.count == byteCount
        {
            return (SHA256.digest(secret), nil)
        }
        let secret = randomBytes(byteCount)
        var cookie = HTTPSetCookie(name, Base64URL.encode(secret))
        cookie?.maxAge = maxAge
        cookie?.isSecure = exchange.isSecure
        cookie?.sameSite = .strict
        return (SHA256.digest(secret), cookie?.text)
    }
}
