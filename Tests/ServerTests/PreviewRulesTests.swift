import HTTP
import Testing

@testable import Server

@Suite struct PreviewRulesTests {
    @Test func aMachineGetsThePathBehindTheTicketAndNoCookies() {
        let head = HTTPRequestHead(
            target: "/m/TICKET/a/b?c=d&e",
            fields: [
                "Host": "class.example", "Cookie": "takhti=secret", "Authorization": "Bearer x", "Accept": "text/html",
                "X-Forwarded-For": "1.2.3.4", "Origin": "http://class.example",
            ])
        let inside = PreviewRules.request(head, port: 8_000)
        #expect(inside.target == "/a/b?c=d&e")
        #expect(inside.fields == ["Host": "localhost:8000", "Accept": "text/html"])
        #expect(PreviewRules.request(HTTPRequestHead(target: "/m/TICKET/"), port: 80).target == "/")
        #expect(PreviewRules.prefix(of: head) == "/m/TICKET")
    }

    @Test func aBrowserGetsNoCookiesPoliciesOrOtherOrigins() {
        let answer: HTTPFields = [
            "Content-Type": "text/html", "Set-Cookie": "takhti=mine", "Content-Security-Policy": "default-src *",
            "Access-Control-Allow-Origin": "*", "Strict-Transport-Security": "max-age=1", "Clear-Site-Data": "*",
            "Service-Worker-Allowed": "/", "Location": "/login",
        ]
        let fields = PreviewRules.response(answer, below: "/m/TICKET", port: 8_000)
        #expect(fields["Set-Cookie"] == nil && fields["Clear-Site-Data"] == nil)
        #expect(fields["Access-Control-Allow-Origin"] == nil && fields["Service-Worker-Allowed"] == nil)
        #expect(fields.values(of: "Content-Security-Policy") == [PreviewRules.policy])
        #expect(!PreviewRules.policy.contains("allow-same-origin"))
        #expect(fields["Location"] == "/m/TICKET/login" && fields["Content-Type"] == "text/html")
    }

    @Test(arguments: [
        ("http://localhost:8000/x", "/m/T/x"), ("http://127.0.0.1:8000/", "/m/T/"), ("/../../api", "/m/T/"),
        ("//elsewhere/", "/m/T/"), ("https://elsewhere/", "/m/T/"), ("../../r/1", "/m/T/"),
    ])
    func redirectionsStayBelowTheTicket(from location: String, to moved: String) {
        #expect(PreviewRules.response(["Location": location], below: "/m/T", port: 8_000)["Location"] == moved)
    }

    @Test func routesNameMachinesAndTheirFiles() {
        #expect(Route("/api/rooms/1234/machines/17/files") == .machine("1234", 17, .files))
        #expect(Route("/api/rooms/1234/machines/17/files/a%20b") == .machine("1234", 17, .file("a b")))
        #expect(Route("/api/rooms/1234/machines/17/ports/80") == .machine("1234", 17, .port(80)))
        #expect(Route("/api/rooms/1234/machines/17/ports/0") == .file)
        #expect(Route("/api/rooms/1234/machines/-1/files") == .file)
        #expect(Route("/api/rooms/1234/machines/17/files/a/b") == .file)
        #expect(Route("/m/TICKET/") == .preview("TICKET") && Route("/m/TICKET") == .file)
    }
}
