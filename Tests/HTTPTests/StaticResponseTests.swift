import HTTP
import Testing

@Suite struct StaticResponseTests {
    private let asset = AssetDescription(
        name: "app.0123abcd.js", length: 1000, modified: HTTPDate(seconds: 784_111_777), etag: HTTPETag("a"),
        compressed: [
            .init(.gzip, length: 300, etag: HTTPETag("a-gz")), .init(.brotli, length: 250, etag: HTTPETag("a-br")),
        ])

    private func plan(_ method: HTTPMethod = .get, _ fields: HTTPFields) -> StaticResponse {
        StaticResponse.plan(HTTPRequestHead(method: method, target: "/", fields: fields), for: asset)
    }

    @Test func theWholeFileIsSent() {
        let plan = plan(.get, [:])
        #expect(plan.head.status == 200 && plan.coding == .identity)
        #expect(plan.parts == [.file(0..<1000)] && plan.body == .length(1000))
        #expect(
            plan.head.fields == [
                "Cache-Control": "public, max-age=31536000, immutable", "ETag": "\"a\"",
                "Last-Modified": "Sun, 06 Nov 1994 08:49:37 GMT", "Vary": "Accept-Encoding",
                "Content-Type": "text/javascript; charset=utf-8", "Accept-Ranges": "bytes",
                "X-Content-Type-Options": "nosniff",
            ])
    }

    @Test func theCompressedFormHasItsOwnTagAndLength() {
        let plan = plan(.get, ["Accept-Encoding": "gzip, br"])
        #expect(plan.coding == .brotli && plan.parts == [.file(0..<250)] && plan.body == .length(250))
        #expect(plan.head.fields["Content-Encoding"] == "br" && plan.head.fields["ETag"] == "\"a-br\"")
    }

    @Test func theTagOfAnotherFormDoesNotMatch() {
        let fields: HTTPFields = ["Accept-Encoding": "br", "If-None-Match": "\"a\""]
        #expect(plan(.get, fields).head.status == 200)
        #expect(plan(.get, ["Accept-Encoding": "br", "If-None-Match": "\"a-br\""]).head.status == 304)
    }

    @Test func notModifiedRepeatsTheValidators() {
        let plan = plan(.get, ["If-None-Match": "\"a\""])
        #expect(plan.head.status == 304 && plan.body == .none && plan.parts.isEmpty)
        for name in ["ETag", "Cache-Control", "Vary"] { #expect(plan.head.fields.contains(name)) }
        #expect(!plan.head.fields.contains("Content-Type"))
    }

    @Test func headHasTheLengthAndNoParts() {
        let plan = plan(.head, ["Range": "bytes=0-9"])
        #expect(plan.head.status == 200 && plan.body == .length(1000) && plan.parts.isEmpty)
    }

    @Test func aRangeIsSentAlone() {
        let plan = plan(.get, ["Range": "bytes=10-19"])
        #expect(plan.head.status == 206 && plan.parts == [.file(10..<20)] && plan.body == .length(10))
        #expect(plan.head.fields["Content-Range"] == "bytes 10-19/1000")
    }

    @Test func aRangeOfTheCompressedFormIsOfItsBytes() {
        let plan = plan(.get, ["Range": "bytes=-10", "Accept-Encoding": "br"])
        #expect(plan.head.fields["Content-Range"] == "bytes 240-249/250" && plan.coding == .brotli)
        #expect(self.plan(.get, ["Range": "bytes=0-1,200-201", "Accept-Encoding": "br"]).head.status == 200)
    }

    @Test func severalRangesAreSentAsParts() throws {
        let plan = plan(.get, ["Range": "bytes=0-9,990-"])
        #expect(plan.head.status == 206 && !plan.head.fields.contains("Content-Range"))
        let type = try #require(plan.head.fields["Content-Type"])
        let boundary = try #require(type.split(separator: "=").last)
        #expect(type == "multipart/byteranges; boundary=\(boundary)")
        let text = plan.parts.map { part in
            switch part {
            case .bytes(let bytes): String(bytes)
            case .file(let range): "<\(range)>"
            }
        }.joined()
        let head = "Content-Type: text/javascript; charset=utf-8\r\nContent-Range: bytes"
        #expect(
            text
                == "\r\n--\(boundary)\r\n\(head) 0-9/1000\r\n\r\n<0..<10>\r\n--\(boundary)\r\n\(head) 990-999/1000\r\n\r\n"
                + "<990..<1000>\r\n--\(boundary)--\r\n")
        #expect(plan.body == .length(plan.parts.reduce(0) { $0 + $1.count }))
    }

    @Test func aRangeBeyondTheEndIs416() {
        let plan = plan(.get, ["Range": "bytes=1000-"])
        #expect(plan.head.status == 416 && plan.body == .none)
        #expect(plan.head.fields["Content-Range"] == "bytes */1000")
    }

    @Test func aRangeOfAnOlderFormGetsTheWhole() {
        #expect(plan(.get, ["Range": "bytes=0-9", "If-Range": "\"old\""]).head.status == 200)
        #expect(plan(.get, ["Range": "bytes=0-9", "If-Range": "\"a\""]).head.status == 206)
        #expect(plan(.get, ["Range": "bytes=0-9", "Range": "bytes=5-6"]).head.status == 200)
    }

    @Test func aFailedConditionIs412() { #expect(plan(.get, ["If-Match": "\"b\""]).head.status == 412) }

    @Test func otherMethodsAreNotAllowed() {
        let plan = plan(.post, [:])
        #expect(plan.head.status == 405 && plan.head.fields["Allow"] == "GET, HEAD")
    }

    @Test func anEmptyFileWithoutValidatorsIsSent() {
        let empty = AssetDescription(name: "a", length: 0, modified: nil, etag: nil)
        let plan = StaticResponse.plan(HTTPRequestHead(target: "/a", fields: ["Range": "bytes=0-"]), for: empty)
        #expect(plan.head.status == 200 && plan.parts.isEmpty && plan.body == .length(0))
        #expect(!plan.head.fields.contains("ETag") && !plan.head.fields.contains("Vary"))
        #expect(plan.head.fields["Cache-Control"] == "no-cache")
    }

    @Test func aPlanIsWhatAResponseTakes() throws {
        var connection = HTTPServerConnection()
        connection.receive(Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8).span)
        while try connection.next() != nil {}
        let plan = plan(.get, ["Range": "bytes=0-9,990-"])
        _ = try connection.respond(plan.head, body: plan.body)
        for part in plan.parts { _ = try connection.body([UInt8](repeating: 0, count: part.count)) }
        _ = try connection.end()
        #expect(connection.isIdle)
    }
}
