/// One entry of the schema.
struct Declaration: Equatable {
    var name: String
    var docs: [String]
    var line: Int
    var body: Body
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
    var isAlias: Bool { if case .alias = body { true } else { false } }

    /// Whether a field or a kind here is of the type called `name`.
    func mentions(_ name: String) -> Bool {
        switch body {
        case .limit, .handle, .id, .enumeration: false
        case .alias(let type, _): type.mentions(name)
        case .structure(let fields): fields.contains { $0.type.mentions(name) }
        case .union(_, let cases):
            cases.contains { one in
                one.payload == .structure(name) || one.fields.contains { $0.type.mentions(name) }
            }
        }
    }
}
