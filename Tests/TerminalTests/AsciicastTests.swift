import Foundation
import TerminalTesting
import Testing

@testable import Terminal

/// asciicast v2 (https://docs.asciinema.org/manual/asciicast/v2/): a header, then events of time, code and data.
@Suite struct AsciicastTests {
    struct Header: Decodable, Equatable {
        var version = 2
        let width: Int
        let height: Int
        var timestamp: Int?
        var title: String?
    }

    struct Event: Decodable, Equatable {
        let time: Double
        let code: String
        let data: String

        init(_ time: Double, _ code: String, _ data: String) { (self.time, self.code, self.data) = (time, code, data) }

        init(from decoder: Decoder) throws {
            var fields = try decoder.unkeyedContainer()
            time = try fields.decode(Double.self)
            code = try fields.decode(String.self)
            data = try fields.decode(String.self)
        }
    }

    /// The header and the events of a file.
    private func read(_ text: String) throws -> (Header, [Event]) {
        let lines = text.split(separator: "\n").map { Data($0.utf8) }
        let header = try JSONDecoder().decode(Header.self, from: try #require(lines.first))
        return (header, try lines.dropFirst().map { try JSONDecoder().decode(Event.self, from: $0) })
    }

    private func keyframe(_ state: ScreenState) -> Asciicast.Entry {
        .keyframe(ScreenDifference(from: .origin, to: state).encoded())
    }

    @Test("the header has the size of the first screen, and events their times, sizes and marks")
    func events() throws {
        var cast = Asciicast(title: "Lab \"1\"\n", started: 1_700_000_000)
        var terminal = Terminal.after("$ ", rows: 3, columns: 10)
        var text = try cast.lines(for: keyframe(terminal.state), at: 0)
        let before = terminal.state
        terminal.feed(Array("ls\u{1B}[31m\\\"".utf8))
        text += try cast.lines(
            for: .difference(ScreenDifference(from: before, to: terminal.state).encoded()), at: 1_050)
        text += try cast.lines(for: .mark("Amina types"), at: 1_200)
        text += try cast.lines(for: .bell, at: 1_200)
        terminal.resize(to: TerminalSize(rows: 4, columns: 12))
        text += try cast.lines(for: keyframe(terminal.state), at: 900)
        let (header, events) = try read(text)
        #expect(header == Header(width: 10, height: 3, timestamp: 1_700_000_000, title: "Lab \"1\"\n"))
        #expect(events.map(\.time) == [0, 1.05, 1.2, 1.2, 1.2, 1.2])
        #expect(events.map(\.code) == ["o", "o", "m", "o", "r", "o"])
        #expect(events[2].data == "Amina types" && events[3].data == "\u{07}" && events[4].data == "12x4")
        #expect(events[1].data.contains("ls"))
    }

    @Test("what cannot be seen makes no event, a broken frame is refused and the next one is read")
    func nothing() throws {
        var cast = Asciicast(title: "", started: nil)
        #expect(throws: ScreenCodingError.self) { try cast.lines(for: .difference([64, 1]), at: 0) }
        let state = Terminal.after("x", rows: 2, columns: 4).state
        let (header, events) = try read(try cast.lines(for: keyframe(state), at: 5))
        #expect(header == Header(width: 4, height: 2) && events.count == 1)
        #expect(try cast.lines(for: .difference([0]), at: 6) == "")
        #expect(try cast.lines(for: keyframe(state), at: 7) == "")
    }

    @Test("a player shows what the recording showed", arguments: UInt64(0)..<40)
    func law(seed: UInt64) throws {
        var hostile = HostileBytes(seed: seed)
        var terminal = Terminal(size: TerminalSize(rows: 6, columns: 20))
        var cast = Asciicast(title: "", started: nil)
        var player = Terminal(size: TerminalSize(rows: 6, columns: 20))
        var shown = ScreenState.origin
        for step in 0..<30 {
            var bytes: [UInt8] = []
            for _ in 0..<5 { hostile.append(to: &bytes) }
            terminal.feed(bytes)
            if step % 10 == 9 { terminal.resize(to: TerminalSize(rows: step / 3, columns: 12 + step)) }
            let entry =
                step % 7 == 0
                ? keyframe(terminal.state)
                : .difference(ScreenDifference(from: shown, to: terminal.state).encoded())
            shown = terminal.state
            let lines = try cast.lines(for: entry, at: step * 10)
            for line in lines.split(separator: "\n") where line.first == "[" {
                let event = try JSONDecoder().decode(Event.self, from: Data(line.utf8))
                if event.code == "r" {
                    let size = event.data.split(separator: "x").compactMap { Int($0) }
                    player.resize(to: TerminalSize(rows: size[1], columns: size[0]))
                } else {
                    player.feed(Array(event.data.utf8))
                }
            }
            #expect(Look.all(player.state) == Look.all(shown))
            #expect(player.state.cursor == shown.cursor)
        }
    }
}
