import Wire

extension PollContent {
    /// The content as it is kept: texts trimmed.
    /// - Throws: `badText` or `badAnswer` when it cannot be asked.
    func checked() throws(Rejection) -> PollContent {
        var content = self
        guard let prompt = LongText(trimming: prompt, limit: PollContent.promptByteLimit)?.text else { throw .badText }
        content.prompt = prompt
        content.picture = try picture?.checked()
        content.options = []
        for option in options {
            let text = LongText(trimming: option.text, limit: PollContent.optionByteLimit)?.text
            guard text != nil || option.text.isEmpty && option.picture != nil else { throw .badText }
            content.options.append(Option(text: text ?? "", picture: try option.picture?.checked()))
        }
        switch pollKind {
        case .single, .multiple, .ranking: guard options.count >= 2 else { throw .noSuchOption }
        case .truth, .words, .text, .rating, .number, .spot: guard options.isEmpty else { throw .noSuchOption }
        }
        return content
    }

    /// Bytes of a prompt and of an option: all drafts of a room fit into a snapshot.
    static let promptByteLimit = 3_000
    static let optionByteLimit = 1_000

    /// How many options there are to choose from: those of a truth are said by its kind.
    var optionCount: Int { pollKind == .truth ? 2 : options.count }

    /// Whether its result is words.
    var isOfWords: Bool { pollKind == .words || pollKind == .text }

    /// Whether a key can be right for it.
    func fits(_ key: AnswerKey) -> Bool {
        switch (key, pollKind) {
        case (.unmarked, _): true
        case (.options(let options), .single), (.options(let options), .truth):
            options.count == 1 && areOptions(options)
        case (.options(let options), .multiple): areOptions(options)
        case (.options(let options), .ranking): options.count == optionCount && areOptions(options)
        case (.number(_, let tolerance), .number): tolerance.digits >= 0
        case (.spot, .spot), (.words, .words), (.words, .text): true
        default: false
        }
    }

    /// An answer as it is kept.
    /// - Throws: `badAnswer`, `noSuchOption` or `badText` when it is none to this poll.
    func checked(_ answer: Answer) throws(Rejection) -> Answer {
        switch (answer, pollKind) {
        case (.nothing, _): return answer
        case (.option(let option), .single), (.option(let option), .truth):
            guard option < optionCount else { throw .noSuchOption }
            return answer
        case (.options(let options), .multiple):
            guard areOptions(options) else { throw .noSuchOption }
            return .options(options: options.sorted())
        case (.options(let options), .ranking):
            guard options.count == optionCount, areOptions(options) else { throw .noSuchOption }
            return answer
        case (.rating, .rating), (.number, .number): return answer
        case (.words(let words), .words): return .words(words: try checked(words))
        case (.text(let text), .text):
            guard let text = LongText(trimming: text, limit: PollContent.promptByteLimit)?.text,
                !WordFolding.fold(text.cut(WireLimits.lineByteLimit)).isEmpty
            else { throw .badText }
            return .text(text: text)
        case (.spot(let x, let y), .spot):
            guard (0..<PollSpot.pageWidth).contains(x), (0..<PollSpot.pageHeight).contains(y) else {
                throw .noSuchOption
            }
            return answer
        default: throw .badAnswer
        }
    }

    /// Each once, as the tally counts them.
    private func checked(_ words: [Word]) throws(Rejection) -> [Word] {
        var (kept, folded): ([Word], Set<String>) = ([], [])
        for word in words {
            guard let text = LongText(trimming: word, limit: WireLimits.lineByteLimit)?.text, !text.contains("\n")
            else {
                throw .badText
            }
            let word = WordFolding.fold(text)
            guard !word.isEmpty else { throw .badText }
            if folded.insert(word).inserted { kept.append(text) }
        }
        guard !kept.isEmpty else { throw .badAnswer }
        return kept
    }

    /// Each there, and named once.
    private func areOptions(_ options: [OptionIndex]) -> Bool {
        !options.isEmpty && options.allSatisfy { $0 < optionCount } && Set(options).count == options.count
    }
}

extension Picture {
    /// The picture as it is kept: its description trimmed. Whether its file is there is the reader's to see.
    /// - Throws: `badText` for a description that is none.
    func checked() throws(Rejection) -> Picture {
        guard !description.isEmpty else { return self }
        guard let text = LongText(trimming: description, limit: WireLimits.lineByteLimit)?.text else { throw .badText }
        var picture = self
        picture.description = text
        return picture
    }
}

/// The grid over a page in which places are counted.
enum PollSpot {
    static let pageWidth = 15_360
    static let pageHeight = 8_640
    static let columns = 32
    static let rows = 18

    /// The cell of a place on the page.
    static func cell(x: Coordinate, y: Coordinate) -> Int {
        min(y * rows / pageHeight, rows - 1) * columns + min(x * columns / pageWidth, columns - 1)
    }
}
