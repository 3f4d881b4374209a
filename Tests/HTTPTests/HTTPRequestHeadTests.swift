import HTTP
import Testing

@Suite struct HTTPRequestHeadTests {
    @Test(
        arguments: [
            ("/a/b?c=d?e", "/a/b", "c=d?e", "host"), ("/", "/", nil, "host"), ("/?", "/", "", "host"),
            ("*", "*", nil, "host"), ("http://a:1/b?c", "/b", "c", "a:1"), ("HTTPS://a", "/", nil, "a"),
            ("http://a?b", "/", "b", "a"), ("//a/b", "//a/b", nil, "host"),
        ] as [(String, String, String?, String)])
    func aTargetHasPathQueryAndAuthority(target: String, path: String, query: String?, authority: String) {
        let head = HTTPRequestHead(target: target, fields: ["Host": "host"])
        #expect(head.path == path)
        #expect(head.query.map { String($0) } == query)
        #expect(head.authority == authority)
    }
}
