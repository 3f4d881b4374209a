/// Puts the framing on a body that is sent piece by piece, and keeps it to its declared length.
struct BodyEncoder: Sendable {
    enum Mode: Equatable, Sendable {
        case length(remaining: Int)
        case chunked
        case untilClose
        /// The answer to HEAD, and 304: what is written is not sent.
        case discarded
    }

    private var mode: Mode

    init(_ mode: Mode) { self.mode = mode }

    /// The bytes to send for the next piece.
    mutating func encode(_ piece: [UInt8]) throws(HTTPSendError) -> [UInt8] {
        switch mode {
        case .length(let remaining):
            guard piece.count <= remaining else { throw .bodyTooLong }
            mode = .length(remaining: remaining - piece.count)
            return piece
        case .chunked: return BodyEncoder.chunk(piece)
        case .untilClose: return piece
        case .discarded: return []
        }
    }

    /// The bytes that end the body. Trailers are sent with chunks only and dropped otherwise (RFC 9110 §6.5).
    func end(_ trailers: HTTPFields) throws(HTTPSendError) -> [UInt8] {
        switch mode {
        case .length(let remaining):
            guard remaining == 0 else { throw .bodyTooShort }
            return []
        case .chunked:
            guard trailers.isWellFormed, !TrailerRule.isForbidden(in: trailers) else { throw .invalidField }
            var writer = HeadWriter()
            writer.line("0")
            writer.fields(trailers)
            writer.end()
            return writer.bytes
        case .untilClose, .discarded: return []
        }
    }

    /// An empty chunk would end the body, so an empty piece is nothing.
    private static func chunk(_ piece: [UInt8]) -> [UInt8] {
        guard !piece.isEmpty else { return [] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count + 12)
        bytes.append(contentsOf: String(piece.count, radix: 16).utf8)
        bytes.append(contentsOf: "\r\n".utf8)
        bytes.append(contentsOf: piece)
        bytes.append(contentsOf: "\r\n".utf8)
        return bytes
    }
}
