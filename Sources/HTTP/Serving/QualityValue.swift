/// Weights of content negotiation (RFC 9110 §12.4.2).
enum QualityValue {
    /// `q=0.25` as 250; nil when it is not a weight between 0 and 1 with at most three decimals.
    static func thousandths(_ text: String) -> Int? {
        let digits = Array(text.utf8)
        guard digits.count >= 3, digits.count <= 7, digits[0].lowercased == 0x71, digits[1] == .equals else {
            return nil
        }
        guard digits[2] == 0x30 || digits[2] == 0x31 else { return nil }
        guard digits.count == 3 || digits[3] == 0x2E, digits.dropFirst(4).allSatisfy(\.isDigit) else { return nil }
        var value = Int(digits[2] - 0x30)
        for place in 4..<7 { value = value * 10 + (place < digits.count ? Int(digits[place] - 0x30) : 0) }
        return value <= 1000 ? value : nil
    }
}
