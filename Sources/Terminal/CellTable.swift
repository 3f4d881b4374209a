/// What the numbers in cells mean: styles, clusters and links, each kept once. Number 0 is the plain style. A table only grows; one
/// that grew too much is replaced.
public struct CellTable: Sendable {
    /// Styles by number.
    public private(set) var styles: [Style] = [Style()]
    /// Scalars of each cluster: a base, then marks.
    public private(set) var clusters: [[UInt32]] = []
    /// Links; a style's `link` is the index here plus one.
    public private(set) var links: [Link] = []

    private var styleNumbers: [Style: UInt32] = [Style(): 0]
    private var clusterNumbers: [[UInt32]: Int] = [:]
    private var linkNumbers: [Link: UInt16] = [:]

    init() {}

    /// The number of `style`, which is added when new.
    mutating func number(of style: Style) -> UInt32 {
        if let number = styleNumbers[style] { return number }
        let number = UInt32(styles.count)
        styles.append(style)
        styleNumbers[style] = number
        return number
    }

    /// The number of the cluster of `scalars`, which is added when new.
    mutating func number(ofCluster scalars: [UInt32]) -> Int {
        if let number = clusterNumbers[scalars] { return number }
        clusters.append(scalars)
        clusterNumbers[scalars] = clusters.count - 1
        return clusters.count - 1
    }

    /// The number of `link`, which is added when new; 0, no link, when there are `limit` others.
    mutating func number(of link: Link, limit: Int = Int(UInt16.max)) -> UInt16 {
        if let number = linkNumbers[link] { return number }
        guard links.count < limit else { return 0 }
        links.append(link)
        linkNumbers[link] = UInt16(links.count)
        return UInt16(links.count)
    }

    /// Whether what both tables number, they number the same: then cells are equal when their bits are.
    func agrees(with other: CellTable) -> Bool {
        zip(styles, other.styles).allSatisfy { $0 == $1 } && zip(clusters, other.clusters).allSatisfy { $0 == $1 }
            && zip(links, other.links).allSatisfy { $0 == $1 }
    }

    /// The style of `cell`; the plain one for a number from elsewhere.
    public func style(of cell: Cell) -> Style {
        let number = Int(cell.style)
        return number < styles.count ? styles[number] : Style()
    }

    /// The link of `style`.
    public func link(of style: Style) -> Link? {
        let number = Int(style.link)
        return number > 0 && number <= links.count ? links[number - 1] : nil
    }

    /// The scalars of `cell`: a base and the marks upon it; none when it is empty or a tail.
    public func scalars(of cell: Cell) -> [UInt32] {
        let content = cell.content
        guard cell.isCluster else { return content == 0 ? [] : [content] }
        return Int(content) < clusters.count ? clusters[Int(content)] : []
    }
}
