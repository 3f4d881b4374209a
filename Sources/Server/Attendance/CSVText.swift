/// A table as RFC 4180 has it, in UTF-8 with a byte order mark, so that spreadsheets read every script.
public struct CSVText {
    /// So far.
    public private(set) var text = "\u{FEFF}"

    /// An empty table.
    public init() {}

    /// Adds a row.
    public mutating func add(_ cells: [String]) {
        text += cells.map(CSVText.cell).joined(separator: ",") + "\r\n"
    }

    /// A cell that a spreadsheet shows and does not compute: what would begin a formula gets an apostrophe before it.
    static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { formulaBeginnings.contains($0) } ?? false
        let plain = isFormula ? "'" + text : text
        guard plain.unicodeScalars.contains(where: { special.contains($0) }) else { return plain }
        return "\"" + plain.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// With the wide forms that some spreadsheets take for the same.
    private static let formulaBeginnings = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
    private static let special = Set("\",\r\n".unicodeScalars)
}
