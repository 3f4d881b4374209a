/// What a Range field asks of a representation (RFC 9110 §14).
public enum HTTPByteRanges: Equatable, Sendable {
    /// Ignore the field and send everything: it is malformed, of another unit, or asks for too much at once.
    case whole
    /// Send these parts: ascending, apart from each other, at least one.
    case partial([Range<Int>])
    /// No part lies within the representation: answer 416.
    case unsatisfiable

    /// The most ranges a field may list; with more of them it is ignored (§14.2: many small ranges are an attack).
    public static let rangeCountLimit = 16
    /// Ranges with a smaller gap are sent as one: a part of its own would cost more bytes (§15.3.7.2).
    public static let joinedGapByteCount = 80

    /// Reads `field` for a representation of `length` bytes. An empty one has no ranges.
    public init(_ field: String, length: Int) {
        guard length > 0, let specs = HTTPByteRanges.specs(field) else {
            self = .whole
            return
        }
        var ranges: [Range<Int>] = []
        for spec in specs {
            guard let range = HTTPByteRanges.range(spec, length) else {
                self = .whole
                return
            }
            if !range.isEmpty { ranges.append(range) }
        }
        self = ranges.isEmpty ? .unsatisfiable : .partial(HTTPByteRanges.joined(ranges))
    }

    /// The members of a list in the unit `bytes`; nil when it is none, or too long.
    private static func specs(_ field: String) -> [Substring]? {
        let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, String(parts[0]).isEqual(ignoringCase: "bytes") else { return nil }
        let specs = parts[1].split(separator: ",", maxSplits: rangeCountLimit)
        return specs.count <= rangeCountLimit && !specs.isEmpty ? specs : nil
    }

    /// The bytes that one member names; empty when they lie outside, nil when it is malformed.
    private static func range(_ spec: Substring, _ length: Int) -> Range<Int>? {
        let text = String(spec).trimmingBlanks
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty {
            guard let suffix = number(ends[1]) else { return nil }
            return max(0, length - suffix)..<length
        }
        guard let first = number(ends[0]) else { return nil }
        guard !ends[1].isEmpty else { return min(first, length)..<length }
        guard let last = number(ends[1]), first <= last else { return nil }
        return min(first, length)..<(last < length ? last + 1 : length)
    }

    /// A number of digits only; beyond what fits it is the largest that does.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy(\.isDigit) else { return nil }
        return Int(text) ?? .max
    }

    private static func joined(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var joined: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound - last.upperBound < joinedGapByteCount {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        return joined
    }
}

extension String {
    /// The text without blanks around it.
    var trimmingBlanks: String {
        let start = utf8.firstIndex { !$0.isBlank } ?? endIndex
        let end = utf8.lastIndex { !$0.isBlank }.map { utf8.index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
