/// What the fields of a request mean for its connection, once the rules of a server have accepted them.
struct RequestRules {
    let body: HTTPBodyKind
    /// The peer lets the connection live on after the response (RFC 9112 §9.3).
    let keepsAlive: Bool
    /// The peer waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
    let expectsContinue: Bool
    /// The peer offers another protocol (RFC 9110 §7.8).
    let offersUpgrade: Bool

    init(_ head: HTTPRequestHead, _ limits: HTTPLimits) throws(HTTPError) {
        let framing = try MessageFraming(head.fields, minorVersion: head.minorVersion)
        try RequestRules.checkHost(head)
        body = try RequestRules.body(framing, head.method, limits)
        expectsContinue = try RequestRules.expectsContinue(head) && body != .none
        let isNew = head.minorVersion > 0
        keepsAlive =
            !head.fields.contains(token: "close", in: "Connection")
            && (isNew || head.fields.contains(token: "keep-alive", in: "Connection"))
        offersUpgrade =
            isNew && head.fields.contains("Upgrade") && head.fields.contains(token: "upgrade", in: "Connection")
    }

    /// One valid Host; only HTTP/1.0 may leave it out (RFC 9112 §3.2). It must agree with an absolute-form target.
    private static func checkHost(_ head: HTTPRequestHead) throws(HTTPError) {
        var host: String?
        for range in head.fields.ranges where head.fields.isName(range, "host") {
            guard host == nil else { throw .repeatedHost }
            host = head.fields.text(in: range.value)
        }
        guard let host else {
            guard head.minorVersion == 0 else { throw .missingHost }
            return
        }
        guard HostRule.isValid(host[...].utf8) else { throw .malformedHost }
        guard head.target.utf8.first != .slash, let absolute = TargetForm.absolute(head.target) else { return }
        guard host.isEqual(ignoringCase: String(absolute.authority)) else { throw .malformedHost }
    }

    private static func body(
        _ framing: MessageFraming, _ method: HTTPMethod, _ limits: HTTPLimits
    ) throws(HTTPError) -> HTTPBodyKind {
        let length = framing.contentLength ?? 0
        guard length <= limits.bodyByteLimit else { throw .bodyTooLong }
        guard method != .trace || !framing.isChunked && length == 0 else { throw .unexpectedBody }
        if framing.isChunked { return .chunked }
        return length > 0 ? .length(length) : .none
    }

    /// HTTP/1.0 has no expectations (RFC 9110 §10.1.1).
    private static func expectsContinue(_ head: HTTPRequestHead) throws(HTTPError) -> Bool {
        guard head.minorVersion > 0, head.fields.contains("Expect") else { return false }
        for expectation in head.fields.values(of: "Expect") {
            guard expectation.isEqual(ignoringCase: "100-continue") else { throw .unknownExpectation }
        }
        return true
    }
}
