/// Takes the fields of a JSON object one by one, each with its type and limit; what nobody took is an error.
struct TemplateReader {
    private var fields: [String: JSONValue]
    private let prefix: String

    init(_ fields: [String: JSONValue], prefix: String = "") { (self.fields, self.prefix) = (fields, prefix) }

    /// The name of a key as its author finds it.
    func name(_ key: String) -> String { prefix + key }

    mutating func take(_ key: String) -> JSONValue? { fields.removeValue(forKey: key) }

    mutating func text(
        _ key: String, limit: Int = TemplateLimits.textByteLimit
    ) throws(TemplateError) -> String? {
        guard let value = take(key) else { return nil }
        return try Self.text(value, name(key), limit: limit)
    }

    mutating func required(_ key: String) throws(TemplateError) -> String {
        guard let text = try text(key) else { throw .missingKey(name(key)) }
        guard !text.isEmpty else { throw .invalid(key: name(key), expected: "a text that is not empty") }
        return text
    }

    mutating func integer(_ key: String, in range: ClosedRange<Int>) throws(TemplateError) -> Int? {
        guard let value = take(key) else { return nil }
        guard case .integer(let number) = value else { throw .wrongType(key: name(key), expected: "a whole number") }
        guard range.contains(number) else { throw .outOfRange(key: name(key), range) }
        return number
    }

    mutating func list(_ key: String, limit: Int) throws(TemplateError) -> [JSONValue] {
        guard let value = take(key) else { return [] }
        guard case .list(let elements) = value else { throw .wrongType(key: name(key), expected: "a list") }
        guard elements.count <= limit else { throw .tooLong(key: name(key), limit: limit) }
        return elements
    }

    mutating func arguments(_ key: String) throws(TemplateError) -> [String] {
        let elements = try list(key, limit: TemplateLimits.argumentLimit)
        return try Self.texts(elements, name(key))
    }

    mutating func reader(_ key: String) throws(TemplateError) -> TemplateReader? {
        guard let value = take(key) else { return nil }
        guard case .object(let fields) = value else { throw .wrongType(key: name(key), expected: "an object") }
        return TemplateReader(fields, prefix: name(key) + ".")
    }

    mutating func texts(_ key: String, limit: Int) throws(TemplateError) -> [String: String] {
        guard let value = take(key) else { return [:] }
        guard case .object(let fields) = value else { throw .wrongType(key: name(key), expected: "an object") }
        guard fields.count <= limit else { throw .tooLong(key: name(key), limit: limit) }
        var result: [String: String] = [:]
        for (field, value) in fields {
            guard !field.utf8.contains(0) else { throw .invalid(key: name(key), expected: "without NUL") }
            result[field] = try Self.text(value, "\(name(key)).\(field)", limit: TemplateLimits.textByteLimit)
        }
        return result
    }

    func finish() throws(TemplateError) {
        if let key = fields.keys.min() { throw .unknownKey(name(key)) }
    }

    static func texts(_ elements: [JSONValue], _ name: String) throws(TemplateError) -> [String] {
        var result: [String] = []
        for element in elements { result.append(try text(element, name, limit: TemplateLimits.textByteLimit)) }
        return result
    }

    private static func text(_ value: JSONValue, _ name: String, limit: Int) throws(TemplateError) -> String {
        guard case .text(let text) = value else { throw .wrongType(key: name, expected: "a text") }
        guard text.utf8.count <= limit else { throw .tooLong(key: name, limit: limit) }
        guard !text.utf8.contains(0) else { throw .invalid(key: name, expected: "without NUL") }
        return text
    }
}
