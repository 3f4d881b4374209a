import Wire

/// A name of a person, a room or a page as the classroom takes it (C8): without white space around it, at most 64 bytes unless `limit` says otherwise, without control characters
/// and without characters that turn the direction of what follows. It may be empty, which people's names may not.
public struct NameText: Sendable {
    /// As it is kept.
    public let text: String

    /// nil for text that is no name.
    public init?(trimming text: String, limit: Int = WireLimits.nameByteLimit) {
        let scalars = text.unicodeScalars
        let start = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let end = scalars.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:)) ?? start
        let trimmed = String(scalars[start..<end])
        guard trimmed.utf8.count <= limit, trimmed.unicodeScalars.allSatisfy(Self.isAllowed) else {
            return nil
        }
        guard trimmed.isEmpty || trimmed.unicodeScalars.contains(where: Self.isVisible) else { return nil }
        self.text = trimmed
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2028...0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
        default: scalar.properties.generalCategory != .control
        }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory != .format && !scalar.properties.isWhitespace
    }
}
