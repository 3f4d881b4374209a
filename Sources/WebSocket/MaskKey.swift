/// The four bytes that hide a client's payload from intermediaries (RFC 6455 §5.3), as the word they form in memory order.
struct MaskKey: Equatable, Sendable {
    /// The first byte of the key is the lowest.
    var word: UInt32

    init(word: UInt32) { self.word = word }

    /// The key for what follows after `count` payload bytes.
    func advanced(by count: Int) -> MaskKey {
        let shift = UInt32(truncatingIfNeeded: count & 3) * 8
        return MaskKey(word: word >> shift | word << ((32 - shift) & 31))
    }

    /// The key's bytes, first to last.
    subscript(index: Int) -> UInt8 { UInt8(truncatingIfNeeded: word >> (UInt32(truncatingIfNeeded: index & 3) * 8)) }
}

extension MaskKey {
    /// Masks or unmasks (the same operation) `count` bytes, in place.
    @unsafe func apply(to bytes: UnsafeMutableRawPointer, count: Int) {
        let wide = UInt64(word).littleEndian | UInt64(word).littleEndian << 32
        var index = 0
        while index &+ 8 <= count {
            let chunk = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            unsafe bytes.storeBytes(of: chunk ^ wide, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
        while index < count {
            let byte = unsafe bytes.load(fromByteOffset: index, as: UInt8.self)
            unsafe bytes.storeBytes(of: byte ^ self[index], toByteOffset: index, as: UInt8.self)
            index &+= 1
        }
    }
}
