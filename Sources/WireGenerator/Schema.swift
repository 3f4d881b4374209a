/// A parsed and checked schema: every message of the protocol, in the order of the file.
struct Schema: Equatable {
    /// The WebSocket subprotocol, such as `takhti.1`.
    var name: String
    /// Counts additions; both ends of a connection have the same.
    var revision: Int
    var sections: [Section]

    /// A run of declarations that belong together: one generated file in each language, one chapter of tables.
    struct Section: Equatable {
        var name: String
        var title: String
        /// Whether a client may load the section's codecs when they are needed, and provide them to the others then.
        var isLater = false
        var declarations: [Declaration]
    }

    var declarations: [Declaration] { sections.flatMap(\.declarations) }

    /// The section in which `name` is declared.
    func section(of name: String) -> Section? { sections.first { $0.declarations.contains { $0.name == name } } }

    func declaration(_ name: String) -> Declaration? { declarations.first { $0.name == name } }

    /// What a client has from the beginning: all that its messages are made of, without what is marked `later` and what only that
    /// is made of. The codecs of the others are files of their own in TypeScript.
    var first: Set<String> {
        let later = Set(sections.filter(\.isLater).flatMap(\.declarations).map(\.name))
        var first: Set<String> = []
        var found = messages.map(\.name)
        while let name = found.popLast() {
            guard let declaration = declaration(name), !declaration.isLater, !later.contains(name) else { continue }
            if first.insert(name).inserted { found += declaration.firstMentions }
        }
        return first
    }

    /// The declarations that travel or are stored alone.
    var messages: [Declaration] { declarations.filter { $0.messageLimit != nil } }
}
