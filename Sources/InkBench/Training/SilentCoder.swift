import Wire

/// A coder that writes nothing: models learn as if it did.
struct SilentCoder: InkBitCoder {
    mutating func code(_ bit: Int, p: UInt32) -> Int { bit }
}
