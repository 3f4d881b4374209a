/// One column of a row in eight bytes: what stands in it, and the number of its style in the `CellTable` beside the row.
/// A wide character takes two cells, a *lead* and a *tail* of the same style; no row holds one without the other.
public struct Cell: Equatable, Hashable, Sendable {
    /// Low to high: 21 bits scalar or number of a cluster (0: nothing was written), 1 bit cluster, 1 bit lead, 1 bit tail,
    /// 8 bits unused, 32 bits style.
    let bits: UInt64

    private static let contentMask: UInt64 = 0x1F_FFFF
    private static let clusterBit: UInt64 = 1 << 21
    private static let leadBit: UInt64 = 1 << 22
    private static let tailBit: UInt64 = 1 << 23

    private init(bits: UInt64) { self.bits = bits }

    /// A cell into which nothing was written since it was erased.
    static func empty(style: UInt32) -> Cell { Cell(bits: UInt64(style) << 32) }

    /// One scalar.
    static func scalar(_ scalar: UInt32, isWide: Bool, style: UInt32) -> Cell {
        Cell(bits: UInt64(style) << 32 | (isWide ? leadBit : 0) | UInt64(scalar) & contentMask)
    }

    /// A cluster by its number.
    static func cluster(_ index: Int, isWide: Bool, style: UInt32) -> Cell {
        Cell(bits: UInt64(style) << 32 | (isWide ? leadBit : 0) | clusterBit | UInt64(index) & contentMask)
    }

    /// The right half of a wide character.
    static func tail(style: UInt32) -> Cell { Cell(bits: UInt64(style) << 32 | tailBit) }

    /// Plain nothing.
    static let blank = empty(style: 0)

    /// The number of the style.
    var style: UInt32 { UInt32(bits >> 32) }
    /// The scalar, or the cluster's number; 0 when empty or a tail.
    var content: UInt32 { UInt32(bits & Cell.contentMask) }
    /// Whether `content` is a cluster's number.
    var isCluster: Bool { bits & Cell.clusterBit != 0 }
    /// Whether this is the left half of a wide character.
    public var isLead: Bool { bits & Cell.leadBit != 0 }
    /// Whether this is the right half of a wide character.
    public var isTail: Bool { bits & Cell.tailBit != 0 }
    /// Whether nothing stands here.
    public var isEmpty: Bool { bits & 0xFF_FFFF == 0 }

    /// The same with another style and another cluster's number.
    func renumbered(style: UInt32, cluster: Int?) -> Cell {
        guard let cluster else { return Cell(bits: UInt64(style) << 32 | bits & 0xFFFF_FFFF) }
        return .cluster(cluster, isWide: isLead, style: style)
    }
}
