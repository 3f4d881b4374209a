/// Reads the schema language. The grammar, with `…` for repetition:
///
///     schema   protocol WORD  revision NUMBER  section…
///     section  section WORD "TITLE" [later]  declaration…
///     limit    limit NAME = NUMBER UNIT
///     alias    alias NAME = type [in UNIT]
///     handle   handle NAME max NUMBER
///     id       id NAME NUMBER bytes
///     enum     enum NAME NUMBER bits { NAME = NUMBER … }
///     struct   [message] struct NAME [limit BOUND] { field… }
///     union    [message] union NAME NUMBER bits [limit BOUND] { [later] NAME = NUMBER [NAME | { field… }] … }
///     field    NAME[?]: type [in UNIT]    or    spare NUMBER
///     type     bool  int<BOUND..BOUND>  text<BOUND>  bytes<BOUND>  tail<BOUND>  list<type, BOUND>  run<type, BOUND>  NAME
///
/// `later` may stand before any declaration, too: see `Schema.first`.
///
/// A `///` comment describes what follows it, or what stands before it on its line.
struct Parser {
    private var tokens: ArraySlice<Token>
    private var limits: [String: Int] = [:]

    static func schema(_ text: String) throws(SchemaError) -> Schema {
        var parser = Parser(tokens: try Lexer.tokens(of: text)[...])
        return try parser.schema()
    }

    private mutating func schema() throws(SchemaError) -> Schema {
        _ = docs()
        try expect("protocol")
        let name = try word("the protocol's name")
        try expect("revision")
        var schema = Schema(name: name, revision: try number(), sections: [])
        while peek != .end { schema.sections.append(try section()) }
        return schema
    }

    private mutating func section() throws(SchemaError) -> Schema.Section {
        _ = docs()
        try expect("section")
        let name = try word("the section's name")
        guard case .quoted(let title) = peek else { throw unexpected("the section's title in quotes") }
        advance()
        let isLater = take(.word("later"))
        var section = Schema.Section(name: name, title: title, isLater: isLater, declarations: [])
        while peekPastDocs != .word("section"), peekPastDocs != .end {
            section.declarations.append(try declaration())
        }
        if peek != .end { _ = docs() }
        return section
    }

    // MARK: Declarations

    private mutating func declaration() throws(SchemaError) -> Declaration {
        let docs = docs()
        let isLater = take(.word("later"))
        let isMessage = take(.word("message"))
        let line = line
        let keyword = try word("a declaration")
        let name = try word("the name of a declaration")
        var declaration = Declaration(name: name, docs: docs, line: line, body: .structure([]), isLater: isLater)
        switch keyword {
        case "limit": declaration.body = try limit(name)
        case "alias": declaration.body = try alias()
        case "handle": declaration.body = try handle()
        case "id":
            declaration.body = .id(bytes: try number())
            try expect("bytes")
        case "enum": declaration.body = try enumeration()
        case "struct":
            declaration.messageLimit = try messageLimit(isMessage)
            declaration.body = .structure(try fields())
        case "union":
            let bits = try bits()
            declaration.messageLimit = try messageLimit(isMessage)
            declaration.body = .union(bits: bits, try unionCases())
        default: throw SchemaError(line, "'\(keyword)' starts no declaration")
        }
        declaration.docs += trailingDocs()
        return declaration
    }

    private mutating func limit(_ name: String) throws(SchemaError) -> Declaration.Body {
        try expect("=")
        let value = try number()
        limits[name] = value
        return .limit(value, unit: try word("the limit's unit"))
    }

    private mutating func alias() throws(SchemaError) -> Declaration.Body {
        try expect("=")
        let type = try type()
        return .alias(type, unit: try unit())
    }

    private mutating func handle() throws(SchemaError) -> Declaration.Body {
        try expect("max")
        return .handle(max: try number())
    }

    private mutating func messageLimit(_ isMessage: Bool) throws(SchemaError) -> Bound? {
        guard isMessage else { return nil }
        guard take(.word("limit")) else { throw unexpected("'limit': a message has a limit in bytes") }
        return try bound()
    }

    private mutating func bits() throws(SchemaError) -> Int {
        let bits = try number()
        try expect("bits")
        return bits
    }

    private mutating func enumeration() throws(SchemaError) -> Declaration.Body {
        let bits = try bits()
        var cases: [EnumCase] = []
        try expect("{")
        while !isAtBrace {
            let docs = docs()
            let line = line
            let name = try word("the name of a value")
            try expect("=")
            cases.append(EnumCase(name: name, number: try number(), docs: docs + trailingDocs(), line: line))
        }
        try expect("}")
        return .enumeration(bits: bits, cases)
    }

    private mutating func unionCases() throws(SchemaError) -> [UnionCase] {
        var cases: [UnionCase] = []
        try expect("{")
        while !isAtBrace {
            let docs = docs()
            let line = line
            let isLater = take(.word("later"))
            let name = try word("the name of a kind")
            try expect("=")
            var one = UnionCase(
                name: name, number: try number(), docs: docs, line: line, payload: .fields([]), isLater: isLater)
            if peek == .mark("{") { one.payload = .fields(try fields()) }
            if case .word(let structure) = peek, self.line == line {
                advance()
                one.payload = .structure(structure)
            }
            one.docs += trailingDocs()
            cases.append(one)
        }
        try expect("}")
        return cases
    }

    // MARK: Fields

    private mutating func fields() throws(SchemaError) -> [Field] {
        var fields: [Field] = []
        try expect("{")
        while !isAtBrace {
            let docs = docs()
            var field = try field()
            field.docs = docs + trailingDocs()
            fields.append(field)
        }
        try expect("}")
        return fields
    }

    private mutating func field() throws(SchemaError) -> Field {
        let line = line
        let name = try word("the name of a field")
        if name == "spare", case .number(let bits) = peek {
            advance()
            return Field(name: name, docs: [], line: line, type: .spare(bits: bits))
        }
        let isOptional = take(.mark("?"))
        try expect(":")
        let type = try type()
        return Field(name: name, docs: [], line: line, type: type, isOptional: isOptional, unit: try unit())
    }

    private mutating func unit() throws(SchemaError) -> String? {
        guard take(.word("in")) else { return nil }
        if case .quoted(let unit) = peek {
            advance()
            return unit
        }
        return try word("a unit")
    }

    private mutating func type() throws(SchemaError) -> FieldType {
        let name = try word("a type")
        switch name {
        case "bool": return .bool
        case "int":
            try expect("<")
            let min = try bound()
            try expect("..")
            let max = try bound()
            try expect(">")
            return .int(min: min, max: max)
        case "text": return .text(limit: try bracketed())
        case "bytes": return .bytes(limit: try bracketed())
        case "tail": return .tail(limit: try bracketed())
        case "list", "run":
            try expect("<")
            let element = try type()
            guard take(.mark(",")) else { throw unexpected("',' and a limit: a \(name) has a greatest count") }
            let limit = try bound()
            try expect(">")
            return name == "list" ? .list(element, limit: limit) : .run(element, limit: limit)
        default: return .named(name)
        }
    }

    private mutating func bracketed() throws(SchemaError) -> Bound {
        guard take(.mark("<")) else { throw unexpected("'<' and a limit in bytes") }
        let bound = try bound()
        try expect(">")
        return bound
    }

    private mutating func bound() throws(SchemaError) -> Bound {
        switch peek {
        case .number(let value):
            advance()
            return Bound(value: value)
        case .word(let name):
            guard let value = limits[name] else { throw SchemaError(line, "no limit '\(name)' is declared above") }
            advance()
            return Bound(value: value, name: name)
        default: throw unexpected("a number or the name of a limit")
        }
    }

    // MARK: Tokens

    private var peek: Token.Kind { tokens.first?.kind ?? .end }

    private var line: Int { tokens.first?.line ?? 0 }

    private var isAtBrace: Bool { peekPastDocs == .mark("}") || peek == .end }

    private var peekPastDocs: Token.Kind {
        tokens.first { if case .doc = $0.kind { false } else { true } }?.kind ?? .end
    }

    private mutating func advance() { tokens = tokens.dropFirst() }

    private mutating func take(_ kind: Token.Kind) -> Bool {
        guard peek == kind else { return false }
        advance()
        return true
    }

    /// The comments before what comes next.
    private mutating func docs() -> [String] {
        var docs: [String] = []
        while case .doc(let text, _) = peek {
            docs.append(text)
            advance()
        }
        return docs
    }

    /// The comment at the end of the line just read.
    private mutating func trailingDocs() -> [String] {
        guard case .doc(let text, trails: true) = peek else { return [] }
        advance()
        return [text]
    }

    private mutating func expect(_ text: String) throws(SchemaError) {
        guard take(.mark(text)) || take(.word(text)) else { throw unexpected("'\(text)'") }
    }

    private mutating func word(_ what: String) throws(SchemaError) -> String {
        guard case .word(let word) = peek else { throw unexpected(what) }
        advance()
        return word
    }

    private mutating func number() throws(SchemaError) -> Int {
        guard case .number(let number) = peek else { throw unexpected("a number") }
        advance()
        return number
    }

    private func unexpected(_ wanted: String) -> SchemaError {
        SchemaError(line, "expected \(wanted), found \(peek)")
    }
}
