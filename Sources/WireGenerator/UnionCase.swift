/// One kind of a union.
struct UnionCase: Equatable {
    var name: String
    var number: Int
    var docs: [String]
    var line: Int
    var payload: Payload
    /// Whether a client may do without it at first.
    var isLater = false

    enum Payload: Equatable {
        /// Fields of its own; none for a kind that says all by itself.
        case fields([Field])
        /// The fields of a struct declared elsewhere.
        case structure(String)
    }
}

extension UnionCase {
    /// The fields that this kind declares itself.
    var fields: [Field] { if case .fields(let fields) = payload { fields } else { [] } }

    /// The types that this kind is made of.
    var names: [String] {
        switch payload {
        case .fields(let fields): fields.flatMap(\.type.names)
        case .structure(let name): [name]
        }
    }
}
