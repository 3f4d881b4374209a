/// How text is drawn, besides colour and underline (ECMA-48 §8.3.117, SGR).
public struct Attributes: OptionSet, Equatable, Hashable, Sendable {
    /// One bit each.
    public let rawValue: UInt8

    /// The attributes whose bits are set.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// SGR 1.
    public static let bold = Attributes(rawValue: 1)
    /// SGR 2.
    public static let faint = Attributes(rawValue: 2)
    /// SGR 3.
    public static let italic = Attributes(rawValue: 4)
    /// SGR 5 and 6.
    public static let blink = Attributes(rawValue: 8)
    /// SGR 7: foreground and background change places.
    public static let inverse = Attributes(rawValue: 16)
    /// SGR 8.
    public static let invisible = Attributes(rawValue: 32)
    /// SGR 9.
    public static let strikethrough = Attributes(rawValue: 64)
    /// SGR 53.
    public static let overline = Attributes(rawValue: 128)
}
