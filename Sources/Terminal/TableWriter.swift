/// A table in bytes, which grows with what the table numbers and is cut back to where it was.
struct TableWriter {
    /// How much of a table was written.
    struct Extent: Equatable {
        fileprivate(set) var styles = 1
        fileprivate(set) var clusters = 0
        fileprivate(set) var links = 0
        fileprivate var styleBytes = 0
        fileprivate var clusterBytes = 0
        fileprivate var linkBytes = 0
    }

    private(set) var extent = Extent()
    private var styles = DifferenceWriter()
    private var clusters = DifferenceWriter()
    private var links = DifferenceWriter()

    /// Whether there is only the plain style.
    var isEmpty: Bool { extent == Extent() }

    /// Bytes that `write` writes, at most.
    var byteLimit: Int { 9 + extent.styleBytes + extent.clusterBytes + extent.linkBytes }

    /// Writes what `table` has beyond what was written.
    mutating func grow(to table: CellTable) {
        for style in table.styles[extent.styles...] { style.encode(&styles) }
        for cluster in table.clusters[extent.clusters...] {
            clusters.varint(cluster.count)
            for scalar in cluster { clusters.scalar(scalar) }
        }
        for link in table.links[extent.links...] {
            links.text(link.address)
            links.text(link.name)
        }
        extent = Extent(
            styles: table.styles.count, clusters: table.clusters.count, links: table.links.count,
            styleBytes: styles.bytes.count, clusterBytes: clusters.bytes.count, linkBytes: links.bytes.count)
    }

    /// Takes back what was written since.
    mutating func cut(to extent: Extent) {
        styles.cut(to: extent.styleBytes)
        clusters.cut(to: extent.clusterBytes)
        links.cut(to: extent.linkBytes)
        self.extent = extent
    }

    /// Styles after the plain one, then clusters, then links, each after their count.
    func write(to writer: inout DifferenceWriter) {
        writer.varint(extent.styles - 1)
        writer.append(styles.bytes)
        writer.varint(extent.clusters)
        writer.append(clusters.bytes)
        writer.varint(extent.links)
        writer.append(links.bytes)
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
