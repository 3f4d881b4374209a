import Net
import Testing

@Suite struct NetURLTests {
    @Test(arguments: [
        ("ws://example.org", "example.org", 80, "/"), ("wss://example.org/a?b=c", "example.org", 443, "/a?b=c"),
        ("http://[2001:db8::1]:8080?q", "2001:db8::1", 8080, "/?q"), ("https://127.0.0.1:9/", "127.0.0.1", 9, "/"),
    ])
    func readsWhatCanBeConnectedTo(text: String, host: String, port: UInt16, target: String) throws {
        let url = try #require(NetURL(text))
        #expect((url.host, url.port, url.target) == (host, port, target))
    }

    @Test(arguments: [
        "", "ftp://x", "ws://", "ws:///a", "ws://a b", "ws://user@host/", "ws://h:99999", "ws://h:x", "ws://[::1",
        "ws://h/#f",
        "ws://höst/", "ws+unix:relative",
    ])
    func refusesTheRest(text: String) { #expect(NetURL(text) == nil) }

    @Test func aUnixSocketHasAPathAndATarget() throws {
        let url = try #require(NetURL("ws+unix:/run/t.sock:/echo"))
        #expect((url.socketPath, url.target, url.authority) == ("/run/t.sock", "/echo", "localhost"))
    }
}
