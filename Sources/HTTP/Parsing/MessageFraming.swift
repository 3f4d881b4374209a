/// How the fields say a body is delimited (RFC 9112 §6). Anything that two readers could understand differently is an
/// error.
struct MessageFraming {
    private(set) var contentLength: Int?
    private(set) var isChunked = false

    /// Digits of a Content-Length: enough for 10^18 - 1, so that the number always fits.
    private static let digitLimit = 18

    init(_ fields: HTTPFields, minorVersion: Int) throws(HTTPError) {
        for range in fields.ranges {
            if fields.isName(range, "content-length") {
                guard contentLength == nil else { throw .malformedContentLength }
                contentLength = try MessageFraming.length(fields.bytes[range.value])
            } else if fields.isName(range, "transfer-encoding") {
                guard !isChunked, range.value.count == 7, fields.isEqual(range.value, "chunked") else {
                    throw .unsupportedTransferCoding
                }
                isChunked = true
            }
        }
        guard !isChunked || contentLength == nil else { throw .lengthWithTransferCoding }
        guard !isChunked || minorVersion > 0 else { throw .transferCodingInOldVersion }
    }

    private static func length(_ digits: ArraySlice<UInt8>) throws(HTTPError) -> Int {
        guard !digits.isEmpty, digits.count <= digitLimit else { throw .malformedContentLength }
        var length = 0
        for digit in digits {
            guard digit.isDigit else { throw .malformedContentLength }
            length = length * 10 + Int(digit - 0x30)
        }
        return length
    }
}
