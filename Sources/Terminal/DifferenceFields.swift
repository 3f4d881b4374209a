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
