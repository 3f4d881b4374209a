import Foundation
import Testing
import Wire
import WireTesting

/// The vectors of `protocol/vectors`; a missing or empty file is an error.
enum WireVectors {
    struct Missing: Error { var file: String }

    /// The entries of one file, below `protocol/vectors`.
    static func entries(_ name: String) throws -> [[String: Any]] {
        let file = folder.appending(path: name)
        let entries = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]]
        guard let entries, !entries.isEmpty else { throw Missing(file: name) }
        return entries
    }

    /// The folder of the vectors, found from this file.
    static var folder: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../protocol/vectors").standardized
    }

    /// Where vectors of released versions are kept: `messages.json` of each protocol's name.
    static func releasedNames() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "released").path).sorted()
    }
}

extension [String: Any] {
    func text(_ name: String) throws -> String {
        guard let text = self[name] as? String else { throw WireVectors.Missing(file: "\(name) of \(self)") }
        return text
    }

    func number(_ name: String) throws -> Int {
        guard let number = self[name] as? Int else { throw WireVectors.Missing(file: "\(name) of \(self)") }
        return number
    }

    func kind() throws -> SampleKind {
        guard let kind = SampleKind.named(try text("type")) else { throw WireVectors.Missing(file: try text("type")) }
        return kind
    }

    func bytes() throws -> [UInt8] {
        let digits = Array(try text("hex").utf8)
        guard digits.count % 2 == 0 else { throw WireVectors.Missing(file: "an even number of digits") }
        return try stride(from: 0, to: digits.count, by: 2).map { index in
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else {
                throw WireVectors.Missing(file: "hexadecimal digits")
            }
            return byte
        }
    }
}
