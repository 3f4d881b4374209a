/// A QR code (ISO/IEC 18004) of a short text in byte mode, error correction level M, versions 1 to 10.
public struct QRCode: Sendable {
    /// Modules of one side.
    public let size: Int
    /// Row by row; true is dark.
    let modules: [Bool]

    /// The code of `text`; nil where it is longer than version 10 holds (213 bytes).
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let version = QRVersion.smallest(for: bytes.count) else { return nil }
        let codewords = QRBlocks.interleaved(QRBits.codewords(bytes, version), version)
        var matrix = QRMatrix(version)
        matrix.place(codewords)
        size = matrix.size
        modules = matrix.masked()
    }

    /// Whether the module at `x`, `y` is dark; outside all are light.
    public func isDark(_ x: Int, _ y: Int) -> Bool {
        (0..<size).contains(x) && (0..<size).contains(y) && modules[y * size + x]
    }

    /// Modules of light around the code that readers need.
    static let quiet = 4

    /// As a picture that scales, black on white.
    public func svg(titled title: String) -> String {
        let side = size + 2 * QRCode.quiet
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while isDark(x, y) { x += 1 }
                if x > start { path += "M\(start + QRCode.quiet) \(y + QRCode.quiet)h\(x - start)v1h-\(x - start)z" }
                x += 1
            }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <title>\(title.escapedForXML)</title>\
            <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(path)"/></svg>
            """
    }

    /// As text for a terminal, two modules in a character, light on dark or dark on light alike (colours are set).
    public var terminalText: String {
        let edge = 2
        var lines: [String] = []
        for y in stride(from: -edge, to: size + edge, by: 2) {
            let line = (-edge..<size + edge).map { x in
                switch (isDark(x, y), isDark(x, y + 1)) {
                case (true, true): " "
                case (true, false): "▄"
                case (false, true): "▀"
                case (false, false): "█"
                }
            }
            lines.append("\u{1B}[97;40m\(line.joined())\u{1B}[0m")
        }
        return lines.joined(separator: "\n")
    }
}

extension String {
    /// As the text of an element.
    fileprivate var escapedForXML: String { replacing("&", with: "&amp;").replacing("<", with: "&lt;") }
}
