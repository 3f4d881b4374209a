/// Why bytes are not ink, or samples cannot be coded: the rule of protocol/INK.md that was broken.
public enum InkError: String, Error, Hashable, Sendable, CaseIterable {
    /// More bytes than a chunk or a slice may have.
    case tooManyBytes = "I3"
    /// The bytes end before the value does.
    case truncated = "I4"
    /// Bytes are left over when the value is complete.
    case trailingBytes = "I5"
    /// A count of samples that is zero where it may not be, negative, or above the limit of a chunk.
    case badCount = "I10"
    /// More samples than a stroke may have.
    case strokeTooLong = "I11"
    /// A coordinate outside the page's surroundings.
    case badCoordinate = "I12"
    /// A pressure outside its bits.
    case badPressure = "I13"
    /// A start or duration that is negative or above the limit.
    case badTime = "I14"
    /// A chunk after the stroke's end mark, or after an error.
    case strokeIsOver = "I15"
    /// More strokes or points than a slice may have.
    case sliceTooLarge = "I20"
    /// A knot whose sample index lies behind the stroke's last sample.
    case badIndex = "I21"
    /// Ranges of samples out of order, touching, empty, too many, or behind the stroke's last sample.
    case badRange = "I30"
    /// A slice after an error.
    case pageIsOver = "I22"

    /// The lasting ID of the rule, as protocol/INK.md lists it.
    public var rule: String { rawValue }
}
