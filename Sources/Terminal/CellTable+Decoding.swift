extension CellTable {
    /// Reads styles, clusters and links, each once.
    init(_ reader: inout DifferenceReader) throws(ScreenCodingError) {
        self.init()
        let styleCount = try reader.varint(reader.remaining)
        for index in 0..<styleCount {
            guard number(of: try Style(&reader)) == UInt32(index + 1) else { throw .outOfRange }
        }
        let clusterCount = try reader.varint(reader.remaining)
        for index in 0..<clusterCount {
            guard number(ofCluster: try CellTable.cluster(&reader)) == index else { throw .outOfRange }
        }
        let linkCount = try reader.varint(min(reader.remaining, TerminalLimits.linkLimit))
        for index in 0..<linkCount {
            let address = try reader.text(TerminalLimits.linkByteLimit)
            let name = try reader.text(TerminalLimits.linkNameByteLimit)
            guard let link = Link(address: address, name: name) else { throw .invalidText }
            guard number(of: link) == UInt16(index + 1) else { throw .outOfRange }
        }
        guard styles.allSatisfy({ Int($0.link) <= linkCount }) else { throw .outOfRange }
    }

    /// A base and marks; a cluster of one scalar is none.
    private static func cluster(_ reader: inout DifferenceReader) throws(ScreenCodingError) -> [UInt32] {
        let count = try reader.varint(TerminalLimits.clusterScalarLimit)
        guard count >= 2 else { throw .outOfRange }
        var scalars: [UInt32] = []
        for _ in 0..<count { scalars.append(try reader.scalar(columns: scalars.isEmpty ? nil : 0)) }
        return scalars
    }
}

extension Style {
    fileprivate init(_ reader: inout DifferenceReader) throws(ScreenCodingError) {
        self.init()
        let fields = StyleFields(rawValue: try reader.byte())
        if fields.contains(.foreground) { foreground = try Color(&reader) }
        if fields.contains(.background) { background = try Color(&reader) }
        if fields.contains(.underlineColor) { underlineColor = try Color(&reader) }
        if fields.contains(.underline) {
            guard let shape = Underline(rawValue: try reader.byte()) else { throw .outOfRange }
            underline = shape
        }
        if fields.contains(.attributes) { attributes = Attributes(rawValue: try reader.byte()) }
        if fields.contains(.link) { link = UInt16(try reader.varint(TerminalLimits.linkLimit)) }
    }
}

extension Color {
    fileprivate init(_ reader: inout DifferenceReader) throws(ScreenCodingError) {
        switch try reader.byte() {
        case 0: self = .palette(try reader.byte())
        case 1: self = .rgb(try reader.byte(), try reader.byte(), try reader.byte())
        default: throw .outOfRange
        }
    }
}
