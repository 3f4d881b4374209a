/// The channels of a model and how many slots and weights they take (protocol/INK.md, chapter Model).
package struct InkLayout: Sendable {
    /// Deltas of x and y.
    let axis: InkChannel
    /// Changes of pressure.
    let pressure: InkChannel
    /// Sample indices of a page's knots.
    let gap: InkChannel
    /// Everything else: counts, times, starts.
    let head: InkChannel
    /// Rows of slots in all.
    package let rows: Int
    /// Sets of weights in all.
    package let sets: Int

    /// Slots in all.
    package var slotCount: Int { rows * InkChannel.nodes }
    /// Weights in all.
    package var weightCount: Int { sets * InkChannel.nodes * 3 }

    private init(axis: ([Int], Int), pressure: ([Int], Int), gap: ([Int], Int)) {
        var row = 0
        var set = 0
        func channel(_ inputs: [Int], _ count: Int) -> InkChannel {
            defer { (row, set) = (row + inputs.reduce(0, +), set + count) }
            return InkChannel(rows: inputs, row: row, set: set)
        }
        self.axis = channel(axis.0, axis.1)
        self.pressure = channel(pressure.0, pressure.1)
        self.gap = channel(gap.0, gap.1)
        self.head = channel([InkHead.rowCount], 1)
        (rows, sets) = (row, set)
    }

    /// Every sample of a pen or mouse.
    static let samples = InkLayout(axis: ([80, 81, 81], 3), pressure: ([180, 81], 3), gap: ([1], 1))
    /// Knots, live or of a page.
    static let knots = InkLayout(axis: ([81, 60, 200], 2), pressure: ([52, 64], 1), gap: ([144, 64, 160], 1))
}
