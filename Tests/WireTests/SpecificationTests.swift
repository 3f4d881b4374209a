import Foundation
import Testing
import Wire

@Suite struct SpecificationTests {
    /// Rows of the table of sizes: a vector's name and the bytes it is said to have.
    static func statedSizes() throws -> [(name: String, bytes: Int)] {
        let text = try String(contentsOf: WireVectors.folder.appending(path: "../README.md"), encoding: .utf8)
        let chapter = try #require(text.components(separatedBy: "## 8. What common messages cost").last)
        return try #require(chapter.components(separatedBy: "## 9.").first).split(separator: "\n").compactMap { row in
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, let bytes = Int(cells[1]) else { return nil }
            return (cells[0], bytes)
        }
    }

    @Test func commonMessagesCostWhatTheSpecificationSays() throws {
        let vectors = try MessageVector.load("messages.json")
        let sizes = try SpecificationTests.statedSizes()
        #expect(sizes.count > 15)
        for size in sizes {
            let vector = try #require(vectors.first { $0.name == size.name }, "no vector is called \(size.name)")
            #expect(vector.bytes.count == size.bytes, "\(size.name)")
        }
    }

    @Test func everyRuleOfADecoderIsInTheSpecification() throws {
        let text = try String(contentsOf: WireVectors.folder.appending(path: "../README.md"), encoding: .utf8)
        for error in WireError.allCases { #expect(text.contains("**\(error.rule).")) }
    }
}
