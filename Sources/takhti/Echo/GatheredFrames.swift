/// The frames that members of a group sent since the last tick, one behind the other, and whose is which.
struct GatheredFrames {
    /// All of them: what those get who sent none.
    private(set) var all: [UInt8] = []
    private var parts: [(sender: ObjectIdentifier?, range: Range<Int>)] = []

    var isEmpty: Bool { parts.isEmpty }

    mutating func append(_ frame: [UInt8], from sender: FanOutMember?) {
        let start = all.count
        all += frame
        parts.append((sender.map { ObjectIdentifier($0) }, start..<all.count))
    }

    /// Those of everybody else, in the order they came.
    func frames(without sender: FanOutMember) -> [UInt8] {
        let own = ObjectIdentifier(sender)
        var others: [UInt8] = []
        others.reserveCapacity(all.count)
        var start = 0
        for part in parts where part.sender == own {
            others += all[start..<part.range.lowerBound]
            start = part.range.upperBound
        }
        others += all[start...]
        return others
    }

    mutating func removeAll() {
        all = []  // still shared by those it was sent to
        parts.removeAll(keepingCapacity: true)
    }
}
