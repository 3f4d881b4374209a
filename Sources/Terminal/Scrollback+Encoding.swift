extension Scrollback {
    /// Lines in bytes, in order, from the first whose id is at least `id` (protocol/terminal/README.md, "The coding of lines"): at most
    /// `count`, `TerminalLimits.lineCountLimit`, and what fits into `byteLimit` bytes. A line that by itself does not fit is cut. The reader
    /// goes on after the last id it got; no line means that there is none from `id` on.
    public func encoded(from id: Int, count: Int, byteLimit: Int) -> [UInt8] {
        var writer = LineWriter(from: id, byteLimit: byteLimit)
        for line in lines(from: id, count: count) {
            guard writer.add(line) else { break }
        }
        return writer.bytes
    }
}
