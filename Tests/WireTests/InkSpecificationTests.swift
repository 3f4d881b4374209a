import Foundation
import Testing
import Wire

@Suite struct InkSpecificationTests {
    @Test func everyRuleThatCanBreakIsSpecifiedAndHasAVector() throws {
        let text = try String(contentsOf: WireVectors.folder.appending(path: "../INK.md"), encoding: .utf8)
        let broken = Set(try InkMalformedVector.load().map(\.rule) + ["I30"])
        for error in InkError.allCases where error != .pageIsOver {
            #expect(text.contains("**\(error.rule)**"), "\(error.rule)")
            #expect(broken.contains(error.rule), "\(error.rule)")
        }
    }
}
