import Foundation

/// A file of golden vectors in protocol/vectors that a test makes; the browser's tests read it.
/// `TAKHTI_WRITE_VECTORS=1 swift test --filter TerminalTests` writes those of this folder anew.
struct VectorFile {
    let name: String

    private var url: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../protocol/vectors/\(name)")
            .standardized
    }

    /// Whether the file holds `text`.
    func holds(_ text: String) throws -> Bool {
        if ProcessInfo.processInfo.environment["TAKHTI_WRITE_VECTORS"] != nil {
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        return try String(contentsOf: url, encoding: .utf8) == text
    }

    /// The vectors; a file that is missing or holds none is an error.
    func load<Vector: Decodable>(_ type: Vector.Type) throws -> [Vector] {
        let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
        guard !vectors.isEmpty else { throw CocoaError(.fileReadCorruptFile) }
        return vectors
    }
}
