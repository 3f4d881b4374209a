import Foundation
import Testing

@testable import WireGenerator

@Suite struct GeneratedFileTests {
    @Test func theSameSchemaGivesTheSameFiles() throws {
        let files = try (0..<3).map { _ in try GeneratedFileTests.files() }
        #expect(files[0] == files[1] && files[1] == files[2])
    }

    @Test func aLimitOfTheSchemaIsALimitOfBothLanguages() throws {
        let files = try GeneratedFileTests.files()
        let swift = try #require(files.first { $0.path == "Sources/Wire/Generated/Base.generated.swift" })
        let script = try #require(files.first { $0.path == "web-client/src/wire/base.generated.ts" })
        #expect(swift.text.contains("public static let nameByteLimit = 64"))
        #expect(swift.text.contains("try reader.text(input, limit: WireLimits.nameByteLimit)"))
        #expect(script.text.contains("export const nameByteLimit = 64;"))
        #expect(script.text.contains("name: text(nameByteLimit)"))
    }

    @Test func tablesStandBetweenTheirMarks() throws {
        let schema = try SchemaTexts.checked(SchemaTexts.sound)
        let tables = SpecificationTables(schema: schema)
        let fresh = tables.inserted(
            in: "Before.\n\(SpecificationTables.begin)\nold\n\(SpecificationTables.end)\nAfter.\n")
        #expect(fresh.hasPrefix("Before.\n\(SpecificationTables.begin)\n"))
        #expect(fresh.hasSuffix("\(SpecificationTables.end)\nAfter.\n"))
        #expect(!fresh.contains("old") && fresh.contains("| 2 | `rubber` | erases |"))
        #expect(tables.inserted(in: fresh) == fresh)
    }

    @Test func theProjectsFilesAreWhatItsSchemaSays() throws {
        try GeneratedFileTests.project().check()
    }

    @Test func aFileThatDiffersIsNamedWithItsFirstLine() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wire-generator-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try TextFile.write(SchemaTexts.sound, to: "\(folder)/protocol/takhti.schema")
        let project = Project(root: folder)
        try project.write()
        try project.check()
        let path = "\(folder)/Sources/Wire/Generated/Protocol.generated.swift"
        let text = try #require(TextFile.read(path))
        try TextFile.write(text.replacing("revision = 3", with: "revision = 9"), to: path)
        let failure = #expect(throws: Project.Failure.self) { try project.check() }
        #expect(failure?.description.contains("Protocol.generated.swift, line 9:") == true)
        try project.write()
        try project.check()
    }

    @Test func aReleasedSchemaIsKeptAndHeldAgainst() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "wire-generator-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try TextFile.write(SchemaTexts.sound, to: "\(folder)/protocol/takhti.schema")
        for name in ["messages", "ink-strokes", "ink-pages"] {
            try TextFile.write("[]", to: "\(folder)/protocol/vectors/\(name).json")
        }
        let project = Project(root: folder)
        try project.release()
        #expect(TextFile.read("\(folder)/protocol/vectors/released/takhti.1/messages.json") == "[]")
        try TextFile.write(SchemaTexts.with("max 65_535", "max 9"), to: "\(folder)/protocol/takhti.schema")
        #expect(throws: SchemaError.self) { try project.write() }
    }

    private static func files() throws -> [GeneratedFile] {
        GeneratedFile.all(of: try SchemaTexts.checked(SchemaTexts.sound), specification: "")
    }

    private static func project() -> Project {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        return Project(root: tests.appending(path: "../..").standardized.path)
    }
}
