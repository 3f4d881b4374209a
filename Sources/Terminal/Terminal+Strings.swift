/// Operating system commands and device control strings (xterm ctlseqs).
extension Terminal {
    /// `OSC number ; text`. Known: 0 and 2 (title), 8 (links). All others, 52 (the clipboard) among them, are refused.
    mutating func command(_ string: [UInt8]) {
        guard let semicolon = string.firstIndex(of: UInt8(ascii: ";")) else { return }
        let rest = string[(semicolon + 1)...]
        switch string[..<semicolon] {
        case [UInt8(ascii: "0")], [UInt8(ascii: "2")]: screen.title = Terminal.title(rest)
        case [UInt8(ascii: "8")]: link(rest)
        default: break
        }
    }

    /// A title as it may be shown: valid, without controls, cut between two scalars.
    private static func title(_ bytes: ArraySlice<UInt8>) -> String {
        var title = String.UnicodeScalarView()
        var count = 0
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { continue }
            count += UTF8.width(scalar)
            if count > TerminalLimits.titleByteLimit { break }
            title.append(scalar)
        }
        return String(title)
    }

    /// `OSC 8 ; key=value:key=value ; address`: an empty address ends the link.
    private mutating func link(_ string: ArraySlice<UInt8>) {
        guard let semicolon = string.firstIndex(of: UInt8(ascii: ";")) else { return }
        let name = string[..<semicolon].split(separator: UInt8(ascii: ":"))
            .first { $0.starts(with: "id=".utf8) }?.dropFirst(3)
        screen.setLink(Link(address: Array(string[(semicolon + 1)...]), name: Array(name ?? [])))
    }

    /// DECRQSS (`DCS $ q function ST`): the settings that programs ask for; 0 for others. Other strings are ignored.
    mutating func deviceString(_ string: [UInt8]) {
        guard parser.marker == 0, parser.intermediates == 0x24, parser.final == UInt8(ascii: "q") else { return }
        switch string {
        case [UInt8](" q".utf8): answer("\u{1B}P1$r\(screen.shape.rawValue) q\u{1B}\\")
        case [UInt8]("r".utf8):
            answer("\u{1B}P1$r\(screen.region.lowerBound + 1);\(screen.region.upperBound)r\u{1B}\\")
        case [UInt8]("m".utf8): answer("\u{1B}P1$r\(screen.cursor.pen.rendition)m\u{1B}\\")
        default: answer("\u{1B}P0$r\u{1B}\\")
        }
    }
}

extension UTF8 {
    /// Bytes of `scalar`.
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int {
        scalar.value < 0x80 ? 1 : scalar.value < 0x800 ? 2 : scalar.value < 0x1_0000 ? 3 : 4
    }
}
