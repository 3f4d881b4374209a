/// Files to be unpacked by tar(1) inside a machine, in the ustar format (POSIX.1-2017, pax, "ustar Interchange Format").
struct TarArchive {
    /// Bytes of a name in an archive without extensions.
    static let nameByteLimit = 100

    private(set) var bytes: [UInt8] = []

    /// Whether a path fits into a header.
    static func canName(_ path: String) -> Bool { !path.isEmpty && path.utf8.count <= nameByteLimit }

    /// Adds a file.
    /// - Parameter mode: Permission bits.
    mutating func add(_ path: String, mode: Int, _ content: [UInt8]) {
        guard Self.canName(path) else { return }
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(path, at: 0)
        put(Self.octal(mode, digits: 7), at: 100)
        put(Self.octal(0, digits: 7), at: 108)
        put(Self.octal(0, digits: 7), at: 116)
        put(Self.octal(content.count, digits: 11), at: 124)
        put(Self.octal(0, digits: 11), at: 136)
        put("        ", at: 148)  // the sum counts its own field as blanks
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(Self.octal(sum, digits: 6) + "\0 ", at: 148)
        bytes += header
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// The archive with its end.
    var finished: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    private static func octal(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
