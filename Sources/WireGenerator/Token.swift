/// The smallest piece of a schema that means something.
struct Token: Equatable {
    enum Kind: Equatable {
        case word(String)
        case number(Int)
        case quoted(String)
        case mark(String)
        /// A `///` comment. `trails` when something stands before it on its line.
        case doc(String, trails: Bool)
        case end
    }

    var kind: Kind
    var line: Int
}

extension Token.Kind: CustomStringConvertible {
    var description: String {
        switch self {
        case .word(let word): "'\(word)'"
        case .number(let number): "'\(number)'"
        case .quoted(let text): "\"\(text)\""
        case .mark(let mark): "'\(mark)'"
        case .doc: "a comment"
        case .end: "the end of the file"
        }
    }
}
