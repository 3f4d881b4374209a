import Wire

/// A text of several lines as the classroom takes it (C9): without white space around it, not empty, without control characters but line feeds, and
/// without characters that turn the direction of what stands around the text.
struct LongText {
    let text: String

    /// nil for text that is none.
    init?(trimming text: String, limit: Int = WireLimits.textByteLimit) {
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return nil }
        let trimmed = String(scalars[start...last])
        guard trimmed.utf8.count <= limit, trimmed.unicodeScalars.allSatisfy(Self.isAllowed),
            trimmed.unicodeScalars.contains(where: Self.isVisible)
        else { return nil }
        self.text = trimmed
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: true
        case 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: scalar.properties.generalCategory != .control
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .format && !scalar.properties.isWhitespace
    }
}
