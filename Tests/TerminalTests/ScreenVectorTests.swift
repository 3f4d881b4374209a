import Testing
import WireTesting

@testable import Terminal

/// The golden screens that both languages decode and apply (protocol/vectors/screens.json and its companions).
@Suite struct ScreenVectorTests {
    /// A script's revisions: each as a difference from the one before and as a keyframe, and what it shows.
    private static var json: [JSONValue] {
        ScreenScript.all.map { script in
            let states = script.terminals.map(\.state)
            let steps = zip([ScreenState.origin] + states, states).map { before, after in
                JSONValue.object([
                    ("difference", .hex(ScreenDifference(from: before, to: after).encoded())),
                    ("keyframe", .hex(ScreenDifference(from: .origin, to: after).encoded())),
                    ("screen", ScreenText(after).json),
                ])
            }
            let skip = ScreenDifference(from: states[0], to: states[states.count - 1]).encoded()
            return .object([("name", .text(script.name)), ("steps", .list(steps)), ("firstToLast", .hex(skip))])
        }
    }

    @Test("screens.json holds what its scripts make")
    func screensFile() throws {
        #expect(try VectorFile(name: "screens.json").holds(JSONValue.file(Self.json)))
    }

    struct Screens: Decodable {
        struct Step: Decodable {
            let difference: String
            let keyframe: String
        }

        let name: String
        let steps: [Step]
        let firstToLast: String
    }

    @Test("each difference and each keyframe of screens.json makes the screen of its script")
    func screens() throws {
        let vectors = try VectorFile(name: "screens.json").load(Screens.self)
        for (vector, script) in zip(vectors, ScreenScript.all) {
            var (state, states) = (ScreenState.origin, script.terminals.map(\.state))
            for (step, expected) in zip(vector.steps, states) {
                state.apply(try ScreenDifference(decoding: bytes(step.difference)))
                #expect(ScreenText(state) == ScreenText(expected), "\(vector.name)")
                var other = ScreenState.origin
                other.apply(try ScreenDifference(decoding: bytes(step.keyframe)))
                #expect(ScreenText(other) == ScreenText(expected), "\(vector.name)")
            }
            states[0].apply(try ScreenDifference(decoding: bytes(vector.firstToLast)))
            #expect(ScreenText(states[0]) == ScreenText(state), "\(vector.name)")
        }
    }

    /// Inputs of the file of verdicts.
    private static let inputCount = 6_000

    /// Broken differences of screens.json by seeds, and what became of each: a letter for each seed, and a digest of the screens that
    /// those make which are still differences.
    private func verdicts() -> JSONValue {
        let differences = ScreenScript.all.flatMap { script in
            let states = script.terminals.map(\.state)
            return zip([ScreenState.origin] + states, states).flatMap { before, after in
                [before, .origin].map { (before, ScreenDifference(from: $0, to: after).encoded()) }
            }
        }
        var letters = ""
        var digest = Digest()
        for seed in 0..<Self.inputCount {
            var random = Seeded(seed: UInt32(seed))
            var (state, bytes) = differences[random.below(differences.count)]
            random.mutate(&bytes)
            do throws(ScreenCodingError) {
                state.apply(try ScreenDifference(decoding: bytes))
                #expect(state.inconsistency == nil, "seed \(seed)")
                digest.add(Array(ScreenText(state).whole.utf8))
                letters += "."
            } catch {
                letters += error.letter
            }
        }
        return .object([("verdicts", .text(letters)), ("digest", .number(Int(digest.value)))])
    }

    @Test("screen-verdicts.json says what becomes of broken differences")
    func verdictsFile() throws {
        #expect(try VectorFile(name: "screen-verdicts.json").holds(JSONValue.file([verdicts()])))
    }

    private func bytes(_ hex: String) -> [UInt8] { [UInt8](hex: hex) }
}

extension ScreenCodingError {
    /// As `web-client/tests/terminal-vectors.test.ts` has it.
    var letter: String {
        switch self {
        case .truncated: "t"
        case .trailingBytes: "b"
        case .outOfRange: "r"
        case .invalidText: "x"
        case .wrongWidth: "w"
        }
    }
}

extension [UInt8] {
    /// The bytes of hexadecimal digits.
    init(hex: String) {
        let digits = Array<UInt8>(hex.utf8)
        self = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        }
    }
}
