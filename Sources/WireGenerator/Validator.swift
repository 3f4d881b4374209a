/// Refuses schemas that could not be generated, decoded safely, or grown later.
struct Validator {
    private let schema: Schema
    private let widths: Widths
    private var known: [String: Declaration] = [:]
    private var used: Set<String> = []

    /// - Throws: the first mistake in the order of the file.
    static func check(_ schema: Schema) throws(SchemaError) {
        var validator = Validator(schema)
        for declaration in schema.declarations { try validator.check(declaration) }
        try validator.checkUse()
    }

    private init(_ schema: Schema) {
        self.schema = schema
        widths = Widths(schema: schema)
    }

    private mutating func check(_ declaration: Declaration) throws(SchemaError) {
        let (name, line) = (declaration.name, declaration.line)
        guard known[name] == nil else { throw SchemaError(line, "'\(name)' is declared twice") }
        guard !declaration.docs.isEmpty else { throw SchemaError(line, "'\(name)' has no /// comment") }
        if let limit = declaration.messageLimit {
            noteUse(limit)
            guard (1...1 << 26).contains(limit.value) else {
                throw SchemaError(line, "'\(name)': a limit from 1 to 2^26")
            }
        }
        try checkBody(declaration)
        known[name] = declaration
    }

    private mutating func checkBody(_ declaration: Declaration) throws(SchemaError) {
        let (name, line) = (declaration.name, declaration.line)
        if case .limit(let value, _) = declaration.body {
            try checkName(name, line, upper: false)
            guard value > 0 else { throw SchemaError(line, "limit '\(name)' is not positive") }
            return
        }
        try checkName(name, line, upper: true)
        switch declaration.body {
        case .limit: break
        case .alias(let type, _):
            guard !endsMessage(type) else { throw SchemaError(line, "alias '\(name)': tail and run have no alias") }
            try check(type, line)
        case .handle(let max):
            guard (1...1 << 32).contains(max) else { throw SchemaError(line, "handle '\(name)': max from 1 to 2^32") }
        case .id(let bytes):
            guard (1...64).contains(bytes) else { throw SchemaError(line, "id '\(name)': from 1 to 64 bytes") }
        case .enumeration(let bits, let cases): try checkEnumeration(declaration, bits, cases)
        case .structure(let fields): try checkFields(fields, of: name, line)
        case .union(let bits, let cases): try checkUnion(declaration, bits, cases)
        }
    }

    // MARK: Enumerations and unions

    private func checkEnumeration(_ declaration: Declaration, _ bits: Int, _ cases: [EnumCase]) throws(SchemaError) {
        try checkBits(bits, declaration)
        guard !cases.isEmpty else { throw SchemaError(declaration.line, "enum '\(declaration.name)' is empty") }
        try checkNumbers(cases.map { ($0.name, $0.number, $0.docs, $0.line) }, 0..<1 << bits)
    }

    private mutating func checkUnion(
        _ declaration: Declaration, _ bits: Int, _ cases: [UnionCase]
    ) throws(SchemaError) {
        try checkBits(bits, declaration)
        guard !cases.isEmpty else { throw SchemaError(declaration.line, "union '\(declaration.name)' is empty") }
        try checkNumbers(cases.map { ($0.name, $0.number, $0.docs, $0.line) }, 0..<1 << bits - 1)
        for one in cases {
            switch one.payload {
            case .fields(let fields):
                if let field = fields.first(where: { $0.name == "kind" }) {
                    throw SchemaError(field.line, "'kind' names the kind itself; call this field something else")
                }
                if let spare = fields.first(where: \.isSpare) {
                    throw SchemaError(spare.line, "spare bits belong in a struct; name one for '\(one.name)'")
                }
                try checkFields(fields, of: one.name, one.line, mayBeEmpty: true)
            case .structure(let name):
                try check(.named(name), one.line)
                guard case .structure = known[name]?.body else {
                    throw SchemaError(one.line, "'\(name)' is no struct; write '{ field: \(name) }'")
                }
            }
        }
    }

    private func checkBits(_ bits: Int, _ declaration: Declaration) throws(SchemaError) {
        guard (1...8).contains(bits) else {
            throw SchemaError(declaration.line, "'\(declaration.name)': from 1 to 8 bits, not \(bits)")
        }
    }

    private func checkNumbers(
        _ cases: [(name: String, number: Int, docs: [String], line: Int)], _ range: Range<Int>
    ) throws(SchemaError) {
        var (names, numbers): (Set<String>, [Int: String]) = ([], [:])
        for one in cases {
            try checkName(one.name, one.line, upper: false)
            guard !one.docs.isEmpty else { throw SchemaError(one.line, "'\(one.name)' has no /// comment") }
            guard names.insert(one.name).inserted else { throw SchemaError(one.line, "'\(one.name)' is named twice") }
            if let other = numbers.updateValue(one.name, forKey: one.number) {
                throw SchemaError(one.line, "number \(one.number) is both '\(other)' and '\(one.name)'")
            }
            guard range.contains(one.number) else {
                throw SchemaError(
                    one.line, "'\(one.name)': number \(one.number) is not in 0...\(range.upperBound - 1)")
            }
        }
    }

    // MARK: Fields

    private mutating func checkFields(
        _ fields: [Field], of owner: String, _ line: Int, mayBeEmpty: Bool = false
    ) throws(SchemaError) {
        guard mayBeEmpty || fields.contains(where: { !$0.isSpare }) else {
            throw SchemaError(line, "'\(owner)' has no field")
        }
        var names: Set<String> = []
        for (index, field) in fields.enumerated() {
            if field.isSpare {
                try check(field.type, field.line)
                continue
            }
            try checkName(field.name, field.line, upper: false)
            guard !field.docs.isEmpty else { throw SchemaError(field.line, "'\(field.name)' has no /// comment") }
            guard names.insert(field.name).inserted else {
                throw SchemaError(field.line, "'\(owner)' has two fields '\(field.name)'")
            }
            try check(field.type, field.line)
            if endsMessage(field.type) {
                guard index == fields.count - 1, !field.isOptional else {
                    throw SchemaError(field.line, "'\(field.name)' runs to the end: last of '\(owner)', never optional")
                }
            }
        }
    }

    private mutating func check(_ type: FieldType, _ line: Int) throws(SchemaError) {
        switch type {
        case .bool: break
        case .int(let min, let max): try checkRange(min, max, line)
        case .text(let limit), .bytes(let limit), .tail(let limit): try checkLimit(limit, line)
        case .list(let element, let limit), .run(let element, let limit):
            try checkLimit(limit, line)
            try check(element, line)
            try checkElement(element, isRun: type.isRun, line)
        case .spare(let bits):
            guard (1...8).contains(bits) else { throw SchemaError(line, "spare: from 1 to 8 bits, not \(bits)") }
        case .named(let name):
            guard let declaration = known[name] else {
                let isBelow = schema.declaration(name) != nil
                throw SchemaError(line, isBelow ? "'\(name)' is declared below its use" : "nothing is called '\(name)'")
            }
            if case .limit = declaration.body { throw SchemaError(line, "'\(name)' is a limit, not a type") }
            used.insert(name)
        }
    }

    private mutating func checkRange(_ min: Bound, _ max: Bound, _ line: Int) throws(SchemaError) {
        noteUse(min)
        noteUse(max)
        guard min.value < max.value else {
            throw SchemaError(line, "the range \(min.value)..\(max.value) holds nothing")
        }
        let widest = min.value < 0 ? -(1 << 51)...1 << 51 : 0...1 << 53 - 1
        guard widest.contains(min.value), widest.contains(max.value) else {
            throw SchemaError(line, "a range must lie in \(widest.lowerBound)...\(widest.upperBound)")
        }
    }

    private mutating func checkLimit(_ limit: Bound, _ line: Int) throws(SchemaError) {
        noteUse(limit)
        guard limit.value > 0 else { throw SchemaError(line, "a limit must be positive") }
    }

    private func checkElement(_ element: FieldType, isRun: Bool, _ line: Int) throws(SchemaError) {
        switch element {
        case .list, .run, .tail, .spare:
            throw SchemaError(line, "an element is no list, run, tail or spare; name a struct")
        case .bool, .int, .text, .bytes, .named: break
        }
        guard isRun || !endsMessage(element) else {
            throw SchemaError(line, "an element of a list cannot run to the end")
        }
        guard !holdsRun(element) else { throw SchemaError(line, "an element of a run cannot hold a run") }
        guard widths.leastBits(element) > 0 else { throw SchemaError(line, "an element must take at least one bit") }
    }

    /// Whether a value of `type` may reach to the end of its message.
    private func endsMessage(_ type: FieldType) -> Bool { holds(type) { $0.isRun || $0.isTail } }

    private func holdsRun(_ type: FieldType) -> Bool { holds(type) { $0.isRun } }

    private func holds(_ type: FieldType, _ matches: (FieldType) -> Bool) -> Bool {
        if matches(type) { return true }
        guard case .named(let name) = type, let declaration = known[name] else { return false }
        switch declaration.body {
        case .structure(let fields): return fields.contains { holds($0.type, matches) }
        case .union(_, let cases):
            return cases.contains { one in
                switch one.payload {
                case .fields(let fields): fields.contains { holds($0.type, matches) }
                case .structure(let name): holds(.named(name), matches)
                }
            }
        case .limit, .alias, .handle, .id, .enumeration: return false
        }
    }

    // MARK: Names and use

    private mutating func noteUse(_ bound: Bound) {
        if let name = bound.name { used.insert(name) }
    }

    private func checkUse() throws(SchemaError) {
        for declaration in schema.declarations where declaration.messageLimit == nil {
            guard used.contains(declaration.name) else {
                throw SchemaError(declaration.line, "'\(declaration.name)' is used nowhere")
            }
        }
    }

    private func checkName(_ name: String, _ line: Int, upper: Bool) throws(SchemaError) {
        guard name.first?.isUppercase == upper, !name.contains(".") else {
            throw SchemaError(line, "'\(name)' must start with \(upper ? "an upper" : "a lower")-case letter")
        }
        guard !Validator.keywords.contains(name) else {
            throw SchemaError(line, "'\(name)' is a word of Swift or TypeScript; choose another")
        }
    }

    /// Words that cannot name a field, kind or type in both languages without quoting.
    private static let keywords: Set<String> = [
        "Any", "Array", "Bool", "Date", "Error", "Int", "Map", "Never", "Number", "Object", "Optional", "Self", "Set",
        "Span", "Duration",
        "String", "Type", "as", "associatedtype", "await", "break", "case", "catch", "class", "const", "continue",
        "debugger", "default", "defer", "delete", "deinit", "do", "else", "enum", "export", "extension",
        "fallthrough", "false", "fileprivate", "finally", "for", "func", "function", "guard", "if", "import", "in",
        "init", "inout", "instanceof", "interface", "internal", "is", "let", "new", "nil", "none", "null",
        "operator", "private", "protocol", "public", "repeat", "return", "self", "some", "static", "struct",
        "subscript", "super", "switch", "this", "throw", "throws", "true", "try", "typealias", "typeof", "undefined",
        "var", "void", "where", "while", "with", "yield", "input", "reader", "writer", "seeded", "json",
    ]
}
