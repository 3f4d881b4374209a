/// Evaluates the conditions of a request on a representation that exists (RFC 9110 §13).
public enum HTTPPreconditions {
    /// What the conditions ask for.
    public enum Outcome: Equatable, Sendable {
        /// Answer as if there were none.
        case proceed
        /// Answer 304.
        case notModified
        /// Answer 412.
        case failed
    }

    /// The outcome, in the order of precedence of §13.2.2. A malformed date is ignored (§13.1.3); a malformed list of
    /// tags matches nothing.
    public static func evaluate(_ head: HTTPRequestHead, etag: HTTPETag?, modified: HTTPDate?) -> Outcome {
        let isReading = head.method == .get || head.method == .head
        if head.fields.contains("If-Match") {
            guard matches(head, "If-Match", etag, { $0.matchesStrongly($1) }) else { return .failed }
        } else if let limit = date(head, "If-Unmodified-Since"), let modified, modified > limit {
            return .failed
        }
        if head.fields.contains("If-None-Match") {
            guard matches(head, "If-None-Match", etag, { $0.matchesWeakly($1) }) else { return .proceed }
            return isReading ? .notModified : .failed
        }
        if isReading, let limit = date(head, "If-Modified-Since"), let modified, modified <= limit {
            return .notModified
        }
        return .proceed
    }

    /// Whether the Range field is to be obeyed: there is no If-Range, or it names this very representation (§13.1.5).
    public static func allowsRange(_ head: HTTPRequestHead, etag: HTTPETag?, modified: HTTPDate?) -> Bool {
        guard let condition = head.fields["If-Range"] else { return true }
        if let tag = HTTPETag(parsing: condition) { return etag.map { $0.matchesStrongly(tag) } ?? false }
        return HTTPDate(condition).map { $0 == modified } ?? false
    }

    private static func matches(
        _ head: HTTPRequestHead, _ name: String, _ etag: HTTPETag?, _ compare: (HTTPETag, HTTPETag) -> Bool
    ) -> Bool {
        let list = head.fields.values(of: name).joined(separator: ",")
        if list == "*" { return true }
        guard let etag, let tags = HTTPETag.list(list) else { return false }
        return tags.contains { compare($0, etag) }
    }

    /// A repeated date is no date.
    private static func date(_ head: HTTPRequestHead, _ name: String) -> HTTPDate? {
        let values = head.fields.values(of: name)
        return values.count == 1 ? HTTPDate(values[0]) : nil
    }
}
