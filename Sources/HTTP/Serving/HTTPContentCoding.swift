/// The codings in which an asset may lie ready (RFC 9110 §8.4.1), best compressed first.
public enum HTTPContentCoding: String, Equatable, Sendable, CaseIterable {
    case brotli = "br"
    case gzip = "gzip"
    case identity

    /// The coding to send: the one the request weighs highest, of equals the first of `available`. Without the field,
    /// and when it allows nothing that there is, it is `.identity` (§12.5.3).
    public static func preferred(_ fields: HTTPFields, among available: [HTTPContentCoding]) -> HTTPContentCoding {
        guard fields.contains("Accept-Encoding") else { return .identity }
        let weights = fields.tokens(of: "Accept-Encoding").map(weight)
        var (best, bestWeight) = (HTTPContentCoding.identity, 0)
        for coding in available {
            let weight = coding.weight(in: weights)
            if weight > bestWeight { (best, bestWeight) = (coding, weight) }
        }
        return best
    }

    /// An explicit weight, else that of `*`; `identity` may always be sent unless it is excluded, but last.
    private func weight(in weights: [(name: String, weight: Int)]) -> Int {
        let named = weights.first { $0.name.isEqual(ignoringCase: rawValue) || isAlias($0.name) }
        let listed = (named ?? weights.first { $0.name == "*" })?.weight
        return listed.map { $0 * 2 } ?? (self == .identity ? 1 : 0)
    }

    private func isAlias(_ name: String) -> Bool { self == .gzip && name.isEqual(ignoringCase: "x-gzip") }

    /// A member `name;q=0.5` as its name and weight in thousandths; a malformed weight counts as 0.
    private static func weight(_ member: String) -> (name: String, weight: Int) {
        let parts = member.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0]).trimmingBlanks
        guard parts.count > 1 else { return (name, 1000) }
        return (name, QualityValue.thousandths(String(parts[1]).trimmingBlanks) ?? 0)
    }
}
