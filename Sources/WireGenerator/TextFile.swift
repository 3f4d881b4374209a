import Glibc

/// Reads and writes whole files of text.
enum TextFile {
    struct Failure: Error, CustomStringConvertible {
        var path: String
        var description: String
    }

    /// The text of the file; nil when there is none.
    static func read(_ path: String) -> String? {
        guard let file = fopen(path, "rb") else { return nil }
        defer { fclose(file) }
        var (bytes, chunk): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 65536))
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return String(validating: bytes, as: UTF8.self) }
            bytes += chunk[..<count]
        }
    }

    /// Writes `text`, making the folders on the way.
    static func write(_ text: String, to path: String) throws(Failure) {
        makeFolders(of: path)
        guard let file = fopen(path, "wb") else { throw Failure(path: path, description: "cannot write \(path)") }
        let bytes = Array(text.utf8)
        let written = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, written == bytes.count else {
            throw Failure(path: path, description: "cannot write all of \(path)")
        }
    }

    private static func makeFolders(of path: String) {
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            folder += "\(part)/"
            mkdir(folder, 0o777)
        }
    }
}

/// Says something on the standard error output.
func complain(_ text: String) {
    let bytes = Array("wire-generator: \(text)\n".utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
}
