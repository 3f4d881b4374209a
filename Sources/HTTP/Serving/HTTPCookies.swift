/// The cookies of a request (RFC 6265 §4.2). Malformed pairs are left out: other programs of the same host may set
/// them.
public struct HTTPCookies: Equatable, Sendable {
    private var values: [String: String] = [:]

    /// The most cookies that are looked at.
    public static let cookieCountLimit = 64

    /// The cookies of all Cookie fields. Of equal names the first counts: it has the longest path.
    public init(_ fields: HTTPFields) {
        let pairs = fields.values(of: "Cookie").flatMap { $0.split(separator: ";") }
        for pair in pairs.prefix(HTTPCookies.cookieCountLimit) {
            let parts = String(pair).trimmingBlanks.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, HTTPSetCookie.isName(parts[0]) else { continue }
            let value = HTTPCookies.unquoted(parts[1])
            guard HTTPSetCookie.isValue(value), values[String(parts[0])] == nil else { continue }
            values[String(parts[0])] = String(value)
        }
    }

    /// The value of the cookie `name`, whose letters count as they are; nil when it is not there.
    public subscript(_ name: String) -> String? { values[name] }

    private static func unquoted(_ value: Substring) -> Substring {
        let isQuoted = value.utf8.count > 1 && value.utf8.first == .doubleQuote && value.utf8.last == .doubleQuote
        return isQuoted ? value.dropFirst().dropLast() : value
    }
}
