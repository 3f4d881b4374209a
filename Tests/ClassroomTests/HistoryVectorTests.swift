import ClassroomTesting
import Foundation
import Testing
import Wire

/// The golden histories that both languages fold (protocol/vectors/histories.json).
@Suite struct HistoryVectorTests {
    static var file: URL {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../protocol/vectors/histories.json").standardized
    }

    /// `TAKHTI_WRITE_VECTORS=1 swift test --filter HistoryVectorTests` writes the file anew.
    @Test func theFileHoldsTheHistoriesOfItsSeeds() throws {
        let text = "[\n" + (try HistoryVector.all().map(\.json).joined(separator: ",\n")) + "\n]\n"
        if ProcessInfo.processInfo.environment["TAKHTI_WRITE_VECTORS"] != nil {
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let isSame = try String(contentsOf: Self.file, encoding: .utf8) == text
        #expect(isSame, "protocol/vectors/histories.json is not what its seeds make")
    }

    @Test func everyHistoryComesToItsFingerprints() throws {
        let histories = try JSONDecoder().decode([History].self, from: Data(contentsOf: Self.file))
        #expect(!histories.isEmpty)
        for history in histories {
            #expect(!history.topics.isEmpty)
            for topic in history.topics { try topic.check(history.name) }
        }
    }

    struct History: Decodable {
        struct Fingerprint: Decodable {
            var after: Int
            var fingerprint: String
        }

        struct Topic: Decodable {
            var topic: Int
            var snapshot: String
            var entries: [String]
            var fingerprints: [Fingerprint]

            func check(_ name: String) throws {
                let handle = TopicHandle(topic)
                var replica = LessonReplica()
                try replica.adopt(bytes(snapshot), of: handle)
                var applied = 0
                for mark in fingerprints {
                    let next = try entries[applied..<mark.after].map { try Entry(decoding: bytes($0)) }
                    try replica.apply(next, of: handle)
                    applied = mark.after
                    #expect(replica.fingerprint(handle) == mark.fingerprint, "\(name), topic \(topic), after \(applied)")
                }
            }

            private func bytes(_ hex: String) -> [UInt8] {
                let digits = Array(hex.utf8)
                return stride(from: 0, to: digits.count, by: 2).compactMap {
                    UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
                }
            }
        }

        var name: String
        var topics: [Topic]
    }
}
