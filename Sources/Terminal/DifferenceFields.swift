/// Which parts a coded difference has: its first byte.
struct DifferenceFields: OptionSet {
    let rawValue: UInt8

    static let size = DifferenceFields(rawValue: 1)
    static let scroll = DifferenceFields(rawValue: 2)
    static let cursor = DifferenceFields(rawValue: 4)
    static let modes = DifferenceFields(rawValue: 8)
    static let title = DifferenceFields(rawValue: 16)
    static let newLines = DifferenceFields(rawValue: 32)
    static let rows = DifferenceFields(rawValue: 64)
    /// Styles, clusters and links follow.
    static let table = DifferenceFields(rawValue: 128)
}

/// Which fields of a coded style are not plain.
struct StyleFields: OptionSet {
    let rawValue: UInt8

    static let foreground = StyleFields(rawValue: 1)
    static let background = StyleFields(rawValue: 2)
    static let underlineColor = StyleFields(rawValue: 4)
    static let underline = StyleFields(rawValue: 8)
    static let attributes = StyleFields(rawValue: 16)
    static let link = StyleFields(rawValue: 32)
}

/// The kinds of operations that a coded row is made of: the low 3 bits of each, a count or a number above them.
enum RowOperation: Int {
    /// Cells that stay.
    case skip
    /// The style from here on, into the next rows.
    case style
    /// Scalars of one cell each.
    case narrow
    /// Scalars of two cells each.
    case wide
    /// Cells with nothing in them.
    case empty
    /// Cells of one scalar, which follows.
    case repeated
    /// One cell of a cluster, by its number.
    case narrowCluster
    /// Two cells of a cluster, by its number.
    case wideCluster
}
