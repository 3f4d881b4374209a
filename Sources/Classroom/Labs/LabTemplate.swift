import Wire

/// What a room knows of a kind of machine that the house has: enough to decide on commands. How it is run is the house's.
public struct LabTemplate: Hashable, Sendable {
    /// By which it is asked for; at most `nameByteLimit` bytes.
    public var name: String
    /// For people; at most `lineByteLimit` bytes.
    public var title: String
    /// The lab sheet in Markdown, at most `LabTemplate.sheetLimit` bytes: its task items are the steps, in their order.
    public var sheet: String
    /// Steps that can be checked, at most `stepLimit`.
    public var steps: Int

    /// Bytes of a sheet.
    public static let sheetLimit = WireLimits.sheetByteLimit

    /// Each field is described where it is declared.
    public init(name: String, title: String, sheet: String = "", steps: Int = 0) {
        (self.name, self.title, self.sheet, self.steps) = (name, title, sheet, steps)
    }
}
