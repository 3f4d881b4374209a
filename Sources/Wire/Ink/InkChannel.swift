/// One kind of number in a model: where its rows of contexts and its weights begin, behind those of the channels before.
package struct InkChannel: Sendable {
    /// Binary decisions of a number; slots of one row (protocol/INK.md, I25).
    package static let nodes = 32

    private let first: Int
    private let second: Int
    private let third: Int
    private let inputs: Int
    private let weights: Int

    /// A channel of one to three inputs with as many `rows` each, behind `row` other rows and `set` other sets of weights.
    init(rows: [Int], row: Int, set: Int) {
        inputs = rows.count
        first = row * Self.nodes
        second = rows.count > 1 ? first + rows[0] * Self.nodes : 0
        third = rows.count > 2 ? second + rows[1] * Self.nodes : 0
        weights = set * Self.nodes * 3
    }

    /// The context in which the inputs are at the given rows.
    func at(_ first: Int, _ second: Int = 0, _ third: Int = 0, set: Int = 0) -> InkContext {
        InkContext(
            first: self.first + first * Self.nodes, second: self.second + second * Self.nodes,
            third: self.third + third * Self.nodes, inputs: inputs, weights: weights + set * Self.nodes * 3)
    }
}
