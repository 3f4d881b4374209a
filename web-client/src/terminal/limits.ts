/** What the coder takes at most, as `TerminalLimits` in Sources/Terminal/TerminalLimits.swift. */
export const enum TerminalLimit {
  rows = 256,
  columns = 640,
  /** Bytes of a title in UTF-8. */
  titleBytes = 256,
  linkBytes = 2_083,
  linkNameBytes = 250,
  /** Links of one message. */
  links = 512,
  /** Scalars of one cell. */
  clusterScalars = 8,
  /** The largest id of a line of the scrollback. */
  lineID = 4_294_967_295,
  /** Cells of one line of the scrollback: 16,384 before its last row, and that row. */
  lineCells = 16_384 + 639,
  /** Lines of the scrollback in one message. */
  lines = 1_000,
  /** Cells of the lines in one message. */
  lineBatchCells = 1_048_576,
  /** Styles, or clusters, in a table before it is searched for those that no cell has any more. */
  tableBeforeCompaction = 4_096,
}
