/// One field of a struct or of a union's kind.
struct Field: Equatable {
    var name: String
    var docs: [String]
    var line: Int
    var type: FieldType
    var isOptional = false
    var unit: String?
}

extension Field {
    var isSpare: Bool { if case .spare = type { true } else { false } }
}
