import Foundation
import Fuzz

/// The chunks and slices of `protocol/vectors`, to be mutated.
enum InkVectorFile {
    /// Why vectors cannot be read: the program runs in the project's folder.
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private struct Entry: Decodable {
        let hex: [String]
    }

    /// A fuzz of the ink decoders that starts from the vectors.
    static func fuzz() throws -> InkFuzz {
        InkFuzz(strokes: try messages("ink-strokes.json"), pages: try messages("ink-pages.json"))
    }

    private static func messages(_ name: String) throws -> [[[UInt8]]] {
        let file = URL(filePath: "protocol/vectors").appending(path: name)
        let entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))
        guard !entries.isEmpty else { throw Missing(description: "\(file.path) has no vector") }
        return entries.map { $0.hex.map { bytes(Array($0.utf8)[...]) } }
    }

    private static func bytes(_ digits: ArraySlice<UInt8>) -> [UInt8] {
        stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
            UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
        }
    }
}
