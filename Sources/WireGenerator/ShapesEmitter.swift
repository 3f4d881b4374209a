/// Writes the schema as data for the tests of the TypeScript side, which make random messages and read JSON with it.
struct ShapesEmitter {
    let schema: Schema

    func file() -> String {
        var lines = Lines(step: 2)
        lines.add("// \(GeneratedFile.notice)")
        lines.add()
        lines.add("import type { Shape } from \"./wire-shape.js\";")
        lines.add()
        lines.add("/** The shape of every type of the schema. */")
        lines.block("export const shapes: Record<string, Shape> = {", "};") { lines in
            for declaration in schema.declarations {
                if let shape = shape(declaration) { lines.add("\(declaration.name): \(shape),") }
            }
        }
        lines.add()
        lines.add("/** Every message of the schema, in its order. */")
        lines.add(
            "export const messageNames = [\(schema.messages.map { "\"\($0.name)\"" }.joined(separator: ", "))] as const;"
        )
        return lines.text
    }

    private func shape(_ declaration: Declaration) -> String? {
        switch declaration.body {
        case .limit: nil
        case .alias(let type, _): shape(type)
        case .handle(let max): "{ of: \"int\", min: 0, max: \(max) }"
        case .id(let bytes): "{ of: \"id\", count: \(bytes) }"
        case .enumeration(_, let cases):
            "{ of: \"enum\", names: [\(cases.map { "\"\($0.name)\"" }.joined(separator: ", "))] }"
        case .structure(let fields): "{ of: \"struct\", fields: [\(shapes(fields))] }"
        case .union(_, let cases):
            "{ of: \"union\", kinds: [\(cases.map(shape).joined(separator: ", "))] }"
        }
    }

    private func shape(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields): "{ name: \"\(one.name)\", fields: [\(shapes(fields))] }"
        case .structure(let name): "{ name: \"\(one.name)\", structure: \"\(name)\" }"
        }
    }

    private func shapes(_ fields: [Field]) -> String {
        fields.filter { !$0.isSpare }.map { field in
            "{ name: \"\(field.name)\", optional: \(field.isOptional), shape: \(shape(field.type)) }"
        }.joined(separator: ", ")
    }

    private func shape(_ type: FieldType) -> String {
        switch type {
        case .bool: "{ of: \"bool\" }"
        case .int(let min, let max): "{ of: \"int\", min: \(min.value), max: \(max.value) }"
        case .text(let limit): "{ of: \"text\", limit: \(limit.value) }"
        case .bytes(let limit), .tail(let limit): "{ of: \"bytes\", limit: \(limit.value) }"
        case .list(let element, let limit): "{ of: \"list\", element: \(shape(element)), limit: \(limit.value) }"
        case .run(let element, let limit): "{ of: \"run\", element: \(shape(element)), limit: \(limit.value) }"
        case .spare: ""
        case .named(let name): "{ of: \"named\", name: \"\(name)\" }"
        }
    }
}
