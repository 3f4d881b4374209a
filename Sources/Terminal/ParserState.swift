/// States of the parser (Paul Williams, "A parser for DEC's ANSI-compatible video terminals", vt100.net/emu/dec_ansi_parser).
/// C1 controls exist in their 7-bit form only, since the bytes 0x80 to 0x9F are parts of UTF-8.
enum ParserState: UInt8, Equatable, Sendable {
    case ground
    case escape, escapeIntermediate
    case sequenceEntry, sequenceParameter, sequenceIntermediate, sequenceIgnore
    case deviceEntry, deviceParameter, deviceIntermediate, devicePassthrough, deviceIgnore
    case command
    /// SOS, PM and APC.
    case ignoredString
}
