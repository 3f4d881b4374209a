/// What the terminal has to do after a byte outside `ParserState.ground`.
enum ParserAction: Equatable, Sendable {
    case none
    /// A C0 control.
    case execute(UInt8)
    /// `ESC`, intermediates, final.
    case escape(UInt8)
    /// `CSI`, marker, parameters, intermediates, final.
    case sequence(UInt8)
    /// An operating system command is whole: `Parser.string`.
    case command
    /// A device control string is whole: `Parser.string` after `Parser.final`.
    case deviceString
}
