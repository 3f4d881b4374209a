import Classroom
import Wire

extension PollContent {
    /// What a row of the result says.
    func text(of row: TallyRow) -> String {
        switch pollKind {
        case .words, .text, .number: row.word ?? ""
        case .rating: "\(row.row)"
        case .spot: "cell \(row.row)"
        case .single, .multiple, .truth, .ranking: text(of: row.row)
        }
    }

    /// What a person answered.
    func text(of answer: Answer) -> String {
        switch answer {
        case .option(let option): text(of: option)
        case .options(let options):
            options.map { text(of: $0) }.joined(separator: pollKind == .ranking ? " > " : "; ")
        case .words(let words): words.joined(separator: "; ")
        case .text(let text): text
        case .rating(let rating): "\(rating)"
        case .number(let number): number.text
        case .spot(let x, let y): "\(x / 8); \(y / 8)"
        case .nothing: ""
        }
    }

    private func text(of option: OptionIndex) -> String {
        if pollKind == .truth { return option == 0 ? "true" : "false" }
        guard options.indices.contains(option) else { return "" }
        let (text, picture) = (options[option].text, options[option].picture)
        return text.isEmpty ? picture?.description ?? "" : text
    }
}

extension PollResult {
    /// Whether an option is a right one; nil where a row is no option, or nothing is marked.
    func isRight(row: Int) -> Bool? {
        guard case .options(let right) = key, content.pollKind != .ranking else { return nil }
        return right.contains(row)
    }
}
