import Testing

@testable import Terminal

@Suite struct LinkTests {
    private func link(_ command: String) -> Link? {
        let terminal = Terminal.after("\u{1B}]8;\(command)\u{1B}\\x")
        return terminal.state.table.link(of: terminal.style(1, 1))
    }

    @Test(
        "OSC 8: http, https and mailto become links",
        arguments: ["http://a.example/", "https://a.example/?q=1;2", "mailto:a@b.example", "HTTPS://a"])
    func allowed(address: String) {
        #expect(link(";" + address).map { String(decoding: $0.address, as: UTF8.self) } == address)
    }

    @Test(
        "other schemes, and what has other than printable ASCII, become none",
        arguments: [
            "javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://", "", "http:/x", "http://a b",
            "http://ü", "xhttp://a",
        ])
    func refused(address: String) { #expect(link(";" + address) == nil) }

    @Test("an address longer than its limit becomes none")
    func longAddress() {
        let limit = TerminalLimits.linkByteLimit
        #expect(link(";http://" + String(repeating: "x", count: limit - 7)) != nil)
        #expect(link(";http://" + String(repeating: "x", count: limit - 6)) == nil)
    }

    @Test("the id joins what belongs together; another id is another link")
    func names() {
        #expect(link("id=a;http://x/")?.name == Array("a".utf8))
        #expect(link("foo=1:id=a:bar=2;http://x/")?.name == Array("a".utf8))
        #expect(link("id=a;http://x/") != link("id=b;http://x/"))
        #expect(link("id=\(String(repeating: "x", count: 251));http://x/")?.name == [])
    }

    @Test("an empty address ends the link, SGR 0 does not")
    func end() {
        let terminal = Terminal.after("\u{1B}]8;;http://x/\u{7}a\u{1B}[0mb\u{1B}]8;;\u{7}c")
        #expect(terminal.style(1, 1).link != 0 && terminal.style(1, 2).link != 0 && terminal.style(1, 3).link == 0)
    }

    @Test("links are bounded; those that no cell has any more make room")
    func many() {
        var terminal = Terminal(size: TerminalSize(rows: 2, columns: 10))
        for number in 0..<5_000 { terminal.feed(Array("\u{1B}]8;;http://x/\(number)\u{7}a".utf8)) }
        #expect(terminal.state.table.links.count <= TerminalLimits.linkLimit)
        let last = terminal.state.table.link(of: terminal.style(2, 1))
        #expect(last != nil)
        #expect(terminal.inconsistency == nil)
    }
}
