/// How a cell is drawn. A link is a number in the `CellTable` beside which the style stands; 0 is none.
public struct Style: Equatable, Sendable {
    /// The colour of the text.
    public var foreground = Color.standard
    /// The colour behind the text.
    public var background = Color.standard
    /// The colour of the underline; `.standard` is the text's.
    public var underlineColor = Color.standard
    /// The shape of the underline.
    public var underline = Underline.none
    /// Bold and the like.
    public var attributes: Attributes = []
    /// The link that the text is part of: an index in `CellTable.links` plus one, or 0.
    public internal(set) var link: UInt16 = 0

    /// Plain text.
    public init() {}

    /// What an erased cell takes of the pen: only the background (xterm's `bce`).
    var erased: Style {
        var style = Style()
        style.background = background
        return style
    }
}

extension Style: Hashable {
    /// Two words instead of a dozen of fields: styles are looked up at every change of colour.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(UInt64(foreground.packed) << 32 | UInt64(background.packed))
        hasher.combine(
            UInt64(underlineColor.packed) << 32 | UInt64(link) << 16 | UInt64(attributes.rawValue) << 8
                | UInt64(underline.rawValue))
    }
}
