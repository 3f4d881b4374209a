import HTTP
import Testing

@Suite struct AssetPathTests {
    @Test(arguments: [
        ("/a.js", "a.js", false), ("/", "", true), ("/a/b/", "a/b", true), ("/a%20b.txt", "a b.txt", false),
        ("/%C3%A9", "é", false), ("/%2541", "%41", false), ("/.well-known/x", ".well-known/x", false),
        ("/a..b", "a..b", false), ("/~a", "~a", false), ("/a+b", "a+b", false),
    ])
    func aPathNamesAFile(path: String, relative: String, isFolder: Bool) throws {
        let asset = try #require(AssetPath(path[...]))
        #expect(asset.relative == relative && asset.isFolder == isFolder)
    }

    @Test(arguments: [
        "", "a", "*", "//", "//a", "/a//b", "/.", "/..", "/../a", "/a/..", "/a/../b", "/./a", "/%2e%2e/a", "/%2E./a",
        "/.%2e", "/a%2fb", "/a%2Fb", "/a%5cb", "/a\\b", "/..\\a", "/%00", "/a%00.js", "/a%0a", "/a%7f", "/a%1b", "/%",
        "/%4", "/%zz", "/%4g", "/%ff", "/%c0%ae%c0%ae", "/.git/config", "/.env", "/a/.hidden", "/%2egit",
        "/" + String(repeating: "a", count: 256), String(repeating: "/a", count: 17),
    ])
    func aPathThatCouldLeaveTheFolderNamesNothing(path: String) { #expect(AssetPath(path[...]) == nil) }

    @Test(arguments: ["", "a", "a b", "é/%", "-._~"]) func percentCodingGoesBothWays(text: String) {
        #expect(HTTPPercentCoding.decode(HTTPPercentCoding.encode(text)[...]) == text)
    }

    @Test func percentEncodingIsWrittenInUpperCase() { #expect(HTTPPercentCoding.encode("a é/") == "a%20%C3%A9%2F") }

    @Test func aQueryIsReadAsFormsWriteIt() throws {
        let query = try #require(HTTPQuery("a=1&b=x+y%26&a=2&c&=d&&e=f=g"))
        #expect(query["a"] == "1" && query.values(of: "a") == ["1", "2"])
        #expect(
            query["b"] == "x y&" && query["c"] == "" && query[""] == "d" && query["e"] == "f=g" && query["x"] == nil)
        #expect(HTTPQuery("") != nil)
    }

    @Test(arguments: ["%", "a=%zz", "%f", "a=%ff", String(repeating: "a&", count: 65)])
    func aMalformedQueryIsNone(query: String) { #expect(HTTPQuery(query[...]) == nil) }

    @Test func cookiesAreReadOneByOne() {
        let cookies = HTTPCookies(["Cookie": "a=1; b=\"2\";c=3 ; =x; d; e f=1; a=9; g=a,b; h=", "Cookie": "i=j=k"])
        #expect(cookies["a"] == "1" && cookies["b"] == "2" && cookies["c"] == "3" && cookies["A"] == nil)
        #expect(cookies["d"] == nil && cookies["g"] == nil && cookies["h"] == "" && cookies["i"] == "j=k")
        let many = (0..<70).map { "c\($0)=1" }.joined(separator: ";")
        #expect(HTTPCookies(["Cookie": many])["c63"] == "1" && HTTPCookies(["Cookie": many])["c64"] == nil)
    }

    @Test func aCookieIsSetWithItsAttributes() throws {
        var cookie = try #require(HTTPSetCookie("a", "b"))
        #expect(cookie.text == "a=b; Path=/; HttpOnly; SameSite=Lax")
        (cookie.maxAge, cookie.isSecure, cookie.isHTTPOnly, cookie.sameSite) = (60, true, false, .strict)
        cookie.path = "/x;y"
        #expect(cookie.text == "a=b; Max-Age=60; Secure; SameSite=Strict")
    }

    @Test(arguments: [
        ("", "a"), ("a b", "c"), ("a=", "b"), ("a", "b;c"), ("a", "b c"), ("a", "\""), ("a", "é"), ("a", "\r\n"),
    ])
    func aCookieThatCannotBeWrittenIsNone(name: String, value: String) { #expect(HTTPSetCookie(name, value) == nil) }
}
