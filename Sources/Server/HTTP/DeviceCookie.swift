import HTTP
import Journal
import Net

/// The cookie by which a device stays the same person over reconnects, reloads and days. The journal keeps its hash only.
enum DeviceCookie {
    /// Under TLS its name makes browsers refuse it from anybody but this server (`__Host-`).
    private static func name(isSecure: Bool) -> String { isSecure ? "__Host-takhti" : "takhti" }
    private static let byteCount = 32
    private static let maxAge = 400 * 86_400  // the longest that browsers keep one

    /// The device's hash, and the `Set-Cookie` to send when it is not known yet.
    static func of(_ request: HTTPRequestHead, isSecure: Bool) -> (device: [UInt8], cookie: String?) {
        if let device = known(request, isSecure: isSecure) { return (device, nil) }
        let secret = randomBytes(byteCount)
        var cookie = HTTPSetCookie(name(isSecure: isSecure), Base64URL.encode(secret))
        cookie?.maxAge = maxAge
        cookie?.isSecure = isSecure
        cookie?.sameSite = .strict
        return (SHA256.digest(secret), cookie?.text)
    }

    /// The device's hash, if it has its cookie by now.
    static func known(_ request: HTTPRequestHead, isSecure: Bool) -> [UInt8]? {
        guard let text = HTTPCookies(request.fields)[name(isSecure: isSecure)], let secret = Base64URL.decode(text),
            secret.count == byteCount
        else { return nil }
        return SHA256.digest(secret)
    }
}
