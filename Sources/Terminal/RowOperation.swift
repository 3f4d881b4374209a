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
