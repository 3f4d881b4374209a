import Foundation
import Testing

@testable import Terminal

/// What a server would send while people type (protocol/vectors/typing.json), from recordings of real programs.
@Suite struct TypingVectorTests {
    /// A recording of protocol/terminal/record-typing.py.
    private struct Recording: Decodable {
        struct Event: Decodable {
            let milliseconds: Int
            let isKey: Bool
            let bytes: [UInt8]

            init(from decoder: Decoder) throws {
                var fields = try decoder.unkeyedContainer()
                milliseconds = try fields.decode(Int.self)
                isKey = try fields.decode(String.self) == "keys"
                bytes = try fields.decode(String.self).unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            }
        }

        let rows: Int
        let columns: Int
        let events: [Event]

        static func all() throws -> [(name: String, recording: Recording)] {
            let folder = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../protocol/terminal/typing").standardized
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return try files.sorted { $0.path < $1.path }.map {
                let recording = try JSONDecoder().decode(Recording.self, from: Data(contentsOf: $0))
                return ($0.deletingPathExtension().lastPathComponent, recording)
            }
        }
    }

    /// Milliseconds between frames at least.
    private static let tick = 33
    /// Milliseconds after a keystroke until a frame says that it shows its echo.
    private static let echoDelay = 50

    private struct Server {
        var terminal: Terminal
        var shown = ScreenState.origin
        var typed = 0
        var keyTimes: [Int] = []
        var frames: [JSONValue] = []

        /// A frame at `time`, when there is something to say.
        mutating func tick(at time: Int) {
            let echoed = keyTimes.prefix { $0 + TypingVectorTests.echoDelay <= time }.count
            let difference = ScreenDifference(from: shown, to: terminal.state)
            guard !difference.isEmpty || echoed > typed else { return }
            typed = echoed
            shown = terminal.state
            frames.append(.list([.number(time), .number(typed), .hex(difference.encoded())]))
        }
    }

    private static func json(_ name: String, _ recording: Recording) -> JSONValue {
        let size = TerminalSize(rows: recording.rows, columns: recording.columns)
        var server = Server(terminal: Terminal(size: size))
        var keys: [JSONValue] = []
        var time = 0
        for event in recording.events {
            while time < event.milliseconds {
                server.tick(at: time)
                time += tick
            }
            if event.isKey {
                server.keyTimes.append(event.milliseconds)
                keys.append(.list([.number(event.milliseconds), .hex(event.bytes)]))
            } else {
                server.terminal.feed(event.bytes)
            }
        }
        for _ in 0..<4 {
            server.tick(at: time)
            time += tick
        }
        return .object([("name", .text(name)), ("keys", .list(keys)), ("frames", .list(server.frames))])
    }

    @Test("typing.json holds the frames of its recordings")
    func file() throws {
        let vectors = try Recording.all().map { Self.json($0.name, $0.recording) }
        #expect(try VectorFile(name: "typing.json").holds(JSONValue.file(vectors)))
    }
}
