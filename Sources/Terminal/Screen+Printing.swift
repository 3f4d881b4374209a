/// Characters onto the screen.
extension Screen {
    /// Prints a run of printable ASCII.
    mutating func print(_ text: Span<UInt8>) {
        guard text.count > 0 else { return }
        guard cursor.charsets.isPlain && !modes.contains(.insert) else {
            for index in 0..<text.count { print(UInt32(text[index])) }
            return
        }
        var start = 0
        while start < text.count {
            if cursor.isPending { wrap() }
            let count = min(size.columns - cursor.column, text.count - start)
            let style = pen()
            grid.rows[cursor.row].write(text.extracting(start..<start + count), at: cursor.column, style: style)
            advance(count)
            start += count
        }
        lastPrinted = UInt32(text[text.count - 1])
    }

    /// Prints one character.
    mutating func print(_ scalar: UInt32) {
        var scalar = scalar
        if scalar < 0x80 && !cursor.charsets.isPlain { scalar = cursor.charsets.map(scalar) }
        var width = CharacterWidth.columns(of: scalar)
        guard width > 0 else { return combine(scalar) }
        if width > size.columns { (scalar, width) = (0xFFFD, 1) }
        if cursor.isPending { wrap() }
        if cursor.column + width > size.columns {
            guard modes.contains(.autowrap) else { return }
            grid.rows[cursor.row].erase(cursor.column..<size.columns, with: blank())
            wrap()
        }
        if modes.contains(.insert) {
            grid.rows[cursor.row].insert(width, at: cursor.column, with: blank())
            work += size.columns / 8
        }
        let style = pen()
        grid.rows[cursor.row].write(.scalar(scalar, isWide: width == 2, style: style), at: cursor.column)
        advance(width)
        lastPrinted = scalar
    }

    /// Repeats the last graphic character (ECMA-48 §8.3.103 REP), at most once for every cell of the screen.
    mutating func repeatLast(_ count: Int) {
        guard let lastPrinted else { return }
        let count = min(count, size.rows * size.columns)
        work += count
        for _ in 0..<count { print(lastPrinted) }
    }

    /// Puts a mark upon the character left of the cursor. Where none is, the mark is left out.
    private mutating func combine(_ mark: UInt32) {
        var column = cursor.isPending ? cursor.column : cursor.column - 1
        guard column >= 0 else { return }
        if grid.rows[cursor.row].cells[column].isTail { column -= 1 }
        let cell = grid.rows[cursor.row].cells[column]
        var scalars = table.scalars(of: cell)
        guard scalars.count < TerminalLimits.clusterScalarLimit else { return }
        if scalars.isEmpty { scalars = [0x20] }
        scalars.append(mark)
        let number = clusterNumber(scalars)
        // Read again: the tables may have been compacted.
        let style = grid.rows[cursor.row].cells[column].style
        grid.rows[cursor.row].replace(at: column, with: .cluster(number, isWide: cell.isLead, style: style))
    }

    /// Goes on to the next row, since this one is full.
    private mutating func wrap() {
        grid.rows[cursor.row].isWrapped = true
        cursor.column = 0
        cursor.isPending = false
        lineFeed()
    }

    private mutating func advance(_ width: Int) {
        cursor.column += width
        guard cursor.column >= size.columns else { return }
        cursor.column = size.columns - 1
        cursor.isPending = modes.contains(.autowrap)
    }
}
