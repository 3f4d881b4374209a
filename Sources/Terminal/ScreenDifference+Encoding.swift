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
        if table != CellTable() { table.encode(&writer) }
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

extension CellTable {
    /// Styles after the plain one, then clusters, then links, each after their count.
    fileprivate func encode(_ writer: inout DifferenceWriter) {
        writer.varint(styles.count - 1)
        for style in styles.dropFirst() { style.encode(&writer) }
        writer.varint(clusters.count)
        for cluster in clusters {
            writer.varint(cluster.count)
            for scalar in cluster { writer.scalar(scalar) }
        }
        writer.varint(links.count)
        for link in links {
            writer.text(link.address)
            writer.text(link.name)
        }
    }
}

extension Style {
    fileprivate func encode(_ writer: inout DifferenceWriter) {
        var fields: StyleFields = []
        if foreground != .standard { fields.insert(.foreground) }
        if background != .standard { fields.insert(.background) }
        if underlineColor != .standard { fields.insert(.underlineColor) }
        if underline != .none { fields.insert(.underline) }
        if !attributes.isEmpty { fields.insert(.attributes) }
        if link != 0 { fields.insert(.link) }
        writer.byte(fields.rawValue)
        for color in [foreground, background, underlineColor] { color.encode(&writer) }
        if underline != .none { writer.byte(underline.rawValue) }
        if !attributes.isEmpty { writer.byte(attributes.rawValue) }
        if link != 0 { writer.varint(Int(link)) }
    }
}

extension Color {
    /// 0 and a number of the palette, or 1 and red, green, blue; nothing for the standard colour.
    fileprivate func encode(_ writer: inout DifferenceWriter) {
        switch self {
        case .standard: break
        case .palette(let index):
            writer.byte(0)
            writer.byte(index)
        case .rgb(let red, let green, let blue):
            for byte in [1, red, green, blue] { writer.byte(byte) }
        }
    }
}
