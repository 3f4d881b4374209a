/// When a screen's table is searched for what no cell has any more. Other limits than the standard ones are for fuzzing.
package struct TableLimits: Sendable {
    /// Styles, or clusters, at which the table is first searched.
    let entries: Int
    /// Different links on the two screens together.
    let links: Int

    /// Limits of at least one.
    package init(entries: Int, links: Int) {
        self.entries = max(entries, 1)
        self.links = min(max(links, 1), TerminalLimits.linkLimit)
    }

    static let standard = TableLimits(
        entries: TerminalLimits.tableSizeBeforeCompaction, links: TerminalLimits.linkLimit)
}
