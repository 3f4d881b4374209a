/// One kind of a union.
struct UnionCase: Equatable {
    var name: String
    var number: Int
    var docs: [String]
    var line: Int
    var payload: Payload

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
}
