/// What a field holds.
indirect enum FieldType: Equatable {
    case bool
    case int(min: Bound, max: Bound)
    case text(limit: Bound)
    case bytes(limit: Bound)
    case tail(limit: Bound)
    case list(FieldType, limit: Bound)
    case run(FieldType, limit: Bound)
    case spare(bits: Int)
    case named(String)
}

extension FieldType {
    var isRun: Bool { if case .run = self { true } else { false } }
    var isTail: Bool { if case .tail = self { true } else { false } }

    /// Whether this is, or holds, the type called `name`.
    func mentions(_ name: String) -> Bool {
        switch self {
        case .named(let other): other == name
        case .list(let element, _), .run(let element, _): element.mentions(name)
        case .bool, .int, .text, .bytes, .tail, .spare: false
        }
    }
}
