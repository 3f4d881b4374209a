/// Writes the message tables of `protocol/README.md`.
struct SpecificationTables {
    let schema: Schema
    private var words: FieldWords { FieldWords(schema: schema) }
    private var widths: Widths { Widths(schema: schema) }

    static let begin = "<!-- tables of the schema: begin (generated) -->"
    static let end = "<!-- tables of the schema: end -->"

    init(schema: Schema) { self.schema = schema }

    /// `text` with the tables between their marks; at its end when it has none.
    func inserted(in text: String) -> String {
        let before = text.range(of: SpecificationTables.begin)
        let after = text.range(of: SpecificationTables.end)
        guard let before, let after, before.upperBound <= after.lowerBound else {
            return text + SpecificationTables.begin + "\n" + tables() + SpecificationTables.end + "\n"
        }
        return text[..<before.upperBound] + "\n" + tables() + text[after.lowerBound...]
    }

    private func tables() -> String {
        var lines = Lines(step: 0)
        for section in schema.sections {
            lines.add()
            lines.add("### \(section.title)")
            limits(section, &lines)
            for declaration in section.declarations { table(declaration, &lines) }
        }
        lines.add()
        return lines.text
    }

    private func limits(_ section: Schema.Section, _ lines: inout Lines) {
        let rows = section.declarations.compactMap { declaration -> String? in
            guard case .limit(let value, let unit) = declaration.body else { return nil }
            return "| `\(declaration.name)` | \(value) \(unit) | \(joined(declaration.docs)) |"
        }
        guard !rows.isEmpty else { return }
        lines.add()
        lines.add("| limit | value | what it bounds |")
        lines.add("| --- | --- | --- |")
        for row in rows { lines.add(row) }
    }

    private func table(_ declaration: Declaration, _ lines: inout Lines) {
        if case .limit = declaration.body { return }
        lines.add()
        let limit = declaration.messageLimit.map { ", at most \($0.value) bytes" } ?? ""
        lines.add("**`\(declaration.name)`** \(title(declaration.body))\(limit). \(joined(declaration.docs))")
        switch declaration.body {
        case .limit, .alias, .handle, .id: break
        case .enumeration(_, let cases):
            lines.add()
            lines.add("| number | value | meaning |")
            lines.add("| --- | --- | --- |")
            for one in cases { lines.add("| \(one.number) | `\(one.name)` | \(joined(one.docs)) |") }
        case .structure(let fields):
            lines.add()
            lines.add("| field | type | width | meaning |")
            lines.add("| --- | --- | --- | --- |")
            for field in fields { lines.add("| \(row(field)) |") }
        case .union(_, let cases):
            lines.add()
            lines.add("| number | kind | field | type | width | meaning |")
            lines.add("| --- | --- | --- | --- | --- | --- |")
            for one in cases { kind(one, &lines) }
        }
    }

    private func title(_ body: Declaration.Body) -> String {
        switch body {
        case .limit: ""
        case .alias(let type, let unit):
            "(`\(name(type))`\(unit.map { " in \($0)" } ?? ""), \(widths.words(type)))"
        case .handle(let max):
            "(handle, 0 to \(max), \(widths.words(.int(min: Bound(value: 0), max: Bound(value: max)))))"
        case .id(let bytes): "(\(bytes) bytes)"
        case .enumeration(let bits, _): "(enumeration, \(bits) bits)"
        case .structure: "(struct)"
        case .union(let bits, _): "(union, \(bits) bits and the fields of the kind)"
        }
    }

    private func kind(_ one: UnionCase, _ lines: inout Lines) {
        switch one.payload {
        case .structure(let name):
            lines.add("| \(one.number) | `\(one.name)` | the fields of | `\(name)` | | \(joined(one.docs)) |")
        case .fields(let fields):
            lines.add("| \(one.number) | `\(one.name)` | | | | \(joined(one.docs)) |")
            for field in fields { lines.add("| | | \(row(field)) |") }
        }
    }

    private func row(_ field: Field) -> String {
        let optional = field.isOptional
        let name = field.isSpare ? "*spare*" : "`\(field.name)`\(optional ? "?" : "")"
        let unit = (field.unit ?? words.unit(field.type)).map { ", \($0)" } ?? ""
        let width = (optional ? "1 bit; if set " : "") + widths.words(field.type)
        let docs = field.isSpare ? "Zero, kept for later revisions." : joined(field.docs)
        return "\(name) | `\(self.name(field.type))`\(unit) | \(width) | \(docs)"
    }

    private func name(_ type: FieldType) -> String {
        switch type {
        case .bool: "bool"
        case .int(let min, let max): "int \(min.value)..\(max.value)"
        case .text(let limit): "text ≤ \(limit.value)"
        case .bytes(let limit): "bytes ≤ \(limit.value)"
        case .tail(let limit): "tail ≤ \(limit.value)"
        case .list(let element, let limit): "list of \(name(element)) ≤ \(limit.value)"
        case .run(let element, let limit): "run of \(name(element)) ≤ \(limit.value)"
        case .spare: "zero"
        case .named(let name): name
        }
    }

    private func joined(_ docs: [String]) -> String { docs.joined(separator: " ") }
}

extension String {
    /// Where `part` stands first.
    func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
