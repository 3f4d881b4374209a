/// Reads the head of a request: the request line and its fields.
struct RequestHeadParser: Sendable {
    private var line = RequestLineParser()
    private var fields = FieldSectionParser(origin: 0)
    private var isLineRead = false
    private var position: UInt32 = 0

    /// Whether a byte was read.
    var hasStarted: Bool { position > 0 }

    /// Reads on in `bytes`, which begin with the head's first byte each time and have grown. The head's length in bytes
    /// when it is complete.
    mutating func parse(_ bytes: Span<UInt8>, _ limits: HTTPLimits) throws(HTTPError) -> Int? {
        var position = Int(self.position)
        defer { self.position = UInt32(truncatingIfNeeded: position) }
        if !isLineRead {
            guard try line.parse(bytes, at: &position, byteLimit: limits.requestLineByteLimit) else { return nil }
            isLineRead = true
            fields = FieldSectionParser(origin: position)
        }
        let isComplete = try fields.parse(
            bytes, at: &position, byteLimit: limits.fieldByteLimit, countLimit: limits.fieldCountLimit)
        return isComplete ? position : nil
    }

    /// The head that was read, out of its `bytes`.
    func head(_ bytes: [UInt8]) throws(HTTPError) -> HTTPRequestHead {
        let target = String(decoding: bytes[line.target], as: UTF8.self)
        let fields = HTTPFields(bytes: bytes, ranges: self.fields.ranges)
        guard TargetForm.isValid(target, for: line.method) else { throw .malformedTarget }
        guard let method = line.method, method != .connect else { throw .unsupportedMethod }
        return HTTPRequestHead(method: method, target: target, minorVersion: Int(line.minorVersion), fields: fields)
    }
}
