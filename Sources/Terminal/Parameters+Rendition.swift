/// SGR (ECMA-48 §8.3.117; xterm ctlseqs, "Character Attributes"; ITU-T T.416 §13.1.8 for colours).
extension Parameters {
    /// `style` after all the renditions in order. Unknown ones change nothing.
    func applied(to style: Style) -> Style {
        var style = style
        var index = 0
        while index < count {
            let end = endOfSubs(after: index)
            let code = value(index, or: 0)
            if code == 38 || code == 48 || code == 58 {
                let (color, next) = end > index + 1 ? (colonColor(index + 1..<end), end) : color(after: index)
                if let color { Parameters.set(color, for: code, &style) }
                index = next
            } else {
                apply(code, sub: end > index + 1 ? value(index + 1, or: 0) : nil, &style)
                index = end
            }
        }
        return style
    }

    private static func set(_ color: Color, for code: Int, _ style: inout Style) {
        switch code {
        case 38: style.foreground = color
        case 48: style.background = color
        default: style.underlineColor = color
        }
    }

    /// `38;5;n` or `38;2;r;g;b`: the colour, and where the renditions go on.
    private func color(after index: Int) -> (Color?, Int) {
        switch value(index + 1) {
        case 5: (paletteColor(index + 2), min(index + 3, count))
        case 2: (rgbColor(index + 2), min(index + 5, count))
        default: (nil, min(index + 2, count))
        }
    }

    /// `38:5:n`, `38:2:space:r:g:b`, or `38:2:r:g:b` as older programs write.
    private func colonColor(_ subs: Range<Int>) -> Color? {
        switch value(subs.lowerBound) {
        case 5 where subs.count >= 2: paletteColor(subs.lowerBound + 1)
        case 2 where subs.count == 4: rgbColor(subs.lowerBound + 1)
        case 2 where subs.count >= 5: rgbColor(subs.lowerBound + 2)
        default: nil
        }
    }

    private func paletteColor(_ index: Int) -> Color? {
        UInt8(exactly: index < count ? value(index, or: 0) : -1).map { .palette($0) }
    }

    private func rgbColor(_ index: Int) -> Color? {
        guard index + 2 < count, let red = UInt8(exactly: value(index, or: 0)),
            let green = UInt8(exactly: value(index + 1, or: 0)), let blue = UInt8(exactly: value(index + 2, or: 0))
        else { return nil }
        return .rgb(red, green, blue)
    }

    private func apply(_ code: Int, sub: Int?, _ style: inout Style) {
        switch code {
        case 0:
            let link = style.link
            style = Style()
            style.link = link
        case 1: style.attributes.insert(.bold)
        case 2: style.attributes.insert(.faint)
        case 3: style.attributes.insert(.italic)
        case 4: style.underline = UInt8(exactly: sub ?? 1).flatMap { Underline(rawValue: $0) } ?? .single
        case 5, 6: style.attributes.insert(.blink)
        case 7: style.attributes.insert(.inverse)
        case 8: style.attributes.insert(.invisible)
        case 9: style.attributes.insert(.strikethrough)
        case 21: style.underline = .double
        case 22: style.attributes.subtract([.bold, .faint])
        case 23: style.attributes.remove(.italic)
        case 24: style.underline = .none
        case 25: style.attributes.remove(.blink)
        case 27: style.attributes.remove(.inverse)
        case 28: style.attributes.remove(.invisible)
        case 29: style.attributes.remove(.strikethrough)
        case 53: style.attributes.insert(.overline)
        case 55: style.attributes.remove(.overline)
        default: applyColor(code, &style)
        }
    }

    private func applyColor(_ code: Int, _ style: inout Style) {
        switch code {
        case 30...37: style.foreground = .palette(UInt8(code - 30))
        case 39: style.foreground = .standard
        case 40...47: style.background = .palette(UInt8(code - 40))
        case 49: style.background = .standard
        case 59: style.underlineColor = .standard
        case 90...97: style.foreground = .palette(UInt8(code - 90 + 8))
        case 100...107: style.background = .palette(UInt8(code - 100 + 8))
        default: break
        }
    }
}
