/// A mistake in the schema, said in words that help whoever made it.
struct SchemaError: Error, Equatable, CustomStringConvertible {
    var line: Int
    var text: String

    init(_ line: Int, _ text: String) { (self.line, self.text) = (line, text) }

    var description: String { "takhti.schema:\(line): \(text)" }
}
