/// Text being written line by line, with the depth of its braces as indentation.
struct Lines {
    private(set) var text = ""
    private var depth = 0
    private let step: String

    init(step: Int) { self.step = String(repeating: " ", count: step) }

    /// One line; an empty one has no indentation.
    mutating func add(_ line: String = "") {
        if !line.isEmpty { text += String(repeating: step, count: depth) + line }
        text += "\n"
    }

    /// A line, a deeper body, and the line that closes it.
    mutating func block(_ opening: String, _ closing: String = "}", _ body: (inout Lines) -> Void) {
        branch(opening, body)
        add(closing)
    }

    /// A line and a deeper body.
    mutating func branch(_ opening: String, _ body: (inout Lines) -> Void) {
        add(opening)
        depth += 1
        body(&self)
        depth -= 1
    }
}
