import Foundation
import Testing
import Wire

@Suite struct InkSpecificationTests {
    private static let root = WireVectors.folder.appending(path: "../..").standardized

    /// What INK.md defines.
    private static func rules() throws -> Set<String> {
        let text = try String(contentsOf: root.appending(path: "protocol/INK.md"), encoding: .utf8)
        return Set(text.matches(of: /\*\*(I[0-9]+)\*\*/).map { String($0.1) })
    }

    /// What the sources of one language name.
    private static func cited(_ folder: String) throws -> Set<String> {
        let folder = root.appending(path: folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
            !$0.contains("generated")
        }
        return try files.reduce(into: []) { rules, file in
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            rules.formUnion(text.matches(of: /\bI[0-9]{1,2}\b/).map { String($0.0) })
        }
    }

    @Test func everyRuleThatCanBreakHasAVector() throws {
        let broken = Set(try InkMalformedVector.load().map(\.rule))
        let ranges = Set(
            try WireVectors.entries("ink-ranges.json").filter { !($0["result"] is [Any]) }.map { try $0.text("rule") })
        // I22 is what any slice after an error breaks: the tests of the vectors try it after each.
        for error in InkError.allCases where error != .pageIsOver {
            #expect(broken.union(ranges).contains(error.rule), "\(error.rule)")
        }
    }

    @Test func everyRuleIsInCodeAndEveryRuleInCodeIsSpecified() throws {
        let rules = try Self.rules()
        #expect(rules.isSuperset(of: InkError.allCases.map(\.rule)))
        #expect(try Self.cited("Sources/Wire/Ink") == rules)
        #expect(try Self.cited("web-client/src/wire/ink").isSubset(of: rules))
        for file in ["strokes", "pages", "malformed", "ranges", "pieces"] {
            let named = Set(try WireVectors.entries("ink-\(file).json").map { try $0.text("rule") })
            #expect(named.isSubset(of: rules), "\(file)")
        }
    }
}
