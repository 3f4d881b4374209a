/// What the terminal takes at most from a program, whose bytes are hostile. What exceeds a limit is left out; nothing traps.
public enum TerminalLimits {
    /// Rows of a screen.
    public static let rowLimit = 256
    /// Columns of a screen.
    public static let columnLimit = 640
    /// Parameters and sub-parameters of one control sequence, together; the rest of them is left out.
    public static let parameterLimit = 32
    /// The largest value of a parameter; larger ones mean this.
    public static let parameterValueLimit = 65_535
    /// Intermediate bytes of one sequence; a sequence with more does nothing (ECMA-48 defines none with more than one).
    public static let intermediateLimit = 2
    /// Bytes of an operating system command; a longer one does nothing.
    public static let commandByteLimit = 4_096
    /// Bytes of a device control string; a longer one does nothing.
    public static let deviceStringByteLimit = 128
    /// Bytes of a title in UTF-8; a longer one is cut.
    public static let titleByteLimit = 256
    /// Bytes of a link's address, as in VTE; a link with a longer one is none.
    public static let linkByteLimit = 2_083
    /// Bytes of a link's `id`; a longer one is left out.
    public static let linkNameByteLimit = 250
    /// Different links on the two screens together; text of further ones is no link.
    public static let linkLimit = 512
    /// Different links of one line of the scrollback; text of further ones is no link there.
    public static let lineLinkLimit = 64
    /// Scalars of one cell: a base and the marks upon it. Further marks are left out.
    public static let clusterScalarLimit = 8
    /// Bytes of answers that wait to be taken; an answer that does not fit is not given.
    public static let answerByteLimit = 4_096
    /// Cells of one line of the scrollback; what follows begins another line.
    public static let lineCellLimit = 16_384
    /// The largest id of a line of the scrollback that goes on the wire.
    public static let lineIDLimit = 4_294_967_295
    /// Cells of one line of the scrollback at most: those before its last row, and that row.
    public static let lineCellLimitWithLastRow = lineCellLimit + columnLimit - 1
    /// Lines of the scrollback that are coded together; the schema's `scrollbackLimit`.
    public static let lineCountLimit = 1_000
    /// Cells of all lines of the scrollback that are coded together: 8 MiB.
    public static let lineBatchCellLimit = 1 << 20
    /// Styles, or clusters, in a table before it is first searched for those that no cell has any more.
    static let tableSizeBeforeCompaction = 4_096
    /// Requests for a link that find the table full before it is searched again.
    static let linkAttemptsBeforeCompaction = 128
}
