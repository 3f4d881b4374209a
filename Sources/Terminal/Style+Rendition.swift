extension Style {
    /// The parameters of the SGR that sets this style: what DECRQSS answers, and what a recording is written with.
    public var rendition: String {
        var parts = ["0"]
        let codes: [(Attributes, String)] = [
            (.bold, "1"), (.faint, "2"), (.italic, "3"), (.blink, "5"), (.inverse, "7"), (.invisible, "8"),
            (.strikethrough, "9"), (.overline, "53"),
        ]
        for (attribute, code) in codes where attributes.contains(attribute) { parts.append(code) }
        if underline != .none { parts.append(underline == .single ? "4" : "4:\(underline.rawValue)") }
        if let color = Style.rendition(of: foreground, 38) { parts.append(color) }
        if let color = Style.rendition(of: background, 48) { parts.append(color) }
        if let color = Style.rendition(of: underlineColor, 58) { parts.append(color) }
        return parts.joined(separator: ";")
    }

    private static func rendition(of color: Color, _ code: Int) -> String? {
        switch color {
        case .standard: nil
        case .palette(let index): "\(code):5:\(index)"
        case .rgb(let red, let green, let blue): "\(code):2::\(red):\(green):\(blue)"
        }
    }
}
