/// The code by which students find a room: six letters and digits that are not mistaken for each other, read aloud or from afar.
enum RoomCode {
    /// Without 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V.
    private static let letters = Array("34679ACDEFGHJKMNPQRTWXY")
    private static let length = 6

    static func random(using generator: inout some RandomNumberGenerator) -> String {
        String((0..<length).map { _ in letters[Int.random(in: letters.indices, using: &generator)] })
    }

    /// As it is kept, from what somebody typed: letters' case, spaces and dashes do not matter; nil when it cannot be a code.
    static func normalised(_ text: some StringProtocol) -> String? {
        guard text.utf8.count <= 32 else { return nil }
        let code = text.uppercased().filter { $0 != " " && $0 != "-" }
        return code.count == length && code.allSatisfy(letters.contains) ? code : nil
    }
}
