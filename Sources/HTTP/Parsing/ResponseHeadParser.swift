/// Reads the head of a response: the status line and its fields.
struct ResponseHeadParser: Sendable {
    private var line = StatusLineParser()
    private var fields = FieldSectionParser(origin: 0)
    private var isLineRead = false
    private var position: UInt32 = 0

    /// The minor version of the response, once its line was read.
    var minorVersion: Int { Int(line.minorVersion) }

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
    func head(_ bytes: [UInt8]) -> HTTPResponseHead {
        HTTPResponseHead(status: line.status, fields: HTTPFields(bytes: bytes, ranges: fields.ranges))
    }
}
