/// Why a corpus cannot be read, or what failed in measuring it.
public enum CorpusError: Error, CustomStringConvertible {
    case unreadable(String)
    case malformed(file: String, line: Int, column: Int)
    case empty(String)
    case mismatch(String)

    public var description: String {
        switch self {
        case .unreadable(let path): "cannot read \(path)"
        case .malformed(let file, let line, let column): "\(file):\(line):\(column): not a stroke"
        case .empty(let path): "no strokes in \(path)"
        case .mismatch(let what): "what was decoded is not what was promised: \(what)"
        }
    }
}
