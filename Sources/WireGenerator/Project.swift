/// The project's folder, as far as the generator knows it.
struct Project {
    var root: String

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let schemaPath = "protocol/takhti.schema"

    /// Writes every file that differs from what the schema says.
    func write() throws {
        for file in try files() where TextFile.read("\(root)/\(file.path)") != file.text {
            try TextFile.write(file.text, to: "\(root)/\(file.path)")
            print("wrote \(file.path)")
        }
    }

    /// - Throws: when a generated file is not what the schema says, with the first line that differs.
    func check() throws {
        let stale = try files().filter { TextFile.read("\(root)/\($0.path)") != $0.text }
        guard let first = stale.first else { return }
        let names = stale.map { "  \($0.path)" }.joined(separator: "\n")
        let hint = difference(TextFile.read("\(root)/\(first.path)") ?? "", first.text)
        throw Failure(
            description:
                "not what the schema says; run `make protocol`:\n\(names)\nfirst difference in \(first.path), \(hint)")
    }

    /// Keeps the schema and its golden vectors as the released ones, against which later schemas are checked and which
    /// the tests of both languages read for good. Takes the place of what was kept, so it is a deliberate act.
    func release() throws {
        let schema = try parsed()
        for name in ["takhti.schema"] + ["messages", "ink-strokes", "ink-pages"].map({ "vectors/\($0).json" }) {
            guard let text = TextFile.read("\(root)/protocol/\(name)") else {
                throw Failure(description: "cannot read \(root)/protocol/\(name)")
            }
            let kept = name.split(separator: "/").last.map(String.init) ?? name
            try TextFile.write(text, to: "\(root)/\(releasedFolder(schema.name))/\(kept)")
        }
        print("released \(schema.name) revision \(schema.revision)")
    }

    private func files() throws -> [GeneratedFile] {
        let schema = try schema()
        return GeneratedFile.all(of: schema, specification: TextFile.read("\(root)/protocol/README.md") ?? "")
    }

    /// The schema, checked against the released one.
    private func schema() throws -> Schema {
        let schema = try parsed()
        if let released = TextFile.read("\(root)/\(releasedFolder(schema.name))/takhti.schema") {
            try Evolution.check(schema, follows: try Parser.schema(released))
        }
        return schema
    }

    private func parsed() throws -> Schema {
        guard let text = TextFile.read("\(root)/\(Project.schemaPath)") else {
            throw Failure(description: "cannot read \(root)/\(Project.schemaPath)")
        }
        let schema = try Parser.schema(text)
        try Validator.check(schema)
        return schema
    }

    private func releasedFolder(_ name: String) -> String { "protocol/vectors/released/\(name)" }

    /// The first line in which two texts differ.
    private func difference(_ old: String, _ new: String) -> String {
        let old = old.split(separator: "\n", omittingEmptySubsequences: false)
        let new = new.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(old, new).prefix { $0 == $1 }.count
        let present = line < old.count ? String(old[line]) : "(end)"
        let wanted = line < new.count ? String(new[line]) : "(end)"
        return "line \(line + 1):\n- \(present)\n+ \(wanted)"
    }
}
