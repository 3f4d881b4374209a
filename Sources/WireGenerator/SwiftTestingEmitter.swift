/// Writes, for every type, how to make a random value of it and how it looks as JSON: what the tests of both languages
/// compare.
struct SwiftTestingEmitter {
    let schema: Schema

    func file(_ section: Schema.Section) -> String {
        var lines = Lines(step: 4)
        head(&lines)
        for declaration in section.declarations { emit(declaration, &lines) }
        return lines.text
    }

    /// The list of all messages.
    func kindsFile() -> String {
        var lines = Lines(step: 4)
        head(&lines)
        lines.add()
        lines.block("extension SampleKind {") { lines in
            lines.add("/// Every message of the schema, in its order.")
            lines.block("public static let all: [SampleKind] = [", "]") { lines in
                for message in schema.messages { lines.add("SampleKind(\"\(message.name)\", \(message.name).self),") }
            }
        }
        return lines.text
    }

    private func head(_ lines: inout Lines) {
        lines.add("// \(GeneratedFile.notice)")
        lines.add("// swift-format-ignore-file")
        lines.add()
        lines.add("import Wire")
    }

    private func emit(_ declaration: Declaration, _ lines: inout Lines) {
        switch declaration.body {
        case .limit, .alias: return
        case .handle(let max):
            sample(declaration, &lines, "self.init(seeded.number(0...\(max)))") { $0.add("json.number(number)") }
        case .id(let bytes):
            sample(declaration, &lines, "self.init(bytes: seeded.fixed(\(bytes)))") { $0.add("json.bytes(bytes)") }
        case .enumeration(_, let cases): enumeration(declaration, cases, &lines)
        case .structure(let fields): structure(declaration, fields.filter { !$0.isSpare }, &lines)
        case .union(_, let cases): union(declaration, cases, &lines)
        }
    }

    private func sample(
        _ declaration: Declaration, _ lines: inout Lines, _ random: String, _ json: (inout Lines) -> Void
    ) {
        lines.add()
        lines.block("extension \(declaration.name): WireSample {") { lines in
            lines.block("public init(random seeded: inout Seeded) {") { $0.add(random) }
            lines.add()
            lines.block("public func json(_ json: inout JSONText) {", "}", json)
        }
    }

    private func enumeration(_ declaration: Declaration, _ cases: [EnumCase], _ lines: inout Lines) {
        sample(declaration, &lines, "self = Self.allCases[seeded.below(\(cases.count))]") { lines in
            lines.add("switch self {")
            for one in cases { lines.add("case .\(one.name): json.text(\"\(one.name)\")") }
            lines.add("}")
        }
    }

    private func structure(_ declaration: Declaration, _ fields: [Field], _ lines: inout Lines) {
        sample(declaration, &lines, "self.init(\(arguments(fields)))") { lines in
            lines.add("json.open(\"{\")")
            lines.add("jsonFields(&json)")
            lines.add("json.close(\"}\")")
        }
        lines.add()
        lines.block("extension \(declaration.name) {") { lines in
            lines.block("func jsonFields(_ json: inout JSONText) {") { lines in
                for field in fields { write(field, &lines) }
            }
        }
    }

    private func union(_ declaration: Declaration, _ cases: [UnionCase], _ lines: inout Lines) {
        lines.add()
        lines.block("extension \(declaration.name): WireSample {") { lines in
            lines.block("public init(random seeded: inout Seeded) {") { lines in
                lines.add("switch seeded.below(\(cases.count)) {")
                for (index, one) in cases.enumerated() {
                    let label = index == cases.count - 1 ? "default" : "case \(index)"
                    lines.add("\(label): self = .\(one.name)\(random(one))")
                }
                lines.add("}")
            }
            lines.add()
            lines.block("public func json(_ json: inout JSONText) {") { lines in
                lines.add("json.open(\"{\")")
                lines.add("switch self {")
                for one in cases { writeCase(one, &lines) }
                lines.add("}")
                lines.add("json.close(\"}\")")
            }
        }
    }

    private func random(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields): fields.isEmpty ? "" : "(\(arguments(fields)))"
        case .structure(let name): "(\(name)(random: &seeded))"
        }
    }

    private func writeCase(_ one: UnionCase, _ lines: inout Lines) {
        let fields = one.fields
        var bound = fields.isEmpty ? "" : "(\(fields.map { "let \($0.name)" }.joined(separator: ", ")))"
        if case .structure = one.payload { bound = "(let fields)" }
        lines.branch("case .\(one.name)\(bound):") { lines in
            lines.add("json.key(\"kind\")")
            lines.add("json.text(\"\(one.name)\")")
            for field in fields { write(field, &lines) }
            if case .structure = one.payload { lines.add("fields.jsonFields(&json)") }
        }
    }

    // MARK: Fields

    private func arguments(_ fields: [Field]) -> String {
        fields.map { field in
            let value = random(field.type)
            return "\(field.name): \(field.isOptional ? "seeded.bool() ? \(value) : nil" : value)"
        }.joined(separator: ", ")
    }

    private func random(_ type: FieldType) -> String {
        switch type {
        case .bool: return "seeded.bool()"
        case .int(let min, let max): return "seeded.number(\(min.value)...\(max.value))"
        case .text(let limit): return "seeded.text(limit: \(limit.value))"
        case .bytes(let limit), .tail(let limit): return "seeded.bytes(limit: \(limit.value))"
        case .list(let element, let limit): return "seeded.list(limit: \(limit.value)) { seeded in \(random(element)) }"
        case .run(let element, let limit): return "seeded.run(limit: \(limit.value)) { seeded in \(random(element)) }"
        case .spare: return ""
        case .named(let name):
            if case .alias(let inner, _) = schema.declaration(name)?.body { return random(inner) }
            return "\(name)(random: &seeded)"
        }
    }

    private func write(_ field: Field, _ lines: inout Lines) {
        guard field.isOptional else {
            lines.add("json.key(\"\(field.name)\")")
            return lines.add(write(field.type, field.name))
        }
        lines.block("if let \(field.name) {") { lines in
            lines.add("json.key(\"\(field.name)\")")
            lines.add(write(field.type, field.name))
        }
    }

    private func write(_ type: FieldType, _ value: String) -> String {
        switch type {
        case .bool: return "json.bool(\(value))"
        case .int: return "json.number(\(value))"
        case .text: return "json.text(\(value))"
        case .bytes, .tail: return "json.bytes(\(value))"
        case .list(let element, _), .run(let element, _):
            return "json.list(\(value)) { (element, json) in \(write(element, "element")) }"
        case .spare: return ""
        case .named(let name):
            if case .alias(let inner, _) = schema.declaration(name)?.body { return write(inner, value) }
            return "\(value).json(&json)"
        }
    }
}
