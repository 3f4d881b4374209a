import HTTP

/// What may be asked of a machine below `/api/rooms/CODE/machines/NUMBER`.
enum MachineRoute: Equatable {
    /// The files of its home; one of them.
    case files
    case file(String)
    /// A link to a page that is served inside.
    case port(Int)

    /// From a path's parts behind the machine's number; nil for no such thing. A file's name is percent-encoded.
    init?(_ words: ArraySlice<Substring>) {
        switch (words.first, words.count) {
        case ("files", 1): self = .files
        case ("files", 2):
            guard let last = words.last, let name = HTTPPercentCoding.decode(last), !name.isEmpty else { return nil }
            self = .file(name)
        case ("ports", 2):
            guard let last = words.last, let port = Int(last), (1...65_535).contains(port) else { return nil }
            self = .port(port)
        default: return nil
        }
    }
}
