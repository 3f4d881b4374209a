/// What a message of a load carries in its first bytes, big-endian: when it was sent (nanoseconds of this machine's monotonic clock),
/// by whom, and its number among those of its sender. The rest is filling.
struct Stamp: Equatable {
    static let byteCount = 24

    let sentAt: UInt64
    let sender: UInt64
    let number: UInt64

    init(sentAt: UInt64, sender: UInt64, number: UInt64) {
        (self.sentAt, self.sender, self.number) = (sentAt, sender, number)
    }

    /// Nil for a message that is too short to carry one.
    init?(_ payload: [UInt8]) {
        guard payload.count >= Stamp.byteCount else { return nil }
        let words = (0..<3).map { word in (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(payload[word * 8 + $1]) } }
        self.init(sentAt: words[0], sender: words[1], number: words[2])
    }

    /// Writes it over the beginning of `payload`.
    func write(into payload: inout [UInt8]) {
        for (word, value) in [sentAt, sender, number].enumerated() {
            for byte in 0..<8 { payload[word * 8 + byte] = UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64(byte))) }
        }
    }
}
