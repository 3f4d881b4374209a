/// Why a template cannot be used. Keys within others are named with dots: `limits.memory`.
public enum TemplateError: Error, Equatable, CustomStringConvertible {
    /// A file of the template cannot be read.
    case unreadable(path: String, reason: String)
    /// The file is no JSON.
    case malformed(offset: Int, expected: String)
    /// There is no such key.
    case unknownKey(String)
    /// A key that must be there is missing.
    case missingKey(String)
    /// A key's value is of another type.
    case wrongType(key: String, expected: String)
    /// A number is too small or too large.
    case outOfRange(key: String, ClosedRange<Int>)
    /// A text or a list is too long, in bytes or elements.
    case tooLong(key: String, limit: Int)
    /// A value of the right type that means nothing there.
    case invalid(key: String, expected: String)

    /// Its name, and what a sentence about it speaks of, for words in the reader's language.
    public var flaw: (name: String, places: [String: String]) {
        switch self {
        case .unreadable: ("unreadable", [:])
        case .malformed: ("malformed", [:])
        case .unknownKey(let key): ("unknownKey", ["key": key])
        case .missingKey(let key): ("missingKey", ["key": key])
        case .wrongType(let key, _): ("wrongType", ["key": key])
        case .outOfRange(let key, let range):
            ("outOfRange", ["key": key, "low": "\(range.lowerBound)", "high": "\(range.upperBound)"])
        case .tooLong(let key, let limit): ("tooLong", ["key": key, "limit": "\(limit)"])
        case .invalid(let key, _): ("invalid", ["key": key])
        }
    }

    /// What is wrong and where, in English and to the letter.
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
        case .malformed(let offset, let expected): "no JSON: \(expected) was expected at byte \(offset)"
        case .unknownKey(let key): "there is no key “\(key)”"
        case .missingKey(let key): "the key “\(key)” is missing"
        case .wrongType(let key, let expected): "“\(key)” must be \(expected)"
        case .outOfRange(let key, let range): "“\(key)” must be from \(range.lowerBound) to \(range.upperBound)"
        case .tooLong(let key, let limit): "“\(key)” is longer than \(limit)"
        case .invalid(let key, let expected): "“\(key)” must be \(expected)"
        }
    }
}
