/// The request line and fields of a request (RFC 9112 §3).
public struct HTTPRequestHead: Equatable, Sendable {
    /// The method.
    public var method: HTTPMethod
    /// The target as it was sent: a path with its query, mostly; visible ASCII.
    public var target: String
    /// The version is HTTP/1.`minorVersion`: 0 or 1.
    public var minorVersion: Int
    /// The fields.
    public var fields: HTTPFields

    /// A request to send, or one that a test makes up.
    public init(method: HTTPMethod = .get, target: String, minorVersion: Int = 1, fields: HTTPFields = [:]) {
        self.method = method
        self.target = target
        self.minorVersion = minorVersion
        self.fields = fields
    }

    /// The path of the target, still percent-encoded, without its query. `*` for OPTIONS of the whole server.
    public var path: Substring {
        let whole = pathAndQuery
        let path = whole.utf8.firstIndex(of: .question).map { whole[..<$0] } ?? whole
        return path.isEmpty ? "/" : path
    }

    /// What follows the first `?` of the target, still percent-encoded; nil without one.
    public var query: Substring? {
        let whole = pathAndQuery
        return whole.utf8.firstIndex(of: .question).map { whole[$0...].dropFirst() }
    }

    /// The host and port asked for: of an absolute-form target, else of Host.
    public var authority: String? {
        TargetForm.absolute(target).map { String($0.authority) } ?? fields["Host"]
    }

    private var pathAndQuery: Substring {
        if target.utf8.first == .slash { return target[...] }
        return TargetForm.absolute(target)?.rest ?? target[...]
    }
}
