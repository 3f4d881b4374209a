import Foundation
import Testing
import Wire
import WireTesting

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

/// JSON with its keys sorted, so that two forms of one value are one text.
func sorted(_ value: Any) throws -> String {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data, as: UTF8.self)
}

/// A value's JSON form with its keys sorted.
func sortedJSON(_ value: any WireSample) throws -> String {
    try sorted(try JSONSerialization.jsonObject(with: Data(value.json)))
}
