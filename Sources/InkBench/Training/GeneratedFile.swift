import Glibc

/// A file that a program makes.
public struct GeneratedFile {
    let bytes: [UInt8]

    /// A file of `bytes`.
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// A file of text.
    init(text: String) { bytes = Array(text.utf8) }

    /// Writes the file whole, in place of what was there.
    public func write(to path: String) throws(CorpusError) {
        // SAFETY: the file is closed below; `fwrite` gets the array's own length.
        guard let file = fopen(path, "wb") else { throw .unreadable(path) }
        defer { fclose(file) }
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw .unreadable(path) }
    }
}
