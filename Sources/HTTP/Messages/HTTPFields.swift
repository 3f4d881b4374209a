/// The fields of a message: an ordered list of names and values, looked up without regard to case (RFC 9110 §5).
///
/// Parsed fields keep the received bytes and where each field lies in them; a `String` is made only for what is read.
/// A value that is not UTF-8 is read with replacement characters.
public struct HTTPFields: Sendable {
    var bytes: [UInt8]
    var ranges: [FieldRange]
    /// False once a field was added that cannot be sent. Sending such fields is an error, so that no text from outside
    /// can smuggle a line end into a message.
    private(set) var isWellFormed = true

    /// No fields; allocates nothing.
    public init() { self.init(bytes: [], ranges: []) }

    /// Fields in the order given.
    public init(_ fields: [(String, String)]) {
        self.init()
        for (name, value) in fields { append(name, value) }
    }

    init(bytes: [UInt8], ranges: [FieldRange]) {
        self.bytes = bytes
        self.ranges = ranges
    }

    /// The number of field lines.
    public var count: Int { ranges.count }

    /// Whether there are none.
    public var isEmpty: Bool { ranges.isEmpty }

    /// The first value of `name`; nil when there is none.
    public subscript(_ name: String) -> String? {
        first(name).map { text(in: $0.value) }
    }

    /// All values of `name`, in order.
    public func values(of name: String) -> [String] {
        ranges.filter { isName($0, name) }.map { text(in: $0.value) }
    }

    /// Whether a field `name` is there.
    public func contains(_ name: String) -> Bool { first(name) != nil }

    /// Adds a field after the others, even when the name is there already.
    public mutating func append(_ name: String, _ value: String) {
        isWellFormed = isWellFormed && !name.isEmpty && name.utf8.allSatisfy(\.isToken)
        isWellFormed = isWellFormed && value.utf8.allSatisfy(\.isFieldValue)
        var range = FieldRange()
        range.nameStart = UInt32(truncatingIfNeeded: bytes.count)
        bytes.append(contentsOf: name.utf8)
        range.nameEnd = UInt32(truncatingIfNeeded: bytes.count)
        range.valueStart = range.nameEnd
        bytes.append(contentsOf: value.utf8)
        range.valueEnd = UInt32(truncatingIfNeeded: bytes.count)
        ranges.append(range)
    }

    /// Makes `value` the only value of `name`.
    public mutating func set(_ name: String, _ value: String) {
        remove(name)
        append(name, value)
    }

    /// Removes every field `name`.
    public mutating func remove(_ name: String) {
        if contains(name) { self = HTTPFields(filter { !$0.name.isEqual(ignoringCase: name) }.map { ($0, $1) }) }
    }

    private func first(_ name: String) -> FieldRange? {
        let count = name.utf8.count
        for range in ranges where range.nameCount == count && isEqual(range.name, name) { return range }
        return nil
    }

    /// Whether the field at `range` is called `name`.
    func isName(_ range: FieldRange, _ name: String) -> Bool {
        range.nameCount == name.utf8.count && isEqual(range.name, name)
    }

    /// Whether the bytes in `range` are `text` in any case of letters. Both have the same length.
    func isEqual(_ range: Range<Int>, _ text: String) -> Bool {
        let (text, bytes) = (text.utf8Span.span, bytes.span)
        for offset in text.indices where bytes[range.lowerBound + offset].lowercased != text[offset].lowercased {
            return false
        }
        return true
    }

    func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension HTTPFields: RandomAccessCollection {
    /// The offset of the first field.
    public var startIndex: Int { 0 }

    /// The number of fields.
    public var endIndex: Int { ranges.count }

    /// The field at `position`, the name as it was written.
    public subscript(_ position: Int) -> (name: String, value: String) {
        (text(in: ranges[position].name), text(in: ranges[position].value))
    }
}

extension HTTPFields: Equatable {
    /// Whether both have the same names, written the same, and values in the same order.
    public static func == (one: HTTPFields, other: HTTPFields) -> Bool {
        one.count == other.count
            && zip(one.ranges, other.ranges).allSatisfy { left, right in
                one.bytes[left.name] == other.bytes[right.name] && one.bytes[left.value] == other.bytes[right.value]
            }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    /// Fields in the order of the literal; a name may come twice.
    public init(dictionaryLiteral fields: (String, String)...) { self.init(fields) }
}

extension String {
    /// Equality of ASCII text in any case of letters.
    func isEqual(ignoringCase other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0.lowercased == $1.lowercased }
    }
}
