/// A running 32-bit digest (FNV-1a), the same in both languages.
public struct Digest: Sendable {
    /// The digest of what was added so far.
    public private(set) var value: UInt32 = 0x811C_9DC5

    /// The digest of nothing.
    public init() {}

    /// Goes on with `bytes`, then with a byte that ends them.
    public mutating func add(_ bytes: [UInt8]) {
        for byte in bytes { value = (value ^ UInt32(byte)) &* 0x0100_0193 }
        value = (value ^ 0xFF) &* 0x0100_0193
    }
}
