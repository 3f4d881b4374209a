/// Turns cells of one table into cells of another, which takes in what it lacks. Each number is looked up once.
struct CellTranslation {
    private let source: CellTable
    private var styles: [UInt32?]
    private var clusters: [Int?]

    init(from source: CellTable) {
        self.source = source
        styles = Array(repeating: nil, count: source.styles.count)
        clusters = Array(repeating: nil, count: source.clusters.count)
    }

    /// `cell` in terms of `target`, the same table at every call.
    mutating func callAsFunction(_ cell: Cell, into target: inout CellTable) -> Cell {
        if cell == .blank { return cell }
        let style = number(ofStyle: Int(cell.style), into: &target)
        guard cell.isCluster else { return cell.renumbered(style: style, cluster: nil) }
        guard Int(cell.content) < clusters.count else { return .empty(style: style) }
        let cluster =
            clusters[Int(cell.content)] ?? target.number(ofCluster: source.clusters[Int(cell.content)])
        clusters[Int(cell.content)] = cluster
        return cell.renumbered(style: style, cluster: cluster)
    }

    /// `style` of the source in terms of `target`: its link has another number there.
    func style(_ style: Style, into target: inout CellTable) -> Style {
        var style = style
        style.link = source.link(of: style).map { target.number(of: $0) } ?? 0
        return style
    }

    private mutating func number(ofStyle number: Int, into target: inout CellTable) -> UInt32 {
        guard number < styles.count else { return 0 }
        if let known = styles[number] { return known }
        let style = style(source.styles[number], into: &target)
        let translated = target.number(of: style)
        styles[number] = translated
        return translated
    }
}
