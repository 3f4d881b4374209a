/// What a stream has been given and the kernel has not yet taken: the callers' arrays in order, the first of them partly written.
struct WriteQueue {
    private(set) var byteCount = 0
    /// All that was ever taken off.
    private(set) var takenByteCount = 0
    private var arrays: [[UInt8]] = []
    /// Index of the first array that is not wholly written.
    private var head = 0
    /// Bytes of the first array that are written.
    private var offset = 0

    var isEmpty: Bool { byteCount == 0 }

    mutating func append(_ bytes: [UInt8], from start: Int) {
        guard start < bytes.count else { return }
        if isEmpty {
            offset = start
        } else {
            precondition(start == 0, "only the first array of a queue can be partly written")
        }
        arrays.append(bytes)
        byteCount += bytes.count - start
    }

    /// Copies the next bytes, at most `target.count`, without taking them off; returns how many.
    func copyNext(into target: UnsafeMutableRawBufferPointer) -> Int {
        var filled = 0
        var skip = offset
        for array in arrays[head...] {
            let count = min(array.count - skip, target.count - filled)
            array.withUnsafeBytes { source in
                UnsafeMutableRawBufferPointer(rebasing: target[filled..<filled + count])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[skip..<skip + count]))
            }
            filled += count
            skip = 0
            if filled == target.count { break }
        }
        return filled
    }

    /// Takes `count` bytes off the front.
    mutating func didWrite(_ count: Int) {
        var left = count
        byteCount -= count
        takenByteCount &+= count
        while left > 0 {
            let rest = arrays[head].count - offset
            if left < rest { offset += left; return }
            left -= rest
            arrays[head] = []
            head += 1
            offset = 0
        }
        if isEmpty { removeAll() } else if head > 64, head * 2 > arrays.count { arrays.removeFirst(head); head = 0 }
    }

    mutating func removeAll() {
        byteCount = 0
        empty()
    }

    private mutating func empty() { (arrays, head, offset) = ([], 0, 0) }
}
