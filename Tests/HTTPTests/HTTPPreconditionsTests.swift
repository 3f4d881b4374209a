import HTTP
import Testing

@Suite struct HTTPPreconditionsTests {
    private static let modified = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let earlier = "Sun, 06 Nov 1994 08:49:36 GMT"
    private static let later = "Sun, 06 Nov 1994 08:49:38 GMT"

    /// The representation has the tag "a" and was modified at `modified`.
    @Test(
        arguments: [
            ([:], .get, .proceed),
            (["If-Match": "\"a\""], .get, .proceed), (["If-Match": "\"b\", \"a\""], .put, .proceed),
            (["If-Match": "*"], .put, .proceed), (["If-Match": "\"b\""], .get, .failed),
            (["If-Match": "W/\"a\""], .get, .failed), (["If-Match": "a"], .get, .failed),
            (["If-Match": ""], .get, .failed),
            (["If-Match": "\"b\"", "If-Match": "\"a\""], .get, .proceed),
            (["If-None-Match": "\"a\""], .get, .notModified), (["If-None-Match": "W/\"a\""], .head, .notModified),
            (["If-None-Match": "\"b\" , ,\"a\""], .get, .notModified), (["If-None-Match": "*"], .get, .notModified),
            (["If-None-Match": "\"a\""], .put, .failed), (["If-None-Match": "*"], .put, .failed),
            (["If-None-Match": "\"b\""], .get, .proceed), (["If-None-Match": "\"a"], .get, .proceed),
            (["If-None-Match": "\"a\"x"], .get, .proceed), (["If-None-Match": "\"a b\""], .get, .proceed),
            (["If-None-Match": "W/a"], .get, .proceed),
            (["If-Modified-Since": modified], .get, .notModified), (["If-Modified-Since": later], .head, .notModified),
            (["If-Modified-Since": earlier], .get, .proceed), (["If-Modified-Since": modified], .put, .proceed),
            (["If-Modified-Since": "yesterday"], .get, .proceed),
            (["If-Modified-Since": modified, "If-Modified-Since": modified], .get, .proceed),
            (["If-None-Match": "\"b\"", "If-Modified-Since": modified], .get, .proceed),
            (["If-Unmodified-Since": modified], .put, .proceed), (["If-Unmodified-Since": earlier], .put, .failed),
            (["If-Unmodified-Since": "x"], .put, .proceed),
            (["If-Match": "\"a\"", "If-Unmodified-Since": earlier], .put, .proceed),
            (["If-Match": "\"a\"", "If-None-Match": "\"a\""], .get, .notModified),
        ] as [(HTTPFields, HTTPMethod, HTTPPreconditions.Outcome)])
    func theOrderOfPrecedenceIsKept(fields: HTTPFields, method: HTTPMethod, outcome: HTTPPreconditions.Outcome) {
        let head = HTTPRequestHead(method: method, target: "/", fields: fields)
        #expect(
            HTTPPreconditions.evaluate(head, etag: HTTPETag("a"), modified: HTTPDate(Self.modified)) == outcome)
    }

    @Test func whatHasNoValidatorMatchesOnlyTheAsterisk() {
        func outcome(_ fields: HTTPFields) -> HTTPPreconditions.Outcome {
            HTTPPreconditions.evaluate(HTTPRequestHead(target: "/", fields: fields), etag: nil, modified: nil)
        }
        #expect(outcome(["If-Match": "\"a\""]) == .failed)
        #expect(outcome(["If-Match": "*"]) == .proceed)
        #expect(outcome(["If-Modified-Since": Self.modified]) == .proceed)
        #expect(outcome(["If-Unmodified-Since": Self.modified]) == .proceed)
    }

    @Test(
        arguments: [
            (nil, true), ("\"a\"", true), ("\"b\"", false), ("W/\"a\"", false), (modified, true), (later, false),
            ("x", false),
        ] as [(String?, Bool)])
    func aRangeIsOfThisVeryRepresentation(condition: String?, isAllowed: Bool) {
        let head = HTTPRequestHead(target: "/", fields: condition.map { ["If-Range": $0] } ?? [:])
        let (etag, date) = (HTTPETag("a"), HTTPDate(Self.modified))
        #expect(HTTPPreconditions.allowsRange(head, etag: etag, modified: date) == isAllowed)
        #expect(condition == nil || !HTTPPreconditions.allowsRange(head, etag: nil, modified: nil))
    }

    @Test func tagsAreWrittenAndRead() {
        #expect(HTTPETag("a b") == nil && HTTPETag("a\"b") == nil && HTTPETag("a\u{7F}") == nil)
        #expect(HTTPETag("a")?.text == "\"a\"" && HTTPETag("a", isWeak: true)?.text == "W/\"a\"")
        #expect(HTTPETag(parsing: "W/\"a\"") == HTTPETag("a", isWeak: true))
        #expect(HTTPETag(parsing: "\"a\", \"b\"") == nil && HTTPETag(parsing: "") == nil)
    }
}
