/// Cuts a schema into tokens.
struct Lexer {
    private var rest: Substring
    private var line = 1
    private var tokens: [Token] = []

    static func tokens(of text: String) throws(SchemaError) -> [Token] {
        var lexer = Lexer(rest: text[...])
        while try lexer.next() {}
        return lexer.tokens + [Token(kind: .end, line: lexer.line)]
    }

    private mutating func next() throws(SchemaError) -> Bool {
        guard let first = rest.first else { return false }
        switch first {
        case "\n":
            line += 1
            rest.removeFirst()
        case " ", "\t": rest.removeFirst()
        case "/": try comment()
        case "\"": try quoted()
        case "{", "}", "<", ">", "=", ":", ",", "?": add(.mark(String(rest.removeFirst())))
        case ".":
            guard rest.hasPrefix("..") else { throw SchemaError(line, "a single '.' means nothing here") }
            rest.removeFirst(2)
            add(.mark(".."))
        case "-", "0"..."9": try number()
        case "a"..."z", "A"..."Z": word()
        default: throw SchemaError(line, "the character '\(first)' means nothing here")
        }
        return true
    }

    private mutating func add(_ kind: Token.Kind) { tokens.append(Token(kind: kind, line: line)) }

    private mutating func comment() throws(SchemaError) {
        guard rest.hasPrefix("//") else { throw SchemaError(line, "a single '/' means nothing here") }
        let text = rest.prefix { $0 != "\n" }
        if text.hasPrefix("///") {
            add(.doc(text.dropFirst(3).trimmed, trails: tokens.last?.line == line))
        }
        rest = rest.dropFirst(text.count)
    }

    private mutating func quoted() throws(SchemaError) {
        let text = rest.dropFirst().prefix { $0 != "\"" && $0 != "\n" }
        rest = rest.dropFirst(1 + text.count)
        guard rest.first == "\"" else { throw SchemaError(line, "a quoted text does not end on its line") }
        rest.removeFirst()
        add(.quoted(String(text)))
    }

    private mutating func number() throws(SchemaError) {
        let digits = rest.prefix { $0 == "-" || $0 == "_" || $0.isNumber }
        guard let value = Int(digits.filter { $0 != "_" }) else {
            throw SchemaError(line, "'\(digits)' is not a number")
        }
        rest = rest.dropFirst(digits.count)
        add(.number(value))
    }

    private mutating func word() {
        var word = rest.prefix { $0.isLetter || $0.isNumber }
        let afterDot = rest.dropFirst(word.count)
        if afterDot.first == ".", afterDot.dropFirst().first?.isNumber == true {
            word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "." }
        }
        rest = rest.dropFirst(word.count)
        add(.word(String(word)))
    }
}

extension Substring {
    /// Without spaces at either end.
    var trimmed: String {
        var text = drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
