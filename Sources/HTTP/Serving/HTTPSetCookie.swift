/// A cookie to set (RFC 6265 §4.1). `HttpOnly`, for the whole site, until the browser closes, unless told otherwise.
public struct HTTPSetCookie: Equatable, Sendable {
    /// From where the browser sends the cookie.
    public enum SameSite: String, Equatable, Sendable {
        case strict = "Strict"
        case lax = "Lax"
        case none = "None"
    }

    private let name: String
    private let value: String
    /// The folder below which it is sent; a path that cannot be written is left out.
    public var path = "/"
    /// Seconds it lives; 0 removes it; nil until the browser closes.
    public var maxAge: Int?
    /// Sent over TLS only.
    public var isSecure = false
    /// Hidden from scripts.
    public var isHTTPOnly = true
    /// From where it is sent.
    public var sameSite = SameSite.lax

    /// A cookie; nil when its name is no token or its value has blanks, quotes, commas, semicolons or backslashes.
    public init?(_ name: String, _ value: String) {
        guard HTTPSetCookie.isName(name[...]), HTTPSetCookie.isValue(value[...]) else { return nil }
        self.name = name
        self.value = value
    }

    /// The value of the Set-Cookie field.
    public var text: String {
        var parts = ["\(name)=\(value)"]
        if path.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != .semicolon }) { parts.append("Path=\(path)") }
        if let maxAge { parts.append("Max-Age=\(maxAge)") }
        if isSecure { parts.append("Secure") }
        if isHTTPOnly { parts.append("HttpOnly") }
        parts.append("SameSite=\(sameSite.rawValue)")
        return parts.joined(separator: "; ")
    }

    static func isName(_ text: Substring) -> Bool { !text.isEmpty && text.utf8.allSatisfy(\.isToken) }

    static func isValue(_ text: Substring) -> Bool {
        text.utf8.allSatisfy {
            (0x21..<0x7F).contains($0) && $0 != .doubleQuote && $0 != .comma && $0 != .semicolon && $0 != .backslash
        }
    }
}
