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

    /// The declared types that this is or holds.
    var names: [String] {
        switch self {
        case .named(let name): [name]
        case .list(let element, _), .run(let element, _): element.names
        case .bool, .int, .text, .bytes, .tail, .spare: []
        }
    }
}
