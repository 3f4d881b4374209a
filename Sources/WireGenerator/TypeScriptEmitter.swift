/// Writes the TypeScript types and codecs. A codec has the name of its type.
///
/// A section's file has all its types, and the codecs that a client needs at first; those that are `later` are a second file, so that
/// they can be loaded when they are needed. A section that is later as a whole is one file.
struct TypeScriptEmitter {
    let schema: Schema
    private var words: FieldWords { FieldWords(schema: schema) }
    private let first: Set<String>

    /// What generated codecs are made of.
    private static let tools = [
        "bool", "bytes", "enumeration", "handle", "id", "int", "later", "list", "message", "optional", "provide", "run",
        "spare", "struct", "tail", "text", "union",
    ]

    /// When a file is loaded.
    private enum Stage: Int {
        case first, rest, section
    }

    /// The section being written, and which of its files.
    private let present: Schema.Section
    private let stage: Stage

    init(schema: Schema) { self.init(schema, Schema.Section(name: "", title: "", declarations: []), .first) }

    private init(_ schema: Schema, _ present: Schema.Section, _ stage: Stage) {
        (self.schema, self.present, self.stage, first) = (schema, present, stage, schema.first)
    }

    /// The files of a section, by their names.
    func files(_ section: Schema.Section) -> [(name: String, text: String)] {
        let main = TypeScriptEmitter(schema, section, section.isLater ? .section : .first)
        let files = [(section.name, main.text)]
        guard hasRest(section) else { return files }
        return files + [("\(section.name)-later", TypeScriptEmitter(schema, section, .rest).text)]
    }

    private func hasRest(_ section: Schema.Section) -> Bool {
        !section.isLater
            && section.declarations.contains { !$0.isLimit && !first.contains($0.name) || !$0.laterCases.isEmpty }
    }

    private var text: String {
        var body = Lines(step: 2)
        for declaration in present.declarations { emit(declaration, &body) }
        provider(&body)
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("// \(present.title)\(stage == .rest ? ": what a client may do without at first" : "")")
        lines.add()
        imports(body.text, &lines)
        return lines.text + body.text
    }

    /// The protocol's name and revision.
    func protocolFile() -> String {
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("/** The WebSocket subprotocol that both ends agree on. */")
        lines.add("export const protocolName = \"\(schema.name)\";")
        lines.add("/** Counts the additions to the schema; both ends of a connection have the same. */")
        lines.add("export const revision = \(schema.revision);")
        return lines.text
    }

    /// Everything under one roof. Of what is loaded later it has the types.
    func indexFile() -> String {
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("export * from \"./protocol.generated.js\";")
        for section in schema.sections {
            let types = section.declarations.filter { !$0.isLimit }.map(\.name).joined(separator: ", ")
            lines.add("export \(section.isLater ? "type { \(types) }" : "*") from \"./\(section.name).generated.js\";")
        }
        return lines.text
    }

    /// What a client loads after its first look, but for sections that are later as a whole.
    func restFile() -> String {
        let sections = schema.sections.filter(hasRest)
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        for section in sections {
            lines.add("import { \(provider(section)) } from \"./\(section.name)-later.generated.js\";")
        }
        lines.add()
        for section in sections { lines.add("export * from \"./\(section.name)-later.generated.js\";") }
        lines.add()
        lines.add("/** Lets messages carry all but the sections that are later as a whole from now on. */")
        lines.block("export function provideRest(): void {") { lines in
            for section in sections { lines.add("\(provider(section))();") }
        }
        return lines.text
    }

    private func provider(_ section: Schema.Section) -> String {
        "provide\(section.name.capitalizedFirst)\(section.isLater ? "" : "Rest")"
    }

    private func imports(_ body: String, _ lines: inout Lines) {
        let code = body.split(separator: "\n").filter { line in
            !line.trimmed.hasPrefix("*") && !line.trimmed.hasPrefix("/**") && !line.contains(": () => ({")
        }
        let used = Set(code.joined(separator: "\n").split { !($0.isLetter || $0.isNumber) }.map(String.init))
        let text = code.joined(separator: "\n")
        let tools = TypeScriptEmitter.tools.filter { tool in
            let calls =
                tool == "bool"
                ? [": bool ", ": bool,", "(bool)", "(bool,"] : [" \(tool)(", "(\(tool)(", " \(tool)<", "(\(tool)<"]
            return calls.contains { text.contains($0) }
        }
        if body.contains(": Codec<") { lines.add("import type { Codec } from \"./codec.js\";") }
        if body.contains(": FieldsCodec<") { lines.add("import type { FieldsCodec } from \"./codec.js\";") }
        if body.contains(": MessageCodec<") { lines.add("import type { MessageCodec } from \"./codec.js\";") }
        if !tools.isEmpty { lines.add("import { \(tools.joined(separator: ", ")) } from \"./codec.js\";") }
        if stage == .rest { lines.add("import type * as types from \"./\(present.name).generated.js\";") }
        for other in schema.sections {
            let names = other.declarations.filter { used.contains($0.name) && !isHere($0) }
            func add(_ names: [Declaration], _ keyword: String, _ file: String) {
                guard !names.isEmpty else { return }
                let list = names.map(\.name).joined(separator: ", ")
                lines.add("import \(keyword){ \(list) } from \"./\(file).generated.js\";")
            }
            let values = names.filter { stage(of: $0).rawValue <= stage.rawValue }
            add(values.filter { stage(of: $0) != .rest }, "", other.name)
            add(values.filter { stage(of: $0) == .rest }, "", "\(other.name)-later")
            add(names.filter { stage(of: $0).rawValue > stage.rawValue && !$0.isLimit }, "type ", other.name)
        }
    }

    /// Whether the present file says what `declaration` is, type or codec.
    private func isHere(_ declaration: Declaration) -> Bool {
        guard schema.section(of: declaration.name)?.name == present.name else { return false }
        return stage != .rest || stage(of: declaration) == .rest
    }

    /// When the codec of `declaration`, or a limit, is there.
    private func stage(of declaration: Declaration) -> Stage {
        if schema.section(of: declaration.name)?.isLater == true { return .section }
        return declaration.isLimit || first.contains(declaration.name) ? .first : .rest
    }

    /// Whether the codec of `declaration` may not be there yet when the present file is used.
    private func isLater(_ declaration: Declaration) -> Bool { stage(of: declaration).rawValue > stage.rawValue }

    /// What a client calls when it has loaded the present file.
    private func provider(_ lines: inout Lines) {
        guard stage != .first else { return }
        let own = present.declarations.filter { !$0.isAlias && !$0.isLimit && stage(of: $0) == stage }.map(\.name)
        let wanted = wantedBefore
        var entries = own.filter(wanted.contains)
        if stage == .rest { entries += present.declarations.filter { !$0.laterCases.isEmpty }.map(kinds) }
        lines.add()
        lines.add("/** Lets messages carry this section's types from now on. */")
        lines.block("export const \(provider(present)) = () => provide({", "});") { lines in
            for entry in entries { lines.add("\(entry),") }
        }
    }

    /// The kinds of a union that come later.
    private func kinds(_ declaration: Declaration) -> String {
        "\(declaration.name): () => ({\n    \(declaration.laterCases.map(kindCodec).joined(separator: ",\n    ")),\n  })"
    }

    /// The types of which files are made that are loaded before the present one.
    private var wantedBefore: Set<String> {
        var names: [String] = []
        for declaration in schema.declarations where stage(of: declaration) != .section {
            let isFirst = first.contains(declaration.name)
            if isFirst || stage == .section { names += declaration.firstMentions }
            if stage == .section { names += declaration.laterCases.flatMap(\.names) }
        }
        return Set(names)
    }

    // MARK: Declarations

    private func emit(_ declaration: Declaration, _ lines: inout Lines) {
        let isOwn = stage(of: declaration) == stage
        guard isOwn || stage == .first && stage(of: declaration) == .rest else { return }
        lines.add()
        if stage == .rest {
            lines.add("export type \(declaration.name) = types.\(declaration.name);")
        } else {
            type(declaration, &lines)
        }
        if isOwn { codec(declaration, &lines) }
    }

    private func type(_ declaration: Declaration, _ lines: inout Lines) {
        let name = declaration.name
        switch declaration.body {
        case .limit(let value, let unit):
            comment(declaration.docs + ["In \(unit)."], &lines)
            lines.add("export const \(name) = \(value);")
        case .alias(let type, let unit):
            let limit = words.limit(Field(name: "", docs: [], line: 0, type: type, unit: unit))
            comment(declaration.docs + [limit].compactMap { $0 }, &lines)
            lines.add("export type \(name) = \(typeName(type));")
        case .handle(let max):
            comment(declaration.docs + ["From 0 to \(max)."], &lines)
            lines.add("export type \(name) = number & { readonly handle?: \"\(name)\" };")
        case .id(let count):
            comment(declaration.docs + ["\(count) bytes, as hexadecimal digits."], &lines)
            lines.add("export type \(name) = string & { readonly id?: \"\(name)\" };")
        case .enumeration(_, let cases):
            comment(declaration.docs + cases.map { "`\($0.name)`: \($0.docs.joined(separator: " "))" }, &lines)
            lines.add("export type \(name) = \(cases.map { "\"\($0.name)\"" }.joined(separator: " | "));")
        case .structure(let fields):
            comment(declaration.docs, &lines)
            lines.block("export interface \(name) {") { lines in
                for field in fields where !field.isSpare {
                    comment([words.docs(field)], &lines)
                    lines.add("\(field.name)\(field.isOptional ? "?" : ""): \(typeName(field.type));")
                }
            }
        case .union(_, let cases):
            comment(declaration.docs, &lines)
            lines.add("export type \(name) =")
            for (index, one) in cases.enumerated() {
                let details = one.fields.map { "`\($0.name)`: \(words.docs($0))" }
                for line in commentLines(one.docs + details) { lines.add("  " + line) }
                lines.add("  | \(kind(one))\(index == cases.count - 1 ? ";" : "")")
            }
        }
    }

    /// The codec, pure so that bundlers drop what nobody uses.
    private func codec(_ declaration: Declaration, _ lines: inout Lines) {
        let name = declaration.name
        let type = if case .structure = declaration.body { "FieldsCodec" } else { "Codec" }
        let expression: String
        switch declaration.body {
        case .limit: return
        case .alias(let type, _): expression = codec(type)
        case .handle(let max): expression = "handle<\(name)>(\(max))"
        case .id(let count): expression = "id<\(name)>(\(count))"
        case .enumeration(let bits, let cases): expression = "enumeration<\(name)>(\(bits), [\(names(cases))])"
        case .structure(let fields): expression = "struct(() => (\(codec(fields))))"
        case .union(let bits, let cases):
            // Of a union that is here at first, the rest file has the other kinds.
            let here = stage == .first ? cases.filter { !$0.isLater } : cases
            let more = here.count < cases.count ? ", \"\(name)\"" : ""
            expression = "union(\(bits), () => ({\n  \(here.map(kindCodec).joined(separator: ",\n  ")),\n})\(more))"
        }
        guard let limit = declaration.messageLimit else {
            return lines.add("export const \(name): \(type)<\(name)> = /* @__PURE__ */ \(expression);")
        }
        lines.add(
            "export const \(name): MessageCodec<\(name)> = /* @__PURE__ */ message(\(text(limit)), /* @__PURE__ */ \(expression));"
        )
    }

    private func kindCodec(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields):
            "\(one.name): [\(one.number)\(fields.isEmpty ? "" : ", struct(() => (\(codec(fields))))")]"
        case .structure(let name): "\(one.name): [\(one.number), \(named(name))]"
        }
    }

    private func names(_ cases: [EnumCase]) -> String {
        let most = cases.map(\.number).max() ?? 0
        return (0...most).map { number in
            cases.first { $0.number == number }.map { "\"\($0.name)\"" } ?? "\"\""
        }.joined(separator: ", ")
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

    /// By name, unless that would ask for a section that is not loaded.
    private func text(_ bound: Bound) -> String {
        guard let name = bound.name, let limit = schema.declaration(name), !isLater(limit) else {
            return "\(bound.value)"
        }
        return name
    }

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
