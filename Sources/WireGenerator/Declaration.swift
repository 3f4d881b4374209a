/// One entry of the schema.
struct Declaration: Equatable {
    var name: String
    var docs: [String]
    var line: Int
    var body: Body
    /// Whether a client may do without it at first.
    var isLater = false
    /// The most bytes of an encoding, when this is a message.
    var messageLimit: Bound?

    enum Body: Equatable {
        /// A named number that bounds fields.
        case limit(Int, unit: String)
        /// A name for a type, with the unit of its values.
        case alias(FieldType, unit: String?)
        /// A small integer that stands for something, from 0 to a greatest.
        case handle(max: Int)
        /// Random or content-derived bytes.
        case id(bytes: Int)
        case enumeration(bits: Int, [EnumCase])
        case structure([Field])
        case union(bits: Int, [UnionCase])
    }
}

extension Declaration {
    var isLimit: Bool { if case .limit = body { true } else { false } }

    var isAlias: Bool { if case .alias = body { true } else { false } }

    /// The kinds that a client may do without at first, where this is a union.
    var laterCases: [UnionCase] { if case .union(_, let cases) = body { cases.filter(\.isLater) } else { [] } }

    /// The types of the fields and kinds here, but for kinds that are marked `later`.
    var firstMentions: [String] {
        switch body {
        case .limit, .handle, .id, .enumeration: []
        case .alias(let type, _): type.names
        case .structure(let fields): fields.flatMap(\.type.names)
        case .union(_, let cases): cases.filter { !$0.isLater }.flatMap(\.names)
        }
    }
}
