/// Bytes received and not yet read. Holds no memory while empty.
struct InputBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var start = 0

    var count: Int { bytes.count - start }

    var isEmpty: Bool { start == bytes.count }

    mutating func append(_ span: Span<UInt8>) {
        if start > bytes.count / 2 {
            bytes.removeSubrange(..<start)
            start = 0
        }
        bytes.append(addingCapacity: span.count) { output in
            for offset in span.indices { output.append(span[offset]) }
        }
    }

    /// Takes the first `count` bytes. Hands over the storage itself when that is all there is.
    mutating func take(_ count: Int) -> [UInt8] {
        if start == 0, count == bytes.count {
            defer { bytes = [] }
            return bytes
        }
        defer { drop(count) }
        return Array(bytes[start..<start + count])
    }

    mutating func drop(_ count: Int) {
        start += count
        if start == bytes.count { clear() }
    }

    mutating func clear() {
        bytes = []
        start = 0
    }
}
