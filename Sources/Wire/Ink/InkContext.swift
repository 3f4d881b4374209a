/// Where one number's bits are found in a model: up to three rows of slots, and a row of weights to mix them.
package struct InkContext {
    /// First slot of each row; only the first ``inputs`` count.
    package let first: Int
    package let second: Int
    package let third: Int
    package let inputs: Int
    /// First weight.
    package let weights: Int
}
