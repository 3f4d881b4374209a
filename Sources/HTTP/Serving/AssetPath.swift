/// The path of a file below a folder, out of the path of a target. It can name nothing outside of the folder.
public struct AssetPath: Equatable, Sendable {
    /// The names from the folder down, decoded; none is empty, `.`, `..`, or hidden.
    public let components: [String]
    /// Whether the target ended in a slash, and so asks for a folder.
    public let isFolder: Bool

    /// The longest name in bytes, as file systems have it.
    public static let nameByteLimit = 255
    /// The most names.
    public static let depthLimit = 16

    /// Decodes `path` once, name by name. Nil when it does not begin with a slash, or a name is empty, not UTF-8, too
    /// long, begins with a dot (`.well-known` may), or has a slash, a backslash or a control character in it.
    public init?(_ path: Substring) {
        var names = path.split(separator: "/", omittingEmptySubsequences: false)
        guard names.count >= 2, names.removeFirst().isEmpty else { return nil }
        isFolder = names.last?.isEmpty ?? true
        if isFolder { names.removeLast() }
        guard names.count <= AssetPath.depthLimit else { return nil }
        var components: [String] = []
        for name in names {
            guard let decoded = HTTPPercentCoding.decode(name), AssetPath.isSafe(decoded) else { return nil }
            components.append(decoded)
        }
        self.components = components
    }

    /// The path relative to the folder, without a slash at either end.
    public var relative: String { components.joined(separator: "/") }

    private static func isSafe(_ name: String) -> Bool {
        let isVisible = name.utf8.first != 0x2E || name == ".well-known"
        let isPlain = name.utf8.allSatisfy { $0 >= .space && $0 != 0x7F && $0 != .slash && $0 != .backslash }
        return !name.isEmpty && name.utf8.count <= nameByteLimit && isVisible && isPlain
    }
}
