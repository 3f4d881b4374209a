/// What a reader of generated code should know of a field besides its name and type.
struct FieldWords {
    let schema: Schema

    /// The field's comment as a sentence, with its unit and its limit.
    func docs(_ field: Field) -> String {
        let text = field.docs.joined(separator: " ").capitalizedFirst
        return ([text + (text.hasSuffix(".") ? "" : ".")] + [limit(field)].compactMap { $0 }).joined(separator: " ")
    }

    /// A field's range or limit with its unit, as a sentence; nil when its type says all.
    func limit(_ field: Field) -> String? {
        let unit = (field.unit ?? self.unit(field.type)).map { ", in \($0)" } ?? ""
        switch resolved(field.type) {
        case .int(let min, let max): return "From \(min.value) to \(max.value)\(unit)."
        case .text(let limit), .bytes(let limit), .tail(let limit): return "At most \(limit.value) bytes."
        case .list(_, let limit), .run(_, let limit): return "At most \(limit.value)."
        case .bool, .spare, .named: return nil
        }
    }

    /// The unit that a type brings along.
    func unit(_ type: FieldType) -> String? {
        guard case .named(let name) = type, case .alias(let inner, let unit) = schema.declaration(name)?.body else {
            return nil
        }
        return unit ?? self.unit(inner)
    }

    /// The type behind aliases.
    func resolved(_ type: FieldType) -> FieldType {
        guard case .named(let name) = type, case .alias(let inner, _) = schema.declaration(name)?.body else {
            return type
        }
        return resolved(inner)
    }
}
