/// The status and fields of a response (RFC 9112 §4).
public struct HTTPResponseHead: Equatable, Sendable {
    /// The status code: 100 to 999 as parsed, 101 or 200 to 599 to send.
    public var status: Int
    /// The fields.
    public var fields: HTTPFields

    /// A response with `status` and `fields`. Content-Length, Transfer-Encoding, Date and Connection are added when it
    /// is sent.
    public init(status: Int, fields: HTTPFields = [:]) {
        self.status = status
        self.fields = fields
    }

    /// The usual phrase for the status; what a peer sent is not kept.
    public var reason: String { HTTPReason.phrase(for: status) }
}
