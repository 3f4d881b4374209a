import Testing

@testable import WireGenerator

/// What a later revision may add, and what it may never touch.
@Suite struct EvolutionTests {
    static let allowed = [
        ("rubber = 2  /// erases", "rubber = 2  /// erases\n marker = 1  /// paints"),
        ("ended = 1 ", "paused = 5  /// It paused.\n ended = 1 "),
        ("spare 2", "width?: Count  /// how wide\n spare 1"),
        ("spare 2", "hidden: bool  /// or not\n high: bool  /// or not"),
        ("/// A tool.", "/// What writes."),
        (
            "/// What travels.",
            "/// A colour.\n message struct Colour limit 9 { red: bool /// or not\n }\n /// What travels."
        ),
        ("limit 1_000", "limit 2_000"),
    ]

    @Test(arguments: allowed)
    func mayBeAdded(_ part: String, _ other: String) throws {
        try EvolutionTests.check(SchemaTexts.with(part, other), revision: 4)
    }

    static let forbidden = [
        ("rubber = 2", "rubber = 3"), ("rubber = 2", "eraser = 2"), ("ended = 1 ", "ended = 3 "),
        ("Tool 2 bits", "Tool 3 bits"), ("Event 3 bits", "Event 4 bits"), ("max 65_535", "max 65_536"),
        ("TabID 8", "TabID 16"), ("= 64 bytes", "= 65 bytes"), ("0..1_000", "0..1_001"), ("limit 1_000", "limit 999"),
        ("spare 2", "spare 3"), ("spare 2", "width: Count  /// how wide\n spare 1"), ("spare 2", ""),
        ("topic: Topic        /// where", ""), ("count?: Count", "count: Count"),
        ("list<Count, 300>", "list<Count, 301>"),
        ("from: TabID", "by: TabID"), ("began = 0 Stroke", "began = 0 "),
    ]

    @Test(arguments: forbidden)
    func mayNotChange(_ part: String, _ other: String) {
        #expect(throws: SchemaError.self) { try EvolutionTests.check(SchemaTexts.with(part, other), revision: 4) }
    }

    @Test func anAdditionCountsTheRevisionUp() {
        let added = SchemaTexts.with("ended = 1 ", "paused = 5  /// It paused.\n ended = 1 ")
        let error = #expect(throws: SchemaError.self) { try EvolutionTests.check(added, revision: 3) }
        #expect(error?.text == "something was added to revision 3, which is released: count it up")
    }

    @Test func theRevisionNeverGoesBack() {
        #expect(throws: SchemaError.self) { try EvolutionTests.check(SchemaTexts.sound, revision: 2) }
    }

    @Test func aReleasedSchemaFollowsItself() throws {
        try EvolutionTests.check(SchemaTexts.sound, revision: 3)
    }

    private static func check(_ text: String, revision: Int) throws(SchemaError) {
        var schema = try Parser.schema(text)
        schema.revision = revision
        try Evolution.check(schema, follows: try Parser.schema(SchemaTexts.sound))
    }
}
