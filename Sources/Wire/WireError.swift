/// Why bytes are not a message, or a value cannot be one. Each case is one rule of `protocol/README.md`.
public enum WireError: String, Error, Hashable, Sendable, CaseIterable {
    /// The message has more bytes than its kind may have.
    case messageTooLong = "W1"
    /// A field reaches past the end of the message.
    case truncated = "W2"
    /// A bit that no field uses is set.
    case unusedBits = "W4"
    /// Bytes follow the last field.
    case trailingBytes = "W5"
    /// A varint ends in a byte that adds nothing.
    case varintNotMinimal = "W6"
    /// A varint goes on after its eighth byte.
    case varintTooLong = "W7"
    /// A number lies outside the range of its field.
    case outOfRange = "W8"
    /// An enumeration has no such number.
    case unknownValue = "W9"
    /// A union has no such number.
    case unknownKind = "W10"
    /// Bytes or text are longer than their field may be.
    case tooLong = "W11"
    /// A list or a run has more elements than it may have.
    case tooMany = "W12"
    /// Text is not UTF-8.
    case invalidText = "W13"
    /// A bit kept for a later revision is set.
    case spareBits = "W14"
    /// A run has no element. Met in encoding only: a run of none has no encoding.
    case emptyRun = "W15"
    /// An identifier has not as many bytes as its kind. Met in encoding only.
    case wrongLength = "W16"

    /// The lasting name of the broken rule, such as `W6`.
    public var rule: String { rawValue }
}
