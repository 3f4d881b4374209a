extension ScreenDifference {
    /// The difference in bytes: which fields there are, then the fields. Numbers are varints; text is UTF-8; a plain character costs its
    /// bytes and a change of style two.
    public func encoded() -> [UInt8] {
        var writer = DifferenceWriter()
        writer.byte(fields.rawValue)
        if let size {
            writer.varint(size.rows)
            writer.varint(size.columns)
        }
        if let scroll {
            writer.varint(scroll.region.lowerBound)
            writer.varint(scroll.region.count)
            writer.signed(scroll.count)
        }
        if let cursor {
            writer.varint(cursor.row)
            writer.varint(cursor.column << 3 | Int(cursor.shape.rawValue))
        }
        if modes != nil || mouse != nil { encodeModes(&writer) }
        if let title { writer.text(title.utf8) }
        if newLines != 0 { writer.signed(newLines) }
        if table != CellTable() { encodeTable(&writer) }
        if !rows.isEmpty { encodeRows(&writer) }
        return writer.bytes
    }

    private var fields: DifferenceFields {
        var fields: DifferenceFields = []
        if size != nil { fields.insert(.size) }
        if scroll != nil { fields.insert(.scroll) }
        if cursor != nil { fields.insert(.cursor) }
        if modes != nil || mouse != nil { fields.insert(.modes) }
        if title != nil { fields.insert(.title) }
        if newLines != 0 { fields.insert(.newLines) }
        if table != CellTable() { fields.insert(.table) }
        if !rows.isEmpty { fields.insert(.rows) }
        return fields
    }

    /// Three bits for the mouse: its tracking plus one, or 0; then the modes plus one, or 0.
    private func encodeModes(_ writer: inout DifferenceWriter) {
        let tracking = mouse.map { Int($0.rawValue) + 1 } ?? 0
        writer.varint((modes.map { Int($0.rawValue) + 1 } ?? 0) << 3 | tracking)
    }

    private func encodeTable(_ writer: inout DifferenceWriter) {
        var table = TableWriter()
        table.grow(to: self.table)
        table.write(to: &writer)
    }

    private func encodeRows(_ writer: inout DifferenceWriter) {
        writer.varint(rows.count)
        var next = 0
        var style: UInt32 = 0
        for patch in rows {
            var operations = RowOperations(style: style)
            operations.add(patch)
            style = operations.style
            writer.varint(patch.row - next)
            writer.varint(operations.count << 1 | (patch.isWrapped ? 1 : 0))
            operations.write(to: &writer)
            next = patch.row + 1
        }
    }
}
