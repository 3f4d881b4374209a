import Wire

/// What the server says of a room's topics: `[{"topic":4,"sequence":17,"fingerprint":"…"},…]`.
struct HallFingerprints {
    private var topics: [TopicHandle: (sequence: Sequence, fingerprint: String)] = [:]

    init(_ body: [UInt8]) {
        for object in String(decoding: body, as: UTF8.self).split(separator: "{").dropFirst() {
            let words = object.split { ":,}\"[]\n".contains($0) }
            guard words.count >= 6, let topic = Int(words[1]), let sequence = Int(words[3]) else { continue }
            topics[TopicHandle(topic)] = (sequence, String(words[5]))
        }
    }

    /// What came of comparing a room's clients with its server.
    struct Comparison {
        /// Topics of replicas that were compared.
        var compared = 0
        /// Those whose fingerprint is another.
        var unequal = 0
        /// Events that clients lack at the end.
        var missing = 0

        var isEqual: Bool { unequal == 0 && missing == 0 }
    }

    func compare(_ clients: [HallClient]) -> Comparison {
        var result = Comparison()
        for client in clients {
            for (handle, topic) in client.lesson.topics {
                guard let server = topics[handle] else { continue }
                result.missing += max(0, server.sequence - topic.sequence)
            }
            guard client.isReplica else { continue }
            for (handle, own) in client.lesson.fingerprints {
                guard let server = topics[handle] else { continue }
                result.compared += 1
                if server != own { result.unequal += 1 }
            }
        }
        return result
    }
}
