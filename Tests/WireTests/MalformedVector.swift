import Testing
import Wire
import WireTesting

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
