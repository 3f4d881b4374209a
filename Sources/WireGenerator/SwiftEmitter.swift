/// Writes the Swift types and codecs.
struct SwiftEmitter {
    let schema: Schema
    private var words: FieldWords { FieldWords(schema: schema) }

    init(schema: Schema) { self.schema = schema }

    func file(_ section: Schema.Section) -> String {
        var lines = Lines(step: 4)
        lines.add("// \(GeneratedFile.notice)")
        lines.add("// swift-format-ignore-file")
        lines.add()
        lines.add("// \(section.title)")
        limits(section, &lines)
        for declaration in section.declarations { emit(declaration, &lines) }
        return lines.text
    }

    /// The protocol's name and revision.
    func protocolFile() -> String {
        var lines = Lines(step: 4)
        lines.add("// \(GeneratedFile.notice)")
        lines.add("// swift-format-ignore-file")
        lines.add()
        lines.add("/// Which protocol this is.")
        lines.block("public enum WireProtocol {") { lines in
            lines.add("/// The WebSocket subprotocol that both ends agree on.")
            lines.add("public static let name = \"\(schema.name)\"")
            lines.add("/// Counts the additions to the schema; both ends of a connection have the same.")
            lines.add("public static let revision = \(schema.revision)")
        }
        return lines.text
    }

    private func limits(_ section: Schema.Section, _ lines: inout Lines) {
        let limits = section.declarations.compactMap { declaration -> (Declaration, Int, String)? in
            guard case .limit(let value, let unit) = declaration.body else { return nil }
            return (declaration, value, unit)
        }
        guard !limits.isEmpty else { return }
        lines.add()
        lines.block("extension WireLimits {") { lines in
            for (declaration, value, unit) in limits {
                for doc in declaration.docs + ["In \(unit)."] { lines.add("/// \(doc)") }
                lines.add("public static let \(declaration.name) = \(value)")
            }
        }
    }

    private func emit(_ declaration: Declaration, _ lines: inout Lines) {
        if case .limit = declaration.body { return }
        lines.add()
        for doc in declaration.docs { lines.add("/// \(doc)") }
        switch declaration.body {
        case .limit: break
        case .alias(let type, let unit):
            let field = Field(name: "", docs: [], line: 0, type: type, unit: unit)
            if let limit = words.limit(field) { lines.add("/// \(limit)") }
            lines.add("public typealias \(declaration.name) = \(name(type))")
        case .handle(let max): handle(declaration, max, &lines)
        case .id(let bytes): id(declaration, bytes, &lines)
        case .enumeration(let bits, let cases): enumeration(declaration, bits, cases, &lines)
        case .structure(let fields): structure(declaration, fields, &lines)
        case .union(let bits, let cases): union(declaration, bits, cases, &lines)
        }
    }

    private func opening(_ declaration: Declaration) -> String {
        declaration.messageLimit == nil ? "WireValue" : "WireMessage"
    }

    private func byteLimit(_ declaration: Declaration, _ lines: inout Lines) {
        guard let limit = declaration.messageLimit else { return }
        lines.add("/// The most bytes of an encoding (rule W1).")
        lines.add("public static let byteLimit = \(text(limit))")
        lines.add()
    }

    // MARK: Small values

    private func handle(_ declaration: Declaration, _ max: Int, _ lines: inout Lines) {
        let name = declaration.name
        lines.block("public struct \(name): WireValue, Comparable, ExpressibleByIntegerLiteral {") { lines in
            lines.add("/// From 0 to \(max).")
            lines.add("public var number: Int")
            lines.add()
            lines.add("/// The handle with this number.")
            lines.add("public init(_ number: Int) { self.number = number }")
            lines.add()
            lines.add("/// The handle with this number.")
            lines.add("public init(integerLiteral number: Int) { self.number = number }")
            lines.add()
            lines.block(SwiftEmitter.initializer) { $0.add("self.number = try reader.number(input, 0...\(max))") }
            lines.add()
            lines.block(SwiftEmitter.write) { $0.add("try writer.number(number, 0...\(max))") }
            lines.add()
            lines.add("/// The older handle comes first.")
            lines.add("public static func < (one: \(name), other: \(name)) -> Bool { one.number < other.number }")
        }
    }

    private func id(_ declaration: Declaration, _ count: Int, _ lines: inout Lines) {
        lines.block("public struct \(declaration.name): WireValue {") { lines in
            lines.add("/// Exactly \(count).")
            lines.add("public var bytes: [UInt8]")
            lines.add()
            lines.add("/// The identifier with these \(count) bytes; with another number of bytes it has no encoding.")
            lines.add("public init(bytes: [UInt8]) { self.bytes = bytes }")
            lines.add()
            lines.block(SwiftEmitter.initializer) { $0.add("self.bytes = try reader.take(input, \(count))") }
            lines.add()
            lines.block(SwiftEmitter.write) { $0.add("try writer.fixed(bytes, count: \(count))") }
        }
    }

    private func enumeration(_ declaration: Declaration, _ bits: Int, _ cases: [EnumCase], _ lines: inout Lines) {
        lines.block("public enum \(declaration.name): Int, WireValue, CaseIterable {") { lines in
            for one in cases {
                for doc in one.docs { lines.add("/// \(doc)") }
                lines.add("case \(one.name) = \(one.number)")
            }
            lines.add()
            lines.block(SwiftEmitter.initializer) { lines in
                lines.add(
                    "guard let value = Self(rawValue: try reader.bits(input, \(bits))) else { throw .unknownValue }")
                lines.add("self = value")
            }
            lines.add()
            lines.block(SwiftEmitter.write) { $0.add("writer.bits(rawValue, \(bits))") }
        }
    }

    // MARK: Structs

    private func structure(_ declaration: Declaration, _ fields: [Field], _ lines: inout Lines) {
        let visible = fields.filter { !$0.isSpare }
        lines.block("public struct \(declaration.name): \(opening(declaration)) {") { lines in
            byteLimit(declaration, &lines)
            for field in visible {
                lines.add("/// \(words.docs(field))")
                lines.add("public var \(field.name): \(name(field))")
            }
            lines.add()
            lines.add("/// Each field is described where it is declared.")
            lines.block("public init(\(parameters(visible))) {") { lines in
                for field in visible { lines.add("self.\(field.name) = \(field.name)") }
            }
            lines.add()
            lines.block(SwiftEmitter.initializer) { lines in
                for field in fields {
                    lines.add(field.isSpare ? read(field.type) : "self.\(field.name) = \(read(field))")
                }
            }
            lines.add()
            lines.block(SwiftEmitter.write) { lines in
                for field in fields { write(field, &lines) }
            }
        }
    }

    private func parameters(_ fields: [Field]) -> String {
        fields.map { "\($0.name): \(name($0))\($0.isOptional ? " = nil" : "")" }.joined(separator: ", ")
    }

    // MARK: Unions

    private func union(_ declaration: Declaration, _ bits: Int, _ cases: [UnionCase], _ lines: inout Lines) {
        lines.block("public enum \(declaration.name): \(opening(declaration)) {") { lines in
            for one in cases {
                for doc in one.docs { lines.add("/// \(doc)") }
                for field in one.fields {
                    lines.add("/// - \(field.name): \(words.docs(field))")
                }
                lines.add("case \(one.name)\(associated(one))")
            }
            lines.add()
            byteLimit(declaration, &lines)
            lines.block(SwiftEmitter.initializer) { lines in
                lines.add("switch try reader.bits(input, \(bits)) {")
                for one in cases { lines.add("case \(one.number): self = .\(one.name)\(arguments(one))") }
                lines.add("default: throw .unknownKind")
                lines.add("}")
            }
            lines.add()
            lines.block(SwiftEmitter.write) { lines in
                lines.add("switch self {")
                for one in cases { writeCase(one, bits, &lines) }
                lines.add("}")
            }
        }
    }

    private func associated(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields):
            fields.isEmpty ? "" : "(\(fields.map { "\($0.name): \(name($0))" }.joined(separator: ", ")))"
        case .structure(let name): "(\(name))"
        }
    }

    private func arguments(_ one: UnionCase) -> String {
        switch one.payload {
        case .fields(let fields):
            fields.isEmpty ? "" : "(\(fields.map { "\($0.name): \(read($0))" }.joined(separator: ", ")))"
        case .structure(let name): "(try \(name)(input, &reader))"
        }
    }

    private func writeCase(_ one: UnionCase, _ bits: Int, _ lines: inout Lines) {
        switch one.payload {
        case .fields(let fields):
            let bound = fields.map { "let \($0.name)" }.joined(separator: ", ")
            lines.branch("case .\(one.name)\(fields.isEmpty ? "" : "(\(bound))"):") { lines in
                lines.add("writer.bits(\(one.number), \(bits))")
                for field in fields { write(field, &lines) }
            }
        case .structure:
            lines.branch("case .\(one.name)(let fields):") { lines in
                lines.add("writer.bits(\(one.number), \(bits))")
                lines.add("try fields.write(&writer)")
            }
        }
    }

    // MARK: Fields

    private static let initializer =
        "public init(_ input: Span<UInt8>, _ reader: inout ByteReader) throws(WireError) {"
    private static let write = "public func write(_ writer: inout ByteWriter) throws(WireError) {"

    func name(_ field: Field) -> String { name(field.type) + (field.isOptional ? "?" : "") }

    private func name(_ type: FieldType) -> String {
        switch type {
        case .bool: "Bool"
        case .int, .spare: "Int"
        case .text: "String"
        case .bytes, .tail: "[UInt8]"
        case .list(let element, _), .run(let element, _): "[\(name(element))]"
        case .named(let name): name
        }
    }

    private func read(_ field: Field) -> String {
        field.isOptional ? "try reader.bit(input) ? \(read(field.type)) : nil" : read(field.type)
    }

    private func read(_ type: FieldType) -> String {
        switch type {
        case .bool: return "try reader.bit(input)"
        case .int(let min, let max): return "try reader.number(input, \(range(min, max)))"
        case .text(let limit): return "try reader.text(input, limit: \(text(limit)))"
        case .bytes(let limit): return "try reader.bytes(input, limit: \(text(limit)))"
        case .tail(let limit): return "try reader.tail(input, limit: \(text(limit)))"
        case .list(let element, let limit), .run(let element, let limit):
            let body = "{ (input, reader) throws(WireError) in \(read(element)) }"
            return "try reader.\(type.isRun ? "run" : "list")(input, limit: \(text(limit))) \(body)"
        case .spare(let bits): return "try reader.spare(input, \(bits))"
        case .named(let name):
            if case .alias(let inner, _) = schema.declaration(name)?.body { return read(inner) }
            return "try \(name)(input, &reader)"
        }
    }

    private func write(_ field: Field, _ lines: inout Lines) {
        guard field.isOptional else { return lines.add(write(field.type, field.name)) }
        lines.add("writer.bit(\(field.name) != nil)")
        lines.add("if let \(field.name) { \(write(field.type, field.name)) }")
    }

    private func write(_ type: FieldType, _ value: String) -> String {
        switch type {
        case .bool: return "writer.bit(\(value))"
        case .int(let min, let max): return "try writer.number(\(value), \(range(min, max)))"
        case .text(let limit): return "try writer.text(\(value), limit: \(text(limit)))"
        case .bytes(let limit): return "try writer.bytes(\(value), limit: \(text(limit)))"
        case .tail(let limit): return "try writer.tail(\(value), limit: \(text(limit)))"
        case .list(let element, let limit), .run(let element, let limit):
            let body = "{ (element, writer) throws(WireError) in \(write(element, "element")) }"
            return "try writer.\(type.isRun ? "run" : "list")(\(value), limit: \(text(limit))) \(body)"
        case .spare(let bits): return "writer.spare(\(bits))"
        case .named(let name):
            if case .alias(let inner, _) = schema.declaration(name)?.body { return write(inner, value) }
            return "try \(value).write(&writer)"
        }
    }

    private func range(_ min: Bound, _ max: Bound) -> String { "\(text(min))...\(text(max))" }

    private func text(_ bound: Bound) -> String { bound.name.map { "WireLimits.\($0)" } ?? "\(bound.value)" }
}
