/// The plan of an answer to a request for a file: its head, and which bytes of which form of the file follow. The edge
/// only opens the file and streams.
public struct StaticResponse: Equatable, Sendable {
    /// A piece of the body.
    public enum Part: Equatable, Sendable {
        /// These bytes.
        case bytes([UInt8])
        /// These bytes of the file.
        case file(Range<Int>)

        /// The number of bytes.
        public var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(let range): range.count
            }
        }
    }

    /// Status and fields, all but those that sending adds.
    public let head: HTTPResponseHead
    /// What to give to `respond` with the head: `.none`, or the `.length` of the parts.
    public let body: HTTPOutgoingBody
    /// The form of the file to open.
    public let coding: HTTPContentCoding
    /// The body, piece by piece; none to HEAD.
    public let parts: [Part]

    /// Separates the parts of several ranges. Readers should go by the lengths that each part tells.
    private static let boundary = "takhti-ranges-5c1f8ad2e07b"

    /// Plans the answer to `request` for a file that exists: 200, 206, 304, 405, 412 or 416 (RFC 9110 §13, §14).
    public static func plan(_ request: HTTPRequestHead, for asset: AssetDescription) -> StaticResponse {
        let variant = asset.variant(for: request.fields)
        guard request.method == .get || request.method == .head else {
            return StaticResponse(405, ["Allow": "GET, HEAD"], variant.coding)
        }
        switch HTTPPreconditions.evaluate(request, etag: variant.etag, modified: asset.modified) {
        case .proceed: return content(request, asset, variant)
        case .notModified: return StaticResponse(304, validators(asset, variant), variant.coding)
        case .failed: return StaticResponse(412, [:], variant.coding)
        }
    }

    private static func content(
        _ request: HTTPRequestHead, _ asset: AssetDescription, _ variant: AssetDescription.Variant
    ) -> StaticResponse {
        switch ranges(request, asset, variant) {
        case .whole:
            let part = variant.length > 0 ? [Part.file(0..<variant.length)] : []
            return full(200, fields(asset, variant), variant, part, request.method)
        case .partial(let ranges) where ranges.count == 1:
            var fields = fields(asset, variant)
            fields.append("Content-Range", contentRange(ranges[0], variant.length))
            return full(206, fields, variant, [.file(ranges[0])], request.method)
        case .partial(let ranges):
            var fields = fields(asset, variant)
            fields.set("Content-Type", "multipart/byteranges; boundary=\(boundary)")
            return full(206, fields, variant, multipart(ranges, asset, variant), request.method)
        case .unsatisfiable:
            return StaticResponse(416, ["Content-Range": "bytes */\(variant.length)"], variant.coding)
        }
    }

    /// Only GET has ranges (§14.2); a repeated field is ignored, and so are several ranges of a compressed form.
    private static func ranges(
        _ request: HTTPRequestHead, _ asset: AssetDescription, _ variant: AssetDescription.Variant
    ) -> HTTPByteRanges {
        let values = request.fields.values(of: "Range")
        guard request.method == .get, values.count == 1 else { return .whole }
        guard HTTPPreconditions.allowsRange(request, etag: variant.etag, modified: asset.modified) else {
            return .whole
        }
        let ranges = HTTPByteRanges(values[0], length: variant.length)
        if case .partial(let several) = ranges, several.count > 1, variant.coding != .identity { return .whole }
        return ranges
    }

    /// What a 304 repeats of a 200 (§15.4.5).
    private static func validators(_ asset: AssetDescription, _ variant: AssetDescription.Variant) -> HTTPFields {
        var fields: HTTPFields = ["Cache-Control": HTTPCachePolicy.cacheControl(forFile: asset.name)]
        if let etag = variant.etag { fields.append("ETag", etag.text) }
        if let modified = asset.modified { fields.append("Last-Modified", modified.text) }
        if !asset.compressed.isEmpty { fields.append("Vary", "Accept-Encoding") }
        return fields
    }

    private static func fields(_ asset: AssetDescription, _ variant: AssetDescription.Variant) -> HTTPFields {
        var fields = validators(asset, variant)
        fields.append("Content-Type", HTTPMediaType.forFile(asset.name))
        if variant.coding != .identity { fields.append("Content-Encoding", variant.coding.rawValue) }
        fields.append("Accept-Ranges", "bytes")
        fields.append("X-Content-Type-Options", "nosniff")
        return fields
    }

    private static func contentRange(_ range: Range<Int>, _ length: Int) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    }

    /// RFC 9110 §14.6.
    private static func multipart(
        _ ranges: [Range<Int>], _ asset: AssetDescription, _ variant: AssetDescription.Variant
    ) -> [Part] {
        let type = HTTPMediaType.forFile(asset.name)
        let parts = ranges.flatMap { range in
            let lines = [
                "", "--\(boundary)", "Content-Type: \(type)",
                "Content-Range: \(contentRange(range, variant.length))", "", "",
            ]
            return [Part.bytes(Array(lines.joined(separator: "\r\n").utf8)), .file(range)]
        }
        return parts + [.bytes(Array("\r\n--\(boundary)--\r\n".utf8))]
    }

    private static func full(
        _ status: Int, _ fields: HTTPFields, _ variant: AssetDescription.Variant, _ parts: [Part], _ method: HTTPMethod
    ) -> StaticResponse {
        let length = parts.reduce(0) { $0 + $1.count }
        return StaticResponse(
            head: HTTPResponseHead(status: status, fields: fields), body: .length(length), coding: variant.coding,
            parts: method == .head ? [] : parts)
    }

    private init(head: HTTPResponseHead, body: HTTPOutgoingBody, coding: HTTPContentCoding, parts: [Part]) {
        self.head = head
        self.body = body
        self.coding = coding
        self.parts = parts
    }

    private init(_ status: Int, _ fields: HTTPFields, _ coding: HTTPContentCoding) {
        self.init(head: HTTPResponseHead(status: status, fields: fields), body: .none, coding: coding, parts: [])
    }
}
