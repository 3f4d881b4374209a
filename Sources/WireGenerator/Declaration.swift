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

extension FieldType {
    fileprivate func mentions(_ name: String) -> Bool {
        switch self {
        case .named(let other): other == name
        case .list(let element, _), .run(let element, _): element.mentions(name)
        case .bool, .int, .text, .bytes, .tail, .spare: false
        }
    }
}

/// One value of an enumeration.
struct EnumCase: Equatable {
    var name: String
    var number: Int
    var docs: [String]
    var line: Int
}

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

/// One field of a struct or of a union's kind.
struct Field: Equatable {
    var name: String
    var docs: [String]
    var line: Int
    var type: FieldType
    var isOptional = false
    var unit: String?
}

/// A bound as the schema writes it: a number, or the name of a limit.
struct Bound: Equatable {
    var value: Int
    var name: String?
}

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
