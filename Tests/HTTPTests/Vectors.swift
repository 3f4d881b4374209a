import Foundation
import Testing

/// Golden vectors of `protocol/vectors`.
enum Vectors {
    struct Missing: Error { let name: String }

    /// Reads `protocol/vectors/NAME.json`.
    /// - Throws: When the file is missing, empty or of another shape.
    static func load<Vector: Decodable>(_ name: String, as type: Vector.Type = Vector.self) throws -> [Vector] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let data = try Data(contentsOf: root.appendingPathComponent("protocol/vectors/\(name).json"))
        let vectors = try JSONDecoder().decode([Vector].self, from: data)
        guard !vectors.isEmpty else { throw Missing(name: name) }
        return vectors
    }
}

extension String {
    /// The bytes of a vector's text: each character, U+0000 to U+00FF, is one byte.
    var latin1: [UInt8] { unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
}

/// A request that must be refused.
struct RefusedRequest: Decodable, CustomTestStringConvertible, Sendable {
    let name: String
    let rule: String
    let request: String
    let status: Int
    let error: String

    var testDescription: String { "\(name) (\(rule))" }
}

/// Requests that must be accepted, with what they mean.
struct ValidRequest: Decodable, CustomTestStringConvertible, Sendable {
    struct Message: Decodable, Sendable {
        let method: String
        let target: String
        let body: String
        let keepsAlive: Bool
        let expectsContinue: Bool?
        let offersUpgrade: Bool?
        let fields: [String: String]?
        let trailers: [String: String]?
    }

    let name: String
    let rule: String
    let request: String
    let messages: [Message]

    var testDescription: String { "\(name) (\(rule))" }
}

/// A response, and what it means to a client or why it is refused.
struct ResponseVector: Decodable, CustomTestStringConvertible, Sendable {
    let name: String
    let rule: String
    let method: String
    let response: String
    let isEnded: Bool?
    let offersUpgrade: Bool?
    let status: Int?
    let body: String?
    let isReusable: Bool?
    let informational: [Int]?
    let trailers: [String: String]?
    let leftover: String?
    let error: String?

    var testDescription: String { "\(name) (\(rule))" }
}
