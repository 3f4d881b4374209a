/// Checks that a schema only adds to a released one, so that every released encoding keeps its meaning for good.
struct Evolution {
    private let old: Schema
    private let new: Schema

    /// - Throws: the first declaration that changed what it may not.
    static func check(_ new: Schema, follows old: Schema) throws(SchemaError) {
        let evolution = Evolution(old: old, new: new)
        for declaration in old.declarations { try evolution.check(declaration) }
        guard new.revision >= old.revision else { throw SchemaError(1, "revision \(old.revision) is released already") }
        guard new.revision > old.revision || evolution.shape(new) == evolution.shape(old) else {
            throw SchemaError(1, "something was added to revision \(old.revision), which is released: count it up")
        }
    }

    private func check(_ released: Declaration) throws(SchemaError) {
        guard let present = new.declaration(released.name) else {
            throw SchemaError(1, "'\(released.name)' is released and may not go")
        }
        let line = present.line
        if let before = released.messageLimit?.value, before > present.messageLimit?.value ?? 0 {
            throw SchemaError(line, "'\(released.name)': a released message's limit may only grow")
        }
        switch (released.body, present.body) {
        case (.limit, .limit): break
        case (.alias(let before, _), .alias(let after, _)) where values(before) == values(after): break
        case (.handle(let before), .handle(let after)) where before == after: break
        case (.id(let before), .id(let after)) where before == after: break
        case (.enumeration(let before, let cases), .enumeration(let after, let others)) where before == after:
            try keeps(cases.map { ($0.name, $0.number) }, others.map { ($0.name, $0.number) }, line)
        case (.union(let before, let cases), .union(let after, let others)) where before == after:
            try keeps(cases.map { ($0.name, $0.number) }, others.map { ($0.name, $0.number) }, line)
            try keepsPayloads(cases, others)
        case (.structure(let before), .structure(let after)):
            guard grows(layout(before), layout(after)) else { throw changed(released.name, line) }
        default: throw changed(released.name, line)
        }
    }

    private func keeps(
        _ old: [(name: String, number: Int)], _ new: [(name: String, number: Int)], _ line: Int
    ) throws(SchemaError) {
        for one in old where !new.contains(where: { $0 == one }) { throw changed(one.name, line) }
    }

    private func keepsPayloads(_ old: [UnionCase], _ new: [UnionCase]) throws(SchemaError) {
        for one in old {
            guard let other = new.first(where: { $0.name == one.name }) else { continue }
            switch (one.payload, other.payload) {
            case (.fields(let before), .fields(let after)) where layout(before) == layout(after): break
            case (.structure(let before), .structure(let after)) where before == after: break
            default: throw changed(one.name, other.line)
            }
        }
    }

    private func changed(_ name: String, _ line: Int) -> SchemaError {
        SchemaError(
            line, "'\(name)' is released and may not change; add a kind, a value, or an optional field for a spare bit")
    }

    // MARK: Layouts

    /// What a field is on the wire: its name, whether it is optional, and its type with limits as numbers.
    private struct Slot: Equatable {
        var name: String
        var isOptional: Bool
        var type: FieldType
    }

    /// Spare bits one by one, so that an optional field can take the place of one.
    private func layout(_ fields: [Field]) -> [Slot] {
        fields.flatMap { field -> [Slot] in
            guard case .spare(let bits) = field.type else {
                return [Slot(name: field.name, isOptional: field.isOptional, type: values(field.type))]
            }
            return Array(repeating: Slot(name: "", isOptional: false, type: .spare(bits: 1)), count: bits)
        }
    }

    /// Whether `after` is `before` with some spare bits taken by optional fields or bools.
    private func grows(_ before: [Slot], _ after: [Slot]) -> Bool {
        before.count == after.count
            && zip(before, after).allSatisfy { old, new in
                old == new || old.type == .spare(bits: 1) && (new.isOptional || new.type == .bool)
            }
    }

    /// The type with every limit as a plain number.
    private func values(_ type: FieldType) -> FieldType {
        func plain(_ bound: Bound) -> Bound { Bound(value: bound.value) }
        return switch type {
        case .bool, .spare, .named: type
        case .int(let min, let max): .int(min: plain(min), max: plain(max))
        case .text(let limit): .text(limit: plain(limit))
        case .bytes(let limit): .bytes(limit: plain(limit))
        case .tail(let limit): .tail(limit: plain(limit))
        case .list(let element, let limit): .list(values(element), limit: plain(limit))
        case .run(let element, let limit): .run(values(element), limit: plain(limit))
        }
    }

    /// Everything but comments, sections and the places of lines.
    private func shape(_ schema: Schema) -> [String] {
        schema.declarations.map { declaration in
            let cases =
                switch declaration.body {
                case .enumeration(_, let cases): cases.map { "\($0.name) \($0.number)" }
                case .union(_, let cases): cases.map { "\($0.name) \($0.number)" }
                case .structure(let fields): fields.map { "\($0.name) \($0.isSpare)" }
                case .limit, .alias, .handle, .id: [String]()
                }
            return "\(declaration.name): \(cases)"
        }.sorted()
    }
}
