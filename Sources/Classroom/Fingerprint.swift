import Wire

/// What all replicas of a topic have in common after the same command (rule P9).
enum Fingerprint {
    /// FNV-1a with 64 bits over a topic's snapshot, as 16 hexadecimal digits.
    static func of(_ context: StampContext, _ state: TopicState) -> String? {
        guard let bytes = try? Snapshot(context: context, state: state).encoded() else { return nil }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The sample counts of the finished strokes, each as a varint (W6): they stand for the ink.
    static func sampleCounts(_ page: Page) -> [UInt8] {
        var bytes: [UInt8] = []
        for stroke in page.strokes.values {
            var rest = stroke.ink.sampleCount
            while rest >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: rest))
        }
        return bytes
    }
}
