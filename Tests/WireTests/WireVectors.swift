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

/// A golden message: bytes and what they mean, in the form both languages compare.
struct MessageVector: CustomTestStringConvertible, Sendable {
    let name: String
    let kind: SampleKind
    let bytes: [UInt8]
    /// The message's JSON form with its keys sorted.
    let message: String

    init(_ entry: [String: Any]) throws {
        name = try entry.text("name")
        kind = try entry.kind()
        bytes = try entry.bytes()
        guard let message = entry["message"] else { throw WireVectors.Missing(file: name) }
        self.message = try sorted(message)
        _ = try entry.text("rule")
    }

    static func load(_ file: String) throws -> [MessageVector] { try WireVectors.entries(file).map(MessageVector.init) }

    var testDescription: String { name }
}

/// Bytes that are no message, with the rule they break.
struct MalformedVector: CustomTestStringConvertible, Sendable {
    let name: String
    let kind: SampleKind
    let bytes: [UInt8]
    let error: String
    let rule: String

    init(_ entry: [String: Any]) throws {
        name = try entry.text("name")
        kind = try entry.kind()
        bytes = try entry.bytes()
        error = try entry.text("error")
        rule = try entry.text("rule")
    }

    static func load() throws -> [MalformedVector] {
        try WireVectors.entries("malformed.json").map(MalformedVector.init)
    }

    var testDescription: String { name }
}

/// JSON with its keys sorted, so that two forms of one value are one text.
func sorted(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
}

/// A value's JSON form with its keys sorted.
func sortedJSON(_ value: any WireSample) throws -> String {
    try sorted(try JSONSerialization.jsonObject(with: Data(value.json)))
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

    fileprivate func kind() throws -> SampleKind {
        guard let kind = SampleKind.named(try text("type")) else { throw WireVectors.Missing(file: try text("type")) }
        return kind
    }

    fileprivate func bytes() throws -> [UInt8] {
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
