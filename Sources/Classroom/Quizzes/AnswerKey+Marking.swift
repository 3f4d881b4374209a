import Wire

extension AnswerKey {
    /// Whether an answer is right (R14). Nothing is right where no answer is marked.
    func isMet(by answer: Answer, to kind: PollKind) -> Bool {
        switch (self, answer) {
        case (.options(let right), .option(let option)): right == [option]
        case (.options(let right), .options(let options)):
            kind == .ranking ? right == options : Set(right) == Set(options)
        case (.number(let value, let tolerance), .number(let number)): number.isWithin(tolerance, of: value)
        case (.spot(let box), .spot(let x, let y)):
            (box.x...box.x + box.width).contains(x) && (box.y...box.y + box.height).contains(y)
        case (.words(let right), .words(let words)): words.contains { right.hold($0) }
        case (.words(let right), .text(let text)): right.hold(text)
        default: false
        }
    }
}

extension [Word] {
    /// Whether a word is among them, whatever its looks.
    fileprivate func hold(_ word: Word) -> Bool {
        let folded = WordFolding.fold(word)
        return contains { WordFolding.fold($0) == folded }
    }
}

extension Decimal {
    /// Exact: with all their digits, three such numbers have their place in 128 bits.
    fileprivate func isWithin(_ tolerance: Decimal, of value: Decimal) -> Bool {
        let places = max(self.places, tolerance.places, value.places)
        return (scaled(places) - value.scaled(places)).magnitude <= tolerance.scaled(places).magnitude
    }

    private func scaled(_ places: Int) -> Int128 {
        (self.places..<places).reduce(Int128(digits)) { scaled, _ in scaled * 10 }
    }
}
