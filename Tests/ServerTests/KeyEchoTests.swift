import Terminal
import Testing
import Wire

@testable import Server

@Suite struct KeyEchoTests {
    private let who = ParticipantHandle(1)

    /// A terminal, its keyboard and what is recorded of it. What a program prints comes right after the key, or later, as over a long link.
    private struct Desk {
        var terminal = Terminal(size: TerminalSize(rows: 6, columns: 40))
        var echo = KeyEcho()
        var now: UInt64 = 0
        var recorded = ""

        mutating func prints(_ text: String) { terminal.feed(Array(text.utf8)) }

        /// Types each character as a message of its own; `shown` is what appears for it.
        mutating func types(_ text: String, shown: (Character) -> String = { String($0) }) {
            for character in text {
                note(
                    echo.take(
                        Array(String(character).utf8), by: 1, isSecret: false, on: terminal.state, at: now))
                prints(shown(character))
                now += 30
            }
        }

        mutating func presses(_ keys: String, shown: String) {
            note(echo.take(Array(keys.utf8), by: 1, isSecret: false, on: terminal.state, at: now))
            prints(shown)
            now += 30
        }

        mutating func waits() {
            now += KeyEcho.patience + 1
            note(echo.look(at: terminal.state, at: now))
        }

        private mutating func note(_ judged: [KeyEcho.Judged]) {
            recorded += judged.map { String(decoding: $0.keys, as: UTF8.self) }.joined()
        }
    }

    @Test func aLineOfAShellIsLegible() {
        var desk = Desk()
        desk.prints("$ ")
        desk.types("ls -la")
        desk.presses("\r", shown: "\r\ntotal 0\r\n$ ")
        desk.waits()
        #expect(desk.recorded == "ls -la\r")
    }

    @Test func whatNoScreenShowedIsHidden() {
        var desk = Desk()
        desk.prints("Password: ")
        desk.types("hunter2") { _ in "" }
        desk.presses("\r", shown: "\r\nhunter2 is what it was\r\n$ ")
        desk.types("id")
        desk.presses("\r", shown: "\r\nuid=0\r\n$ ")
        desk.waits()
        #expect(desk.recorded == "*******\rid\r")
    }

    @Test(arguments: ["Password: ", "[sudo] password for ada: ", "Enter password:", "PIN"])
    func oneCharacterAtATimeIsNoMoreLegible(prompt: String) {
        var desk = Desk()
        desk.prints(prompt)
        for key in "da: pPINw" {
            desk.types(String(key)) { _ in "" }
            desk.waits()
        }
        desk.presses("\r", shown: "\r\n")
        desk.waits()
        #expect(desk.recorded == "*********\r")
    }

    @Test func aPasswordShownAsDotsIsHidden() {
        var desk = Desk()
        desk.prints("Password: ")
        desk.types("hunter2") { _ in "*" }
        desk.presses("\r", shown: "\r\n")
        desk.waits()
        #expect(desk.recorded == "*******\r")
    }

    /// A field whose blanks are the character that is typed: nothing new is seen.
    @Test func whatStoodThereBeforeIsNoEcho() {
        var desk = Desk()
        desk.prints("PIN: 11111\u{1B}[6G")
        desk.types("1111") { _ in "" }
        desk.presses("\r", shown: "\r\n")
        desk.waits()
        #expect(desk.recorded == "****\r")
    }

    @Test func anEchoMayComeLate() {
        var desk = Desk()
        desk.prints("far$ ")
        desk.types("uptime") { _ in "" }
        desk.presses("\r", shown: "")
        #expect(desk.recorded == "")
        desk.prints("uptime\r\n 12:00 up\r\nfar$ ")
        desk.waits()
        #expect(desk.recorded == "uptime\r")
    }

    @Test func aNameThatTheShellCompletesIsLegibleBeforeAndBehind() {
        var desk = Desk()
        desk.prints("$ ")
        desk.types("cat no")
        desk.presses("\t", shown: "tes.txt ")
        desk.types("| wc")
        desk.presses("\r", shown: "\r\n")
        desk.waits()
        #expect(desk.recorded == "cat no\t| wc\r")
    }

    @Test func linesThatScrolledOrWrappedAreLegible() {
        var desk = Desk()
        desk.prints(String(repeating: "\r\n", count: 9) + "$ ")
        let line = "echo " + String(repeating: "0123456789", count: 6)
        desk.presses(line + "\r", shown: line + "\r\n" + String(repeating: "x\r\n", count: 3))
        desk.waits()
        #expect(desk.recorded == line + "\r")
    }

    @Test func anEditorsTextIsLegibleAndItsOrdersAreNot() {
        var desk = Desk()
        desk.prints("\u{1B}[?1049h\u{1B}[H\u{1B}[2J~\r\n~\r\n\u{1B}[H")
        desk.types("i") { _ in "" }
        desk.types("سلام wide 漢字")
        desk.presses("\u{1B}", shown: "\u{8}")
        desk.types("dd") { $0 == "d" ? "\u{1B}[H\u{1B}[2K" : "" }
        desk.waits()
        desk.types(":wq") { ($0 == ":" ? "\u{1B}[6;1H" : "") + String($0) }
        desk.presses("\r", shown: "\u{1B}[?1049l")
        desk.waits()
        #expect(desk.recorded == "*سلام wide 漢字\u{1B}**:wq\r")
    }

    @Test func whatIsPastedIsNoBetterThanWhatIsTyped() {
        var desk = Desk()
        desk.prints("Password: ")
        desk.presses("\u{1B}[200~correct horse\u{1B}[201~\r", shown: "\r\n$ ")
        desk.waits()
        #expect(desk.recorded == "\u{1B}[200~*************\u{1B}[201~\r")
    }

    /// Whoever types more than hands do is not waited for.
    @Test func aFloodOfKeysIsNotHeld() {
        let terminal = Terminal(size: TerminalSize(rows: 6, columns: 40))
        var (echo, judged) = (KeyEcho(), 0)
        let keys = [UInt8]((0..<512).flatMap { _ in [0x61, 0x01] as [UInt8] })
        for turn in UInt64(0)..<100 {
            judged += echo.take(keys, by: 1, isSecret: false, on: terminal.state, at: turn).reduce(0) {
                $0 + $1.keys.count
            }
            judged += echo.take([0x61, 0x01], by: 1, isSecret: false, on: terminal.state, at: turn).reduce(0) {
                $0 + $1.keys.count
            }
        }
        #expect(judged >= 100 * 1_026 - 128)
    }

    @Test func twoPeopleAreTwoAuthors() {
        let terminal = Terminal(size: TerminalSize(rows: 2, columns: 20))
        var echo = KeyEcho()
        _ = echo.take(Array("ab".utf8), by: 1, isSecret: false, on: terminal.state, at: 0)
        _ = echo.take(Array("cd".utf8), by: 2, isSecret: false, on: terminal.state, at: 0)
        let judged = echo.end(on: terminal.state)
        #expect(judged.map(\.who) == [1, 2] && judged.map(\.keys) == [Array("**".utf8), Array("**".utf8)])
        #expect(!echo.isWaiting)
    }

    @Test(arguments: UInt64(0)..<200)
    func nothingThatWasNotEchoedIsEverRecorded(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var desk = Desk()
        for _ in 0..<30 {
            desk.prints(
                ["$ ", "Password: ", "\r\n", "\u{1B}[2J", "\u{1B}[H", "x\u{8}", "abc\r"].randomElement(
                    using: &generator)!)
            let secret = (0..<Int.random(in: 2...9, using: &generator)).map { _ in
                "QXZJKV".randomElement(using: &generator)!
            }
            desk.types(String(secret)) { _ in "" }
            if Bool.random(using: &generator) { desk.presses("\r", shown: "\r\n") }
            if Bool.random(using: &generator) { desk.waits() }
        }
        desk.waits()
        #expect(!desk.recorded.contains { "QXZJKV".contains($0) })
    }

    @Test func keysAreTakenApart() {
        func pieces(_ text: String) -> [KeyPiece] { KeyPiece.all(of: Array(text.utf8)) }
        func text(_ text: String) -> KeyPiece { .text(Array(text.utf8)) }
        func control(_ text: String) -> KeyPiece { .control(Array(text.utf8)) }
        #expect(pieces("ab\r\u{1B}[1;5Acd") == [text("ab"), control("\r"), control("\u{1B}[1;5A"), text("cd")])
        #expect(pieces("\u{1B}OPx\u{1B}") == [control("\u{1B}OP"), text("x"), control("\u{1B}")])
        // What is no whole sequence hides nothing.
        #expect(pieces("\u{1B}[1234") == [control("\u{1B}"), text("[1234")])
        #expect(pieces("") == [])
    }

    @Test func aFloodOfKeysIsCutAndSaysSo() {
        var budget = KeyBudget()
        var kept = 0
        for turn in 0..<1_000 {
            kept += budget.admit([UInt8](repeating: 0x61, count: 1_000), of: who, at: UInt64(turn) * 10).count
        }
        #expect(kept <= KeyBudget.burst + 10 * KeyBudget.rate + 400)
        #expect(budget.admit([0x62], of: ParticipantHandle(2), at: 10_000) == [0x62])
        let later = budget.admit(Array("x".utf8), of: who, at: 60_000)
        #expect(String(decoding: later, as: UTF8.self).hasSuffix("more bytes were typed]x"))
        #expect(budget.end().isEmpty)
    }
}

/// SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}
