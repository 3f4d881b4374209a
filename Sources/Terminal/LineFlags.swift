/// The low 3 bits of a coded line; above them a count, of bytes or of operations.
struct LineFlags: OptionSet {
    let rawValue: Int

    /// The line goes on in the next.
    static let isOpen = LineFlags(rawValue: 1)
    /// Ids were left out before it; how many follows.
    static let hasGap = LineFlags(rawValue: 2)
    /// Operations follow, as in a row; otherwise printable ASCII without styles.
    static let hasOperations = LineFlags(rawValue: 4)
}
