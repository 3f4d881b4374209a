/// Writes the TypeScript types and codecs. A codec has the name of its type.
struct TypeScriptEmitter {
    let schema: Schema
    private var words: FieldWords { FieldWords(schema: schema) }

    /// What generated codecs are made of.
    private static let tools = [
        "bool", "bytes", "enumeration", "handle", "id", "int", "later", "list", "message", "optional", "provide", "run",
        "spare", "struct", "tail", "text", "union",
    ]

    /// The section being written.
    private let present: Schema.Section

    init(schema: Schema, present: Schema.Section = Schema.Section(name: "", title: "", declarations: [])) {
        self.schema = schema
        self.present = present
    }

    func file(_ section: Schema.Section) -> String { Self(schema: schema, present: section).text }

    private var text: String {
        var body = Lines(step: 2)
        for declaration in present.declarations { emit(declaration, &body) }
        provider(&body)
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("// \(present.title)")
        lines.add()
        imports(body.text, &lines)
        return lines.text + body.text
    }

    /// Everything under one roof, with the protocol's name and revision.
    func indexFile() -> String {
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("/** The WebSocket subprotocol that both ends agree on. */")
        lines.add("export const protocolName = \"\(schema.name)\";")
        lines.add("/** Counts the additions to the schema; both ends of a connection have the same. */")
        lines.add("export const revision = \(schema.revision);")
        lines.add()
        for section in schema.sections { lines.add("export * from \"./\(section.name).generated.js\";") }
        return lines.text
    }

    private func imports(_ body: String, _ lines: inout Lines) {
        let code = body.split(separator: "\n").filter { line in
            !line.trimmed.hasPrefix("*") && !line.trimmed.hasPrefix("/**")
        }
        let used = Set(code.joined(separator: "\n").split { !($0.isLetter || $0.isNumber) }.map(String.init))
        let text = code.joined(separator: "\n")
        let tools = TypeScriptEmitter.tools.filter { tool in
            let calls = tool == "bool" ? [": bool", "(bool"] : [" \(tool)(", "(\(tool)(", " \(tool)<", "(\(tool)<"]
            return calls.contains { text.contains($0) }
        }
        if body.contains(": Codec<") { lines.add("import type { Codec } from \"./codec.js\";") }
        if body.contains(": FieldsCodec<") { lines.add("import type { FieldsCodec } from \"./codec.js\";") }
        if body.contains(": MessageCodec<") { lines.add("import type { MessageCodec } from \"./codec.js\";") }
        if !tools.isEmpty { lines.add("import { \(tools.joined(separator: ", ")) } from \"./codec.js\";") }
        for other in schema.sections where other.name != present.name {
            let names = other.declarations.filter { used.contains($0.name) }
            let values = names.filter { !isLater($0) }.map(\.name).joined(separator: ", ")
            let types = names.filter(isLater).map(\.name).joined(separator: ", ")
            if !values.isEmpty { lines.add("import { \(values) } from \"./\(other.name).generated.js\";") }
            if !types.isEmpty { lines.add("import type { \(types) } from \"./\(other.name).generated.js\";") }
        }
    }

    /// Whether the codec of `declaration` may not be there yet when the present section is used.
    private func isLater(_ declaration: Declaration) -> Bool {
        if case .limit = declaration.body { return false }
        let section = schema.section(of: declaration.name)
        return section?.isLater == true && section?.name != present.name && !present.isLater
    }

    /// What a client calls when it has loaded a later section.
    private func provider(_ lines: inout Lines) {
        guard present.isLater else { return }
        let others = schema.sections.filter { !$0.isLater }.flatMap(\.declarations)
        let names = present.declarations.filter { !$0.isAlias }.map(\.name).filter { name in
            others.contains { $0.mentions(name) }
        }
        lines.add()
        lines.add("/** Lets messages carry this section's types from now on. */")
        lines.add(
            "export const provide\(present.name.capitalizedFirst) = () => provide({ \(names.joined(separator: ", ")) });"
        )
    }

    // MARK: Declarations

    private func emit(_ declaration: Declaration, _ lines: inout Lines) {
        let name = declaration.name
        lines.add()
        switch declaration.body {
        case .limit(let value, let unit):
            comment(declaration.docs + ["In \(unit)."], &lines)
            lines.add("export const \(name) = \(value);")
        case .alias(let type, let unit):
            let limit = words.limit(Field(name: "", docs: [], line: 0, type: type, unit: unit))
            comment(declaration.docs + [limit].compactMap { $0 }, &lines)
            lines.add("export type \(name) = \(typeName(type));")
            codec(declaration, codec(type), &lines)
        case .handle(let max):
            comment(declaration.docs + ["From 0 to \(max)."], &lines)
            lines.add("export type \(name) = number & { readonly handle?: \"\(name)\" };")
            codec(declaration, "handle<\(name)>(\(max))", &lines)
        case .id(let count):
            comment(declaration.docs + ["\(count) bytes, as hexadecimal digits."], &lines)
            lines.add("export type \(name) = string & { readonly id?: \"\(name)\" };")
            codec(declaration, "id<\(name)>(\(count))", &lines)
        case .enumeration(let bits, let cases):
            comment(declaration.docs + cases.map { "`\($0.name)`: \($0.docs.joined(separator: " "))" }, &lines)
            lines.add("export type \(name) = \(cases.map { "\"\($0.name)\"" }.joined(separator: " | "));")
            codec(declaration, "enumeration<\(name)>(\(bits), [\(names(cases))])", &lines)
        case .structure(let fields): structure(declaration, fields, &lines)
        case .union(let bits, let cases): union(declaration, bits, cases, &lines)
        }
    }

    private func names(_ cases: [EnumCase]) -> String {
        let most = cases.map(\.number).max() ?? 0
        return (0...most).map { number in
            cases.first { $0.number == number }.map { "\"\($0.name)\"" } ?? "\"\""
        }.joined(separator: ", ")
    }

    /// The codec, pure so that bundlers drop what nobody uses.
    private func codec(
        _ declaration: Declaration, _ expression: String, type: String = "Codec", _ lines: inout Lines
    ) {
        let name = declaration.name
        guard let limit = declaration.messageLimit else {
            return lines.add("export const \(name): \(type)<\(name)> = /* @__PURE__ */ \(expression);")
        }
        lines.add(
            "export const \(name): MessageCodec<\(name)> = /* @__PURE__ */ message(\(text(limit)), /* @__PURE__ */ \(expression));"
        )
    }

    private func structure(_ declaration: Declaration, _ fields: [Field], _ lines: inout Lines) {
        comment(declaration.docs, &lines)
        lines.block("export interface \(declaration.name) {") { lines in
            for field in fields where !field.isSpare {
                comment([words.docs(field)], &lines)
                lines.add("\(field.name)\(field.isOptional ? "?" : ""): \(typeName(field.type));")
            }
        }
        codec(declaration, "struct(() => (\(codec(fields))))", type: "FieldsCodec", &lines)
    }

    private func union(_ declaration: Declaration, _ bits: Int, _ cases: [UnionCase], _ lines: inout Lines) {
        comment(declaration.docs, &lines)
        lines.add("export type \(declaration.name) =")
        for (index, one) in cases.enumerated() {
            let details = one.fields.map { "`\($0.name)`: \(words.docs($0))" }
            for line in commentLines(one.docs + details) { lines.add("  " + line) }
            lines.add("  | \(kind(one))\(index == cases.count - 1 ? ";" : "")")
        }
        let kinds = cases.map { one -> String in
            switch one.payload {
            case .fields(let fields):
                "\(one.name): [\(one.number)\(fields.isEmpty ? "" : ", struct(() => (\(codec(fields))))")]"
            case .structure(let name): "\(one.name): [\(one.number), \(named(name))]"
            }
        }
        codec(declaration, "union(\(bits), () => ({\n  \(kinds.joined(separator: ",\n  ")),\n}))", &lines)
    }

    private func kind(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields):
            let members = fields.map { "; \($0.name)\($0.isOptional ? "?" : ""): \(typeName($0.type))" }
            return "{ kind: \"\(one.name)\"\(members.joined()) }"
        case .structure(let name): return "({ kind: \"\(one.name)\" } & \(name))"
        }
    }

    // MARK: Fields

    private func typeName(_ type: FieldType) -> String {
        switch type {
        case .bool: "boolean"
        case .int, .spare: "number"
        case .text: "string"
        case .bytes, .tail: "Uint8Array"
        case .list(let element, _), .run(let element, _): "\(typeName(element))[]"
        case .named(let name): name
        }
    }

    private func codec(_ fields: [Field]) -> String {
        guard !fields.isEmpty else { return "{}" }
        let members = fields.enumerated().map { index, field -> String in
            let name = field.isSpare ? "spare\(index)" : field.name
            return "\(name): \(field.isOptional ? "optional(\(codec(field.type)))" : codec(field.type))"
        }
        return "{ \(members.joined(separator: ", ")) }"
    }

    private func codec(_ type: FieldType) -> String {
        switch type {
        case .bool: "bool"
        case .int(let min, let max): "int(\(text(min)), \(text(max)))"
        case .text(let limit): "text(\(text(limit)))"
        case .bytes(let limit): "bytes(\(text(limit)))"
        case .tail(let limit): "tail(\(text(limit)))"
        case .list(let element, let limit): "list(\(codec(element)), \(text(limit)))"
        case .run(let element, let limit): "run(\(codec(element)), \(text(limit)))"
        case .spare(let bits): "spare(\(bits))"
        case .named(let name): named(name)
        }
    }

    private func named(_ name: String) -> String {
        guard let declaration = schema.declaration(name), isLater(declaration) else { return name }
        if case .alias(let inner, _) = declaration.body { return codec(inner) }
        return "later<\(name)>(\"\(name)\")"
    }

    private func text(_ bound: Bound) -> String { bound.name ?? "\(bound.value)" }

    // MARK: Comments

    private func comment(_ docs: [String], _ lines: inout Lines) {
        for line in commentLines(docs) { lines.add(line) }
    }

    private func commentLines(_ docs: [String]) -> [String] {
        switch docs.count {
        case 0: []
        case 1: ["/** \(docs[0]) */"]
        default: ["/**"] + docs.map { " * \($0)" } + [" */"]
        }
    }
}
