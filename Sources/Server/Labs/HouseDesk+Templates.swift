/// A kind of machine, for those who open labs.
private struct TemplateLine: Encodable {
    let name, title, about, sheet: String
    /// Steps of the sheet that are checked.
    let steps: Int
}

/// One that cannot be used: which mistake it is, what its words speak of, and the mistake to the letter for who wrote it.
private struct BrokenTemplate: Encodable {
    let name, flaw, detail: String
    let places: [String: String]
}

private struct TemplateList: Encodable {
    let templates: [TemplateLine]
    let broken: [BrokenTemplate]
}

extension HouseDesk {
    /// Kinds of machines that a lab can be opened with: for whoever is signed in.
    func showTemplates(_ caller: Caller) {
        guard caller.visitor != nil else { return caller.refuse(.signInNeeded) }
        let lines = house.labs.templates.map {
            TemplateLine(
                name: $0.name, title: $0.title, about: Self.beginning(of: $0.sheet), sheet: $0.sheet,
                steps: $0.checks.count)
        }
        let broken = house.labs.broken.map { name, why in
            BrokenTemplate(name: name, flaw: why.flaw.name, detail: "\(why)", places: why.flaw.places)
        }
        caller.answer(DeskAnswer(TemplateList(templates: lines, broken: broken)))
    }

    /// The first lines of a sheet that are no heading.
    private static func beginning(of sheet: String) -> String {
        let line = sheet.split(separator: "\n").first { !$0.hasPrefix("#") && !$0.hasPrefix("- ") }
        return String(line?.prefix(200) ?? "")
    }
}
