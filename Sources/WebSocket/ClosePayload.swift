/// What a Close frame carries (RFC 6455 §5.5.1): nothing, or a code and a reason.
struct ClosePayload: Equatable, Sendable {
    /// A control frame's 125 bytes less the code.
    static let reasonByteLimit = 123

    var code: CloseCode
    var reason: String

    /// Decodes an unmasked payload.
    /// - Throws: `.truncatedCloseCode`, `.invalidCloseCode` (§7.4), `.invalidUTF8` (§8.1).
    init(decoding payload: Span<UInt8>) throws(WebSocketError) {
        guard payload.count != 1 else { throw .truncatedCloseCode }
        guard payload.count > 1 else {
            self.init(code: .noStatus, reason: "")
            return
        }
        let code = CloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isAllowedOnWire else { throw .invalidCloseCode(code) }
        let bytes = [UInt8](payload.extracting(droppingFirst: 2), masking: nil)
        guard let reason = String(validating: bytes, as: UTF8.self) else { throw .invalidUTF8 }
        self.init(code: code, reason: reason)
    }

    /// A code and a reason to send. A reason that is too long is cut between two characters.
    init(code: CloseCode, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// The payload; empty for 1005, which stands for "no code".
    var bytes: [UInt8] {
        guard code != .noStatus else { return [] }
        let text = reason.utf8
        var end = text.index(text.startIndex, offsetBy: ClosePayload.reasonByteLimit, limitedBy: text.endIndex)
        while let cut = end, cut < text.endIndex, text[cut] & 0xC0 == 0x80 { end = text.index(before: cut) }
        return [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + text[..<(end ?? text.endIndex)]
    }
}
