/// When two words are the same to those who count them (R11): whatever their case, their marks above and below, the form of their letters in Arabic
/// script, their width, and the white space between them.
enum WordFolding {
    static func fold(_ word: String) -> String {
        var folded = String.UnicodeScalarView()
        var isSpaced = false
        for character in word.lowercased() {
            if character.isWhitespace {
                isSpaced = true
                continue
            }
            let kept = MarkedLetters.bases[character].map { [$0] } ?? character.unicodeScalars.compactMap(kept)
            guard !kept.isEmpty else { continue }
            if isSpaced, !folded.isEmpty { folded.append(" ") }
            isSpaced = false
            folded.append(contentsOf: kept)
        }
        return String(folded)
    }

    /// nil for what does not count: marks and tatweel.
    private static func kept(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x0640: nil  // tatweel
        case 0x0622, 0x0623, 0x0625, 0x0671: "\u{0627}"  // forms of alef
        case 0x0649, 0x06CC, 0x0626: "\u{064A}"  // alef maqsura, Farsi yeh, yeh with hamza: yeh
        case 0x06A9, 0x06AA: "\u{0643}"  // keheh: kaf
        case 0x0629, 0x06C1, 0x06C2, 0x06D5: "\u{0647}"  // teh marbuta, heh goal, ae: heh
        case 0x0624: "\u{0648}"  // waw with hamza
        case 0x0660...0x0669: Unicode.Scalar(scalar.value - 0x0660 + 0x30)
        case 0x06F0...0x06F9: Unicode.Scalar(scalar.value - 0x06F0 + 0x30)
        case 0xFF01...0xFF5E: lowercase(scalar.value - 0xFEE0)  // full width
        default: scalar.properties.generalCategory.isMark ? nil : scalar
        }
    }

    private static func lowercase(_ value: UInt32) -> Unicode.Scalar? {
        Unicode.Scalar((0x41...0x5A).contains(value) ? value + 0x20 : value)
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isMark: Bool { self == .nonspacingMark || self == .format }
}

/// Letters of Latin, Greek and Cyrillic script with their marks, one or, in Vietnamese, two. The standard library takes characters for equal that are
/// canonically equivalent, hence the same entry finds a letter written as one scalar or as several.
private enum MarkedLetters {
    static let bases: [Character: Unicode.Scalar] = {
        var bases: [Character: Unicode.Scalar] = [:]
        let letters = [0x61...0x7A, 0x3B1...0x3C9, 0x430...0x44F].joined().compactMap { Unicode.Scalar($0) }
        let marks = (0x0300...0x0345).compactMap { Unicode.Scalar($0) }
        for letter in letters { for mark in marks { bases[character([letter, mark])] = letter } }
        let shapes: [Unicode.Scalar] = ["\u{302}", "\u{306}", "\u{31B}"]
        let tones: [Unicode.Scalar] = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        for letter in letters.prefix(26) {
            for shape in shapes { for tone in tones { bases[character([letter, shape, tone])] = letter } }
        }
        return bases
    }()

    private static func character(_ scalars: [Unicode.Scalar]) -> Character {
        Character(String(String.UnicodeScalarView(scalars)))
    }
}
