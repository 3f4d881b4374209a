import Foundation
import Testing
import WebSocket

/// One row of `protocol/vectors/websocket-frames.json`: bytes that come to `role`, and what it makes of them.
struct FrameVector: Decodable, CustomTestStringConvertible {
    struct Limits: Decodable {
        var frame: Int
        var message: Int
        var inflated: Int
    }

    struct Deflate: Decodable {
        var serverNoContextTakeover: Bool?
        var clientNoContextTakeover: Bool?
        var serverWindowBits: UInt8?
        var clientWindowBits: UInt8?
    }

    var rule: String
    var name: String
    var role: String
    var hex: String
    var events: [String]
    var limits: Limits?
    var deflate: Deflate?

    var testDescription: String { "\(rule) \(role): \(name)" }

    var bytes: [UInt8] { [UInt8](hex: hex) }

    /// A machine as the vector wants it. A client's masks are zero.
    var environment: WebSocketEnvironment {
        let limits = limits.map {
            WebSocketLimits(frameByteLimit: $0.frame, messageByteLimit: $0.message, inflatedByteLimit: $0.inflated)
        }
        return WebSocketEnvironment(
            role: role == "server" ? .server : .client, limits: limits ?? WebSocketLimits(), makeMask: { 0 })
    }

    var parameters: DeflateParameters? {
        deflate.map {
            DeflateParameters(
                serverNoContextTakeover: $0.serverNoContextTakeover ?? false,
                clientNoContextTakeover: $0.clientNoContextTakeover ?? false,
                serverWindowBits: $0.serverWindowBits ?? 15, clientWindowBits: $0.clientWindowBits ?? 15)
        }
    }

    enum LoadError: Error { case empty }

    /// All rows. Throws when the file is missing or empty.
    static func load() throws -> [FrameVector] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../protocol/vectors/websocket-frames.json").standardized
        let vectors = try JSONDecoder().decode([FrameVector].self, from: Data(contentsOf: file))
        guard !vectors.isEmpty else { throw LoadError.empty }
        return vectors
    }
}

extension [UInt8] {
    init(hex: String) {
        let digits = hex.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    var hex: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
