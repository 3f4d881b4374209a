import TerminalTesting
import Testing

@testable import Terminal

@Suite struct DrawingTests {
    @Test("what is drawn looks like the state, on any terminal of its size", arguments: UInt64(0)..<100)
    func law(seed: UInt64) {
        var hostile = HostileBytes(seed: seed)
        var terminal = Terminal(size: TerminalSize(rows: 10, columns: 20))
        var shown = Terminal(size: TerminalSize(rows: 10, columns: 20))
        var old = terminal.state
        for step in 0..<20 {
            var bytes: [UInt8] = []
            for _ in 0..<10 { hostile.append(to: &bytes) }
            terminal.feed(bytes)
            if step == 10 {
                terminal.resize(to: TerminalSize(rows: 7, columns: 30))
                shown.resize(to: TerminalSize(rows: 7, columns: 30))
            }
            let new = terminal.state
            shown.feed(new.drawing(from: old))
            #expect(Look.all(shown.state) == Look.all(new))
            #expect(shown.state.cursor == new.cursor && shown.state.title == new.title)
            #expect(shown.modes.contains(.cursorVisible) == new.modes.contains(.cursorVisible))
            #expect(!shown.hasAnswers)
            old = new
        }
    }

    @Test("nothing is drawn when nothing changed")
    func nothing() {
        let state = Terminal.after("text").state
        #expect(state.drawing(from: state) == [])
    }
}
