import Wire

extension StrokeStyle {
    /// Changes what is there of `restyle`.
    mutating func change(_ restyle: Restyle) {
        tool = restyle.tool ?? tool
        colour = restyle.colour ?? colour
        width = restyle.width ?? width
    }

    /// All of it.
    var look: Restyle { Restyle(tool: tool, colour: colour, width: width) }
}

extension PageObject {
    /// Changes what is there of `restyle`: outlines take colour and width, shapes a fill, letters colour and size; pictures take nothing.
    mutating func change(_ restyle: Restyle) {
        switch self {
        case .shape(let form, let box, var style, let fill):
            style.change(Restyle(colour: restyle.colour, width: restyle.width))
            self = .shape(form: form, box: box, style: style, fill: restyle.fill ?? fill)
        case .text(let x, let y, let width, let size, let colour, let text):
            self = .text(
                x: x, y: y, width: width, size: restyle.size ?? size, colour: restyle.colour ?? colour, text: text)
        case .image: break
        }
    }

    /// All of its look; what is absent, it has not.
    var look: Restyle {
        switch self {
        case .shape(_, _, let style, let fill): Restyle(colour: style.colour, width: style.width, fill: fill)
        case .text(_, _, _, let size, let colour, _): Restyle(colour: colour, size: size)
        case .image: Restyle()
        }
    }

    /// The same with all of `look`.
    func wearing(_ look: Restyle) -> PageObject {
        var object = self
        if case .shape(let form, let box, let style, _) = self {
            object = .shape(form: form, box: box, style: style, fill: nil)
        }
        object.change(look)
        return object
    }

    /// What it says, if it is a text.
    var text: String? {
        if case .text(_, _, _, _, _, let text) = self { text } else { nil }
    }

    /// The same saying something else.
    func saying(_ text: String) -> PageObject {
        guard case .text(let x, let y, let width, let size, let colour, _) = self else { return self }
        return .text(x: x, y: y, width: width, size: size, colour: colour, text: text)
    }

    /// About how many bytes it has in a message.
    var byteCount: Int {
        switch self {
        case .shape: 40
        case .text(_, _, _, _, _, let text): 24 + text.utf8.count
        case .image(_, _, let description): 56 + description.utf8.count
        }
    }
}

extension PlacedObject {
    /// What a change left of it, as far as taking the change back asks.
    var mark: ItemMark { ItemMark(transform: transform, revision: revision, cuts: []) }
}
