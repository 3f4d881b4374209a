import { CellTable } from "./cell-table.js";
import { CellTranslation } from "./cell-translation.js";
import { TerminalLimit } from "./limits.js";
import { initialModes } from "./modes.js";
import { Row } from "./row.js";
import { readDifference, type CursorState, type ScreenDifference, type ScrollMove } from "./screen-difference.js";

/** What an apply changed, so that a view touches only that, in this order. */
export interface ScreenChange {
  /** The size is another: every row is among `rows`. */
  readonly isResized: boolean;
  /** These rows moved, as far as they were there; those that came in are among `rows`. */
  readonly scroll?: ScrollMove;
  /** The rows whose cells changed, ascending. */
  readonly rows: readonly number[];
  readonly isCursorMoved: boolean;
  readonly areModesChanged: boolean;
  readonly isTitleChanged: boolean;
  /** By how much the id of the next line of the scrollback grew. */
  readonly newLines: number;
  /** Numbers of styles, clusters and links mean something else from now on; what is shown stays. */
  readonly isRenumbered: boolean;
}

/** A screen as it was at a moment: all that a viewer shows (Sources/Terminal/ScreenState.swift). */
export class ScreenState {
  rows: Row[];
  columns: number;
  /** What the numbers in the rows' cells mean. */
  table = new CellTable();
  cursor: CursorState = { row: 0, column: 0, shape: 0 };
  /** Bits of `Mode`. */
  modes = initialModes;
  /** One of `MouseTracking`. */
  mouse = 0;
  title = "";
  /** The id that the next line of the scrollback will have. */
  nextLineID = 0;
  /** Styles, or clusters, at which the table is next searched: after one search twice as many as it left. */
  private tableLimit: number = TerminalLimit.tableBeforeCompaction;

  /** An empty screen. One of 24 rows of 80 columns is the origin from which a keyframe is a difference. */
  constructor(rows = 24, columns = 80) {
    this.rows = emptyRows(rows, columns);
    this.columns = columns;
  }

  /**
   * Makes the change that `bytes` say. Rows and columns that are not there are left out.
   * Throws `ScreenCodingError` for bytes that say none; then nothing is changed.
   */
  apply(bytes: Uint8Array): ScreenChange {
    return this.applyDifference(readDifference(bytes));
  }

  /** Total. The difference is used up: its cells are translated in place. */
  applyDifference(difference: ScreenDifference): ScreenChange {
    const { size, scroll, modes, mouse, title, newLines } = difference;
    const changed = new Set<number>();
    const isResized = size !== undefined && (size.rows !== this.rows.length || size.columns !== this.columns);
    if (isResized) this.crop(size.rows, size.columns);
    if (scroll) this.scroll(scroll, changed);
    const isRenumbered = this.applyRows(difference, changed);
    if (modes !== undefined) this.modes = modes;
    if (mouse !== undefined) this.mouse = mouse;
    if (title !== undefined) this.title = title;
    const before = this.cursor;
    this.moveCursor(difference.cursor ?? before);
    this.nextLineID += newLines;
    return {
      isResized, ...(scroll && { scroll }), rows: isResized ? this.rows.map((_, row) => row) : Array.from(changed).sort((one, other) => one - other),
      isCursorMoved: !isSame(before, this.cursor), areModesChanged: modes !== undefined || mouse !== undefined, isTitleChanged: title !== undefined, newLines,
      isRenumbered,
    };
  }

  /** The text of a row, trailing blanks left out. */
  text(row: number): string {
    const cells = this.rows[row];
    if (!cells) return "";
    let text = "";
    for (let column = 0; column < cells.columns; column++) text += textOf(cells.content(column), this.table);
    return text.replace(/ +$/, "");
  }

  private crop(rows: number, columns: number): void {
    const kept = this.rows.slice(0, rows).map((row) => (columns === this.columns ? row : row.cropped(columns)));
    this.rows = kept.concat(emptyRows(rows - kept.length, columns));
    this.columns = columns;
  }

  /** Moves rows as far as they are there; empty ones come in. Text does not go on across the borders of what moved. */
  private scroll({ start, rows, count }: ScrollMove, changed: Set<number>): void {
    const end = Math.min(start + rows, this.rows.length);
    if (start >= end || count === 0) return;
    const moved = this.rows.slice(start, end);
    const gone = Math.min(Math.abs(count), moved.length);
    const emptied = count > 0 ? moved.splice(0, gone) : moved.splice(moved.length - gone, gone);
    for (const row of emptied) row.reset();
    const region = count > 0 ? moved.concat(emptied) : emptied.concat(moved);
    for (const [index, row] of region.entries()) this.rows[start + index] = row;
    for (let index = 0; index < gone; index++) changed.add(count > 0 ? end - 1 - index : start + index);
    if (start > 0) this.rows[start - 1]!.isWrapped = false;
    if (end < this.rows.length) this.rows[end - 1]!.isWrapped = false;
  }

  /** Writes what is new; returns whether the table was made anew. */
  private applyRows({ rows, table }: ScreenDifference, changed: Set<number>): boolean {
    const translation = new CellTranslation(table, this.table);
    for (const { row, isWrapped, stretches } of rows) {
      const target = this.rows[row];
      if (!target) continue;
      for (const { column, contents, styles } of stretches) {
        translation.translate(contents, styles);
        target.write(contents, styles, column);
      }
      target.isWrapped = isWrapped;
      changed.add(row);
    }
    const { styles, clusters, links } = this.table;
    const isLarge = Math.max(styles.length, clusters.length) > this.tableLimit || links.length > 2 * TerminalLimit.links;
    if (isLarge) this.compact();
    return isLarge;
  }

  /** Keeps of the table what some cell has. */
  private compact(): void {
    const fresh = new CellTable();
    const translation = new CellTranslation(this.table, fresh);
    for (const row of this.rows) translation.translate(row.contents, row.styles);
    this.table = fresh;
    this.tableLimit = Math.max(TerminalLimit.tableBeforeCompaction, 2 * fresh.styles.length, 2 * fresh.clusters.length);
  }

  private moveCursor({ row, column, shape }: CursorState): void {
    this.cursor = { row: Math.min(row, this.rows.length - 1), column: Math.min(column, this.columns - 1), shape };
  }
}

function emptyRows(count: number, columns: number): Row[] {
  return Array.from({ length: count }, () => new Row(columns));
}

/** What a cell is in a text: an empty one is a space, the right half of a wide character nothing. */
export function textOf(cell: number, table: CellTable): string {
  return table.text(cell) || (cell === 0 ? " " : "");
}

const isSame = (one: CursorState, other: CursorState): boolean => one.row === other.row && one.column === other.column && one.shape === other.shape;
