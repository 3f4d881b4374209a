import Glibc

/// Recorded handwriting: the strokes of every `.jsonl` file of a directory, by source, in the order they were written.
public struct Corpus: Sendable {
    /// The sources, sorted, each with its strokes.
    public let sources: [(name: String, strokes: [CorpusStroke])]

    /// Reads a directory. Strokes without points are passed over; those that no stroke of the protocol can hold, too, with a
    /// word on the standard error.
    public init(directory: String) throws(CorpusError) {
        var strokes: [CorpusStroke] = []
        for name in try Self.files(directory) {
            strokes += try Self.read(directory + "/" + name, source: String(name.dropLast(Self.ending.count)))
        }
        guard !strokes.isEmpty else { throw .empty(directory) }
        let groups = Dictionary(grouping: strokes, by: \.source)
        sources = groups.keys.sorted().map { ($0, groups[$0] ?? []) }
    }

    private static let ending = ".jsonl"

    /// Reads one file; `source` is where strokes come from that do not say so.
    private static func read(_ path: String, source: String) throws(CorpusError) -> [CorpusStroke] {
        var strokes: [CorpusStroke] = []
        let lines = try bytes(path).split(separator: 10, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 32 }) {
            var reader = StrokeLineReader(line)
            guard let stroke = reader.stroke(source: source) else {
                throw .malformed(file: path, line: index + 1, column: reader.position - line.startIndex + 1)
            }
            if stroke.points.isEmpty { continue }
            if stroke.isWithinLimits {
                strokes.append(stroke)
            } else {
                let words = "\(path):\(index + 1): left out: too long, or too far from the page\n"
                _ = write(STDERR_FILENO, words, words.utf8.count)
            }
        }
        return strokes
    }

    private static func files(_ directory: String) throws(CorpusError) -> [String] {
        // SAFETY: the stream is closed below; an entry's name is copied before the next is read.
        guard let stream = opendir(directory) else { throw .unreadable(directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(ending) { names.append(name) }
        }
        return names.sorted()
    }

    private static func bytes(_ path: String) throws(CorpusError) -> [UInt8] {
        // SAFETY: the file is closed below; `fread` gets the size of the buffer it fills.
        guard let file = fopen(path, "rb") else { throw .unreadable(path) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&block, 1, block.count, file)
            if count == 0 { break }
            bytes += block[..<count]
        }
        guard ferror(file) == 0 else { throw .unreadable(path) }
        return bytes
    }
}
