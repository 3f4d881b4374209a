/// How many bits and bytes the encodings take.
struct Widths {
    let schema: Schema

    /// Bits that a field of `type` takes at least.
    func leastBits(_ type: FieldType) -> Int {
        switch type {
        case .bool: 1
        case .int(let min, let max): numberBits(max.value - min.value) ?? 8
        case .text(let limit), .bytes(let limit), .list(_, let limit): numberBits(limit.value) ?? 8
        case .tail: 0
        case .run(let element, _): 1 + leastBits(element)
        case .spare(let bits): bits
        case .named(let name): schema.declaration(name).map(leastBits) ?? 0
        }
    }

    /// Bits that a value of `declaration` takes at least.
    func leastBits(_ declaration: Declaration) -> Int {
        switch declaration.body {
        case .limit: 0
        case .alias(let type, _): leastBits(type)
        case .handle(let max): numberBits(max) ?? 8
        case .id(let bytes): bytes * 8
        case .enumeration(let bits, _): bits
        case .structure(let fields): leastBits(fields)
        case .union(let bits, let cases): bits + (cases.map(leastBits).min() ?? 0)
        }
    }

    /// Bits that the fields of `kind` take at least, its number not counted.
    func leastBits(_ kind: UnionCase) -> Int {
        switch kind.payload {
        case .fields(let fields): leastBits(fields)
        case .structure(let name): leastBits(.named(name))
        }
    }

    func leastBits(_ fields: [Field]) -> Int {
        fields.reduce(0) { $0 + ($1.isOptional ? 1 : leastBits($1.type)) }
    }

    /// The width of a number that is at most `distance` above its lower bound; nil when it is a varint.
    func numberBits(_ distance: Int) -> Int? {
        distance < 256 ? Int.bitWidth - distance.leadingZeroBitCount : nil
    }

    /// A field's width in the words of the specification.
    func words(_ type: FieldType) -> String {
        switch type {
        case .bool: "1 bit"
        case .int(let min, let max): numberWords(max.value - min.value, signed: min.value < 0)
        case .text(let limit), .bytes(let limit): "\(numberWords(limit.value)), then its bytes"
        case .tail(let limit): "to the end, or \(numberWords(limit.value)) and its bytes"
        case .list(_, let limit): "\(numberWords(limit.value)), then its elements"
        case .run: "to the end"
        case .spare(let bits): bits == 1 ? "1 bit" : "\(bits) bits"
        case .named(let name): schema.declaration(name).map(words) ?? ""
        }
    }

    private func words(_ declaration: Declaration) -> String {
        switch declaration.body {
        case .limit: ""
        case .alias(let type, _): words(type)
        case .handle(let max): numberWords(max)
        case .id(let bytes): "\(bytes) bytes"
        case .enumeration(let bits, _): bits == 1 ? "1 bit" : "\(bits) bits"
        case .structure, .union: "its own"
        }
    }

    private func numberWords(_ distance: Int, signed: Bool = false) -> String {
        if let bits = numberBits(distance) { return bits == 1 ? "1 bit" : "\(bits) bits" }
        let most = (signed ? distance + 1 : distance).varintBytes
        return most == 1 ? "varint, 1 byte" : "varint, 1 to \(most) bytes"
    }
}

extension Int {
    /// Bytes of this number as a varint.
    var varintBytes: Int { Swift.max(1, (Int.bitWidth - leadingZeroBitCount + 6) / 7) }
}
