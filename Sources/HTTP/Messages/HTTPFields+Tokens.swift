extension HTTPFields {
    /// Whether a comma-separated list in the fields `name` has the member `token`, in any case of letters
    /// (RFC 9110 §5.6.1). For `Connection`, `Upgrade`, `Transfer-Encoding` and their like, whose members have no
    /// quotes.
    public func contains(token: String, in name: String) -> Bool {
        for range in ranges where isName(range, name) {
            var start = range.value.lowerBound
            while let member = nextMember(from: &start, to: range.value.upperBound) {
                if member.count == token.utf8.count, isEqual(member, token) { return true }
            }
        }
        return false
    }

    /// The members of the comma-separated lists in the fields `name`, in order, without blanks around them and without
    /// empty ones.
    public func tokens(of name: String) -> [String] {
        var tokens: [String] = []
        for range in ranges where isName(range, name) {
            var start = range.value.lowerBound
            while let member = nextMember(from: &start, to: range.value.upperBound) { tokens.append(text(in: member)) }
        }
        return tokens
    }

    /// The next member that is not empty, from `start`, which moves behind it.
    private func nextMember(from start: inout Int, to end: Int) -> Range<Int>? {
        while start < end {
            var upper = start
            while upper < end, bytes[upper] != .comma { upper += 1 }
            let member = trimmed(start..<upper)
            start = upper + 1
            if !member.isEmpty { return member }
        }
        return nil
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (lower, upper) = (range.lowerBound, range.upperBound)
        while lower < upper, bytes[lower].isBlank { lower += 1 }
        while lower < upper, bytes[upper - 1].isBlank { upper -= 1 }
        return lower..<upper
    }
}
