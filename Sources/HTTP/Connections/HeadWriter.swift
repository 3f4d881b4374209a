/// Writes start lines and fields.
struct HeadWriter {
    private(set) var bytes: [UInt8] = []

    init() { bytes.reserveCapacity(256) }

    mutating func line(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(contentsOf: "\r\n".utf8)
    }

    mutating func field(_ name: String, _ value: String) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(contentsOf: ": ".utf8)
        bytes.append(contentsOf: value.utf8)
        bytes.append(contentsOf: "\r\n".utf8)
    }

    mutating func fields(_ fields: HTTPFields) {
        for range in fields.ranges {
            bytes.append(contentsOf: fields.bytes[range.name])
            bytes.append(contentsOf: ": ".utf8)
            bytes.append(contentsOf: fields.bytes[range.value])
            bytes.append(contentsOf: "\r\n".utf8)
        }
    }

    mutating func end() { bytes.append(contentsOf: "\r\n".utf8) }

    mutating func body(_ body: [UInt8]) { bytes.append(contentsOf: body) }
}
