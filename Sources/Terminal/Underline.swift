/// Shapes of an underline (xterm ctlseqs, SGR 4:0 to 4:5).
public enum Underline: UInt8, Equatable, Hashable, Sendable, CaseIterable {
    /// No line.
    case none
    /// One line.
    case single
    /// Two lines.
    case double
    /// A wave.
    case curly
    /// Dots.
    case dotted
    /// Dashes.
    case dashed
}
