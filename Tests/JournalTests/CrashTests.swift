import Foundation
import Testing

@testable import Journal

@Suite(.serialized, .disabled(if: ProcessInfo.processInfo.environment[WriterProcess.folderVariable] != nil))
struct CrashTests {
    let folder = TestFolder()

    /// Killed 30 times on the same folder, at random moments after its first acknowledgements.
    @Test func whatWasAcknowledgedIsThereWhole() throws {
        let writer = WriterProcess(folder: folder.path)
        defer { unlink(writer.acknowledgements) }
        var total = 0
        for round in 1...30 {
            let known = writer.acknowledged()
            let process = try writer.start()
            // Some writes after its first: however busy this machine is, they are as many.
            let enough = writer.acknowledged().values.reduce(0, +) + .random(in: 11...50)
            let patience = ContinuousClock.now + .seconds(120)
            while writer.acknowledged().values.reduce(0, +) < enough, ContinuousClock.now < patience { usleep(500) }
            usleep(.random(in: 0..<1_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let acknowledged = writer.acknowledged()
            try #require(acknowledged != known, "round \(round): the writer wrote nothing")
            total = Int(acknowledged.values.reduce(0, +))
            let journal = try folder.open()
            defer { journal.close() }
            for (code, last) in acknowledged { try expectWhole(journal, code, atLeast: last) }
        }
        #expect(JournalCheck.check(folder: folder.path) == [])
        #expect(total > 300)
        print("killed 30 times, \(total) writes acknowledged, none missing, none in part")
    }

    private func expectWhole(_ journal: Journal, _ code: String, atLeast acknowledged: Int64) throws {
        let room = try #require(try journal.room(code: code))
        let record = try #require(try journal.record(of: room.id))
        let stored = try #require(record.outboxes.first?.stored)
        #expect(stored >= acknowledged)
        #expect(record.topics.map(\.lastSequence) == [WriterProcess.events(stored), stored])
        #expect(record.topics[1].tail == RoomWrite.events(room.id, topic: 5, 1...stored).entries)
        #expect(record.topics[0].tail == RoomWrite.events(room.id, topic: 4, 1...WriterProcess.events(stored)).entries)
    }

    /// The system calls of the journal's thread: pages into the log, one flush, only then the word.
    @Test(.enabled(if: run("strace", "-V") == 0, "strace is not installed"))
    func eachCommitIsFlushedOnceBeforeItIsTold() throws {
        var writer = WriterProcess(folder: folder.path, count: 10)
        let trace = folder.path + ".trace"
        writer.under = ["strace", "-ff", "-y", "-o", trace, "-e", "trace=fdatasync,fsync,pwrite64,write"]
        defer {
            unlink(writer.acknowledgements)
            _ = run("sh", "-c", "rm -f \(trace).*")
        }
        let process = try writer.start()
        process.waitUntilExit()
        #expect(writer.acknowledged() == ["a": 10, "b": 10, "c": 10])
        let calls = try journalThread(trace)
        let commits = calls.split { $0 == "told" }
        #expect(commits.count == 30)
        // Between two commits the log may have been moved into the database.
        for commit in commits { #expect(Array(commit.suffix(2)) == ["log", "flush log"], "\(commit)") }
    }

    /// What the thread that tells did, in short words; several writes in a row are one.
    private func journalThread(_ trace: String) throws -> [String] {
        let folder = (trace as NSString).deletingLastPathComponent
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            guard "\(folder)/\(name)".hasPrefix(trace + ".") else { continue }
            let lines = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8).split(separator: "\n")
            guard lines.contains(where: { $0.hasPrefix("write(") && $0.contains(".acks>") }) else { continue }
            return lines.compactMap(word).reduce(into: []) { words, word in if words.last != word { words.append(word) }
            }
        }
        return []
    }

    private func word(_ line: Substring) -> String? {
        if line.hasPrefix("write("), line.contains(".acks>") { return "told" }
        guard line.contains("journal.db-wal>") else { return line.contains("journal.db>") ? "database" : nil }
        if line.hasPrefix("pwrite64(") { return "log" }
        return line.hasPrefix("fdatasync(") && line.hasSuffix("= 0") ? "flush log" : "other"
    }
}
