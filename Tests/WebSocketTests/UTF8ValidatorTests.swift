import Fuzz
import Testing

@testable import WebSocket

@Suite struct UTF8ValidatorTests {
    /// Markus Kuhn's classes of hard cases, and the borders of every row of Unicode's table 3-7.
    static let invalid: [[UInt8]] = [
        [0x80], [0xBF], [0x80, 0xBF], [0xC0], [0xC1], [0xFE], [0xFF], [0xFE, 0xFE, 0xFF, 0xFF],
        [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
        [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF8, 0x80, 0x80, 0x80, 0xAF],
        [0xFC, 0x80, 0x80, 0x80, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xAD, 0xBF], [0xED, 0xAE, 0x80],
        [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80], [0xED, 0xBF, 0xBF], [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80],
        [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF], [0xFB, 0xBF, 0xBF, 0xBF, 0xBF],
        [0xC2, 0x00], [0xC2, 0xC0], [0xE1, 0x80, 0xC0], [0xF1, 0x80, 0x80, 0x7F],
    ]
    static let truncated: [[UInt8]] = [
        [0xC2], [0xDF], [0xE0, 0xA0], [0xE1], [0xED, 0x9F], [0xEF, 0xBF], [0xF0, 0x90], [0xF0, 0x90, 0x80], [0xF3],
        [0xF4, 0x8F, 0xBF],
    ]
    static let valid: [[UInt8]] = [
        [], [0x00], [0x7F], [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEE, 0x80, 0x80],
        [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0xBF, 0xBE],
        [0xF4, 0x8F, 0xBF, 0xBF],
        [0xEF, 0xBB, 0xBF], [0xEF, 0xB7, 0x90],
    ]

    @Test(arguments: valid) func takesWellFormedText(_ bytes: [UInt8]) {
        for padding in 0..<40 { #expect(verdict(ascii(padding) + bytes + ascii(padding)) == .complete) }
    }

    @Test(arguments: invalid) func refusesIllFormedText(_ bytes: [UInt8]) {
        for padding in 0..<40 { #expect(verdict(ascii(padding) + bytes + ascii(padding)) == .invalid) }
    }

    @Test(arguments: truncated) func waitsForTheRestOfACharacter(_ bytes: [UInt8]) {
        #expect(verdict(bytes) == .incomplete)
        for padding in 1..<40 { #expect(verdict(bytes + ascii(padding)) == .invalid) }
    }

    @Test func agreesWithTheStandardLibraryOnEveryThreeBytes() {
        var disagreements = 0
        for first in 0...255 {
            for second in stride(from: 0, through: 255, by: 1) {
                for third in [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xFF] {
                    let bytes = [first, second, third].map { UInt8($0) }
                    let isValid = String(validating: bytes, as: UTF8.self) != nil
                    if (verdict(bytes) == .complete) != isValid { disagreements += 1 }
                }
            }
        }
        #expect(disagreements == 0)
    }

    @Test(arguments: UInt64(0)..<64) func agreesWithTheStandardLibraryOnMutatedText(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            var bytes = [UInt8](String(repeating: "تختی slate κόσμε 😀 ", count: 1 + random.below(5)).utf8)
            if !random.oneIn(4) { random.mutate(&bytes, atMost: 2) }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            #expect((verdict(bytes) == .complete) == isValid)
            #expect(verdict(bytes, cuts: random.cuts(of: bytes.count)) == verdict(bytes))
        }
    }

    @Test func refusesAtTheFirstByteThatNothingCanMend() {
        for bytes in Self.invalid {
            let shortest = bytes.indices.first { verdict(Array(bytes[...$0])) == .invalid }
            let isHopeless = bytes.indices.first { end in
                !Self.valid.contains { $0.starts(with: bytes[...end]) } && !canContinue(Array(bytes[...end]))
            }
            #expect(shortest == isHopeless)
        }
    }

    /// Whether some continuation makes `prefix` valid, by trying.
    private func canContinue(_ prefix: [UInt8]) -> Bool {
        let tails: [[UInt8]] = [
            [], [0x80], [0x90], [0xA0], [0x80, 0x80], [0x90, 0x80], [0xA0, 0x80], [0x80, 0x80, 0x80],
            [0x90, 0x80, 0x80],
        ]
        return tails.contains { String(validating: prefix + $0, as: UTF8.self) != nil }
    }

    private enum Verdict { case complete, incomplete, invalid }

    private func verdict(_ bytes: [UInt8], cuts: [Int] = []) -> Verdict {
        var validator = UTF8Validator()
        var start = 0
        for end in cuts + [bytes.count] {
            guard validator.validate(bytes.span.extracting(start..<end)) else { return .invalid }
            start = end
        }
        return validator.isComplete ? .complete : .incomplete
    }

    private func ascii(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x61, count: count) }
}
