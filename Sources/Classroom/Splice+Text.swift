import Wire

extension Splice {
    /// The same with its places within `text`.
    func within(_ text: String) -> Splice {
        let count = text.unicodeScalars.count
        let at = min(at, count)
        return Splice(at: at, removed: min(removed, count - at), inserted: inserted)
    }

    /// `text` with this change, places cut to the text; the same text where the result would be longer than a text may be.
    func applied(to text: String) -> String {
        let splice = within(text)
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: splice.at)
        let end = scalars.index(start, offsetBy: splice.removed)
        var result = String.UnicodeScalarView(scalars[..<start])
        result += inserted.unicodeScalars
        result += scalars[end...]
        return String(result).utf8.count > WireLimits.textByteLimit ? text : String(result)
    }

    /// What takes this change of `text` back.
    func inverse(on text: String) -> Splice {
        let splice = within(text)
        let scalars = text.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: splice.at)
        let removed = scalars[start..<scalars.index(start, offsetBy: splice.removed)]
        return Splice(at: splice.at, removed: inserted.unicodeScalars.count, inserted: String(removed))
    }

    /// The same change meant for the text as it is after `other`, which its author had not seen.
    func moved(over other: SpliceTrace) -> Splice {
        let end = other.at + other.removed
        let shift = other.inserted - other.removed
        func moved(_ place: Int, isEnd: Bool) -> Int {
            if place <= other.at { return place }
            if place >= end { return place + shift }
            return isEnd ? other.at : other.at + other.inserted
        }
        let start = moved(at, isEnd: false)
        let stop = removed == 0 ? start : max(start, moved(at + removed, isEnd: true))
        return Splice(at: min(start, Self.placeLimit), removed: min(stop - start, Self.placeLimit), inserted: inserted)
    }

    private static let placeLimit = 65_535
}
