import HTTP
import Journal

/// The cookie of who is signed in. Under TLS its name makes browsers refuse it from anybody but this server (`__Host-`).
enum SignInCookie {
    static func name(isSecure: Bool) -> String { isSecure ? "__Host-takhti-account" : "takhti-account" }

    /// The secret that a request brings.
    static func secret(in request: HTTPRequestHead, isSecure: Bool) -> Secret? {
        HTTPCookies(request.fields)[name(isSecure: isSecure)].flatMap { Secret($0) }
    }

    /// Sets it.
    static func setting(_ secret: Secret, isSecure: Bool) -> String {
        text(secret.text, isSecure, maxAge: Int(AccountLimits.signInLifetime))
    }

    /// Removes it.
    static func removing(isSecure: Bool) -> String { text("", isSecure, maxAge: 0) }

    private static func text(_ value: String, _ isSecure: Bool, maxAge: Int) -> String {
        var cookie = HTTPSetCookie(name(isSecure: isSecure), value)
        cookie?.maxAge = maxAge
        cookie?.isSecure = isSecure
        cookie?.sameSite = .strict
        return cookie?.text ?? ""
    }
}
