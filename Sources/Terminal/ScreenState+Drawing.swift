extension ScreenState {
    /// What to write to a plain terminal of this size that shows `old` so that it shows this: text, renditions, links, cursor and title
    /// (asciicast; a viewer that is a terminal itself). Modes of input are not set. When sizes differ, the whole screen is drawn.
    public func drawing(from old: ScreenState) -> [UInt8] {
        var pen = DrawingPen()
        let isSameSize = old.size == size
        if !isSameSize { pen.write("\u{1B}[r\u{1B}[m\u{1B}[2J") }
        var before = isSameSize ? old : ScreenState(size: size)
        (before.cursor, before.title, before.modes) = (old.cursor, old.title, old.modes)
        let difference = ScreenDifference(from: before, to: self)
        if let scroll = difference.scroll { pen.write(scroll) }
        for patch in difference.rows {
            for stretch in patch.stretches {
                pen.move(to: patch.row, stretch.column)
                pen.write(stretch.cells, of: difference.table)
            }
        }
        pen.end()
        pen.write(settings(from: old))
        if !pen.bytes.isEmpty || old.cursor != cursor { pen.move(to: cursor.row, cursor.column) }
        return pen.bytes
    }

    private func settings(from old: ScreenState) -> String {
        var text = ""
        if old.title != title { text += "\u{1B}]2;\(title)\u{7}" }
        if old.cursor.shape != cursor.shape { text += "\u{1B}[\(cursor.shape.rawValue) q" }
        let changed = old.modes.symmetricDifference(modes)
        if changed.contains(.cursorVisible) { text += "\u{1B}[?25\(modes.contains(.cursorVisible) ? "h" : "l")" }
        if changed.contains(.reverseVideo) { text += "\u{1B}[?5\(modes.contains(.reverseVideo) ? "h" : "l")" }
        return text
    }
}

/// Writes cells as bytes of a terminal; it remembers the style that it wrote last.
private struct DrawingPen {
    private(set) var bytes: [UInt8] = []
    private var style: Style? = nil
    private var link: Link?

    mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func move(to row: Int, _ column: Int) { write("\u{1B}[\(row + 1);\(column + 1)H") }

    /// Scrolls between margins, plain rows coming in, and takes the margins off.
    mutating func write(_ scroll: ScrollMove) {
        write("\u{1B}[m\u{1B}[\(scroll.region.lowerBound + 1);\(scroll.region.upperBound)r")
        write("\u{1B}[\(abs(scroll.count))\(scroll.count > 0 ? "S" : "T")\u{1B}[r")
    }

    mutating func write(_ cells: [Cell], of table: CellTable) {
        var index = 0
        while index < cells.count {
            let cell = cells[index]
            let count = cells[index...].prefix { $0 == cell && $0.isEmpty }.count
            set(table.style(of: cell), table)
            if count > 0 { write(emptyCells: count) } else { write(table.scalars(of: cell)) }
            index += max(count, cell.isLead ? 2 : 1)
        }
    }

    /// Leaves the pen plain.
    mutating func end() {
        if let style, style != Style() { set(Style(), CellTable()) }
    }

    private mutating func write(_ scalars: [UInt32]) {
        for scalar in scalars { bytes.append(utf8: scalar) }
    }

    /// Cells with only a background are erased; others are spaces.
    private mutating func write(emptyCells count: Int) {
        if let style, style != style.erased {
            bytes.append(contentsOf: repeatElement(0x20, count: count))
        } else {
            write("\u{1B}[\(count)X\u{1B}[\(count)C")
        }
    }

    private mutating func set(_ style: Style, _ table: CellTable) {
        guard style != self.style else { return }
        self.style = style
        write("\u{1B}[\(style.rendition)m")
        let link = table.link(of: style)
        guard link != self.link else { return }
        self.link = link
        bytes.append(contentsOf: "\u{1B}]8;".utf8)
        if let name = link?.name, !name.isEmpty { bytes.append(contentsOf: Array("id=".utf8) + name) }
        bytes.append(0x3B)
        bytes.append(contentsOf: link?.address ?? [])
        bytes.append(0x07)
    }
}
