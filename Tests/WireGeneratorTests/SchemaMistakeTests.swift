import Testing

@testable import WireGenerator

/// Each mistake in a schema is said on its line, in words that say what to do.
@Suite struct SchemaMistakeTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        let part, other, words: String
        init(_ part: String, _ other: String, _ words: String) {
            (self.part, self.other, self.words) = (part, other, words)
        }
        var testDescription: String { words }
    }

    static let mistakes = [
        Mistake("revision 3", "version 3", "expected 'revision', found 'version'"),
        Mistake("64 bytes", "64", "expected the limit's unit, found a comment"),
        Mistake("limit 1_000", "", "expected 'limit': a message has a limit in bytes, found '{'"),
        Mistake("<nameByteLimit>", "", "expected '<' and a limit in bytes, found a comment"),
        Mistake("<nameByteLimit>", "<otherLimit>", "no limit 'otherLimit' is declared above"),
        Mistake(", 300>", ">", "expected ',' and a limit: a list has a greatest count, found '>'"),
        Mistake("rubber = 2", "rubber = 0", "number 0 is both 'pen' and 'rubber'"),
        Mistake("rubber = 2", "rubber = 4", "'rubber': number 4 is not in 0...3"),
        Mistake("rubber = 2", "pen = 2", "'pen' is named twice"),
        Mistake("ended = 1 ", "ended = 0 ", "number 0 is both 'began' and 'ended'"),
        Mistake("ended = 1 ", "ended = 7 ", "'ended': number 7 is not in 0...6"),
        Mistake("handle Topic", "handle Tool", "'Tool' is declared twice"),
        Mistake("tool: Tool ", "tool: Tol ", "nothing is called 'Tol'"),
        Mistake("tool: Tool ", "tool: Event ", "'Event' is declared below its use"),
        Mistake("tool: Tool ", "tool: Stroke ", "'Stroke' is declared below its use"),
        Mistake("tool: Tool ", "tool: nameByteLimit ", "'nameByteLimit' is a limit, not a type"),
        Mistake("tool: Tool ", "name: Tool ", "'Stroke' has two fields 'name'"),
        Mistake("tool: Tool ", "Tool: Tool ", "'Tool' must start with a lower-case letter"),
        Mistake("struct Stroke", "struct stroke", "'stroke' must start with an upper-case letter"),
        Mistake("tool: Tool ", "self: Tool ", "'self' is a word of Swift or TypeScript; choose another"),
        Mistake("topic: Topic ", "kind: Topic ", "'kind' names the kind itself; call this field something else"),
        Mistake("/// which", "", "'tool' has no /// comment"),
        Mistake("/// It ended.", "", "'ended' has no /// comment"),
        Mistake("/// A tool.", "", "'Tool' has no /// comment"),
        Mistake("0..1_000", "5..5", "the range 5..5 holds nothing"),
        Mistake("0..1_000", "-1..9_007_199_254_740_991", "a range must lie in -2251799813685248...2251799813685248"),
        Mistake("spare 2", "spare 9", "spare: from 1 to 8 bits, not 9"),
        Mistake("topic: Topic ", "spare 1 topic: Topic ", "spare bits belong in a struct; name one for 'named'"),
        Mistake("Tool 2 bits", "Tool 9 bits", "'Tool': from 1 to 8 bits, not 9"),
        Mistake("TabID 8", "TabID 0", "id 'TabID': from 1 to 64 bytes"),
        Mistake("max 65_535", "max 0", "handle 'Topic': max from 1 to 2^32"),
        Mistake("limit 1_000", "limit 100_000_000", "'Batch': a limit from 1 to 2^26"),
        Mistake("= 64 bytes", "= 0 bytes", "limit 'nameByteLimit' is not positive"),
        Mistake("count?: Count", "count: tail<9>", "'count' runs to the end: last of 'Stroke', never optional"),
        Mistake("rest: tail", "rest?: tail", "'rest' runs to the end: last of 'named', never optional"),
        Mistake("list<Count, 300>", "list<Event, 300>", "'Event' is declared below its use"),
        Mistake("run<Event, 10>", "list<Event, 10>", "an element of a list cannot run to the end"),
        Mistake("list<Count, 300>", "list<list, 300>", "expected '<', found ','"),
        Mistake("list<Count, 300>", "list<tail<3>, 3>", "an element is no list, run, tail or spare; name a struct"),
        Mistake("began = 0 Stroke", "began = 0 Tool", "'Tool' is no struct; write '{ field: Tool }'"),
        Mistake("topic: Topic ", "topic: bool ", "'Topic' is used nowhere"),
        Mistake("bool ", "bool & ", "the character '&' means nothing here"),
        Mistake("\"Base\"", "\"Base", "a quoted text does not end on its line"),
        Mistake("struct Stroke", "record Stroke", "'record' starts no declaration"),
    ]

    @Test(arguments: mistakes)
    func isSaidInWords(_ mistake: Mistake) {
        let error = #expect(throws: SchemaError.self) {
            try SchemaTexts.checked(SchemaTexts.with(mistake.part, mistake.other))
        }
        #expect(error?.text == mistake.words)
    }

    @Test func theSoundSchemaHasNone() throws {
        #expect(try SchemaTexts.checked(SchemaTexts.sound).messages.map(\.name) == ["Batch"])
    }

    @Test func theLineOfAMistakeIsSaid() {
        let error = #expect(throws: SchemaError.self) {
            try SchemaTexts.checked(SchemaTexts.with("rubber = 2", "rubber = 0"))
        }
        #expect(error?.description == "takhti.schema:14: number 0 is both 'pen' and 'rubber'")
    }
}
