import Glibc

/// The text of a file that a program makes.
public struct GeneratedFile {
    let text: String

    /// Writes the file whole, in place of what was there.
    public func write(to path: String) throws(CorpusError) {
        // SAFETY: the file is closed below; `fwrite` gets the array's own length.
        guard let file = fopen(path, "wb") else { throw .unreadable(path) }
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw .unreadable(path) }
    }
}
