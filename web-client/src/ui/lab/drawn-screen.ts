import { isLead, isTail } from "../../terminal/cell.js";
import type { CellTable } from "../../terminal/cell-table.js";
import { Mode } from "../../terminal/modes.js";
import type { Overlay } from "../../terminal/prediction.js";
import type { ScreenChange as StateChange, ScreenState } from "../../terminal/screen-state.js";
import { plainStyle, type CursorShape, type Glyph, type GlyphStyle, type Line, type TerminalScreen, type Underline } from "./terminal/terminal-screen.js";

/** The glyphs of cells side by side. */
export function glyphsOf(contents: Uint32Array, styles: Uint32Array, table: CellTable): Glyph[] {
  const looks = looksOf(table);
  const glyphs: Glyph[] = [];
  for (let column = 0; column < contents.length; column++) {
    const cell = contents[column]!;
    if (isTail(cell)) continue;
    glyphs.push({ text: table.text(cell), width: isLead(cell) ? 2 : 1, style: looks(styles[column]!) });
  }
  return glyphs;
}

const known = new WeakMap<CellTable, GlyphStyle[]>();

/** The styles of a table by their numbers, each made once. */
function looksOf(table: CellTable): (number: number) => GlyphStyle {
  const made = known.get(table) ?? [plainStyle];
  known.set(table, made);
  return (number) => (made[number] ??= lookOf(table, number));
}

function lookOf(table: CellTable, number: number): GlyphStyle {
  const style = table.styles[number];
  if (!style) return plainStyle;
  const { foreground, background, underlineColor: underlineColour, underline, attributes } = style;
  return { foreground, background, underlineColour, underline: underline as Underline, attributes, link: table.linkOf(number)?.address ?? "" };
}

/** The server's screen with what is foreseen upon it, as the views draw it. A row is worked out when it is drawn, and kept until it changes. */
export class DrawnScreen implements TerminalScreen {
  private lines: (Line | undefined)[] = [];
  private overlay: Overlay | undefined;

  constructor(private readonly state: ScreenState) {}

  get columns(): number {
    return this.state.columns;
  }
  get rows(): number {
    return this.state.rows.length;
  }
  get cursor(): TerminalScreen["cursor"] {
    const { row, column } = this.overlay?.cursor ?? this.state.cursor;
    return { row: Math.min(row, this.rows - 1), column: Math.min(column, this.columns - 1), shape: this.state.cursor.shape as CursorShape, isShown: this.has(Mode.cursorVisible) };
  }
  get isReversed(): boolean {
    return this.has(Mode.reverseVideo);
  }
  get isAlternate(): boolean {
    return this.has(Mode.alternate);
  }
  get isPointed(): boolean {
    return this.state.mouse !== 0;
  }
  get title(): string {
    return this.state.title;
  }
  get nextLine(): number {
    return this.state.nextLineID;
  }

  line(row: number): Line {
    return (this.lines[row] ??= this.glyphs(row));
  }

  isWrapped(row: number): boolean {
    return this.state.rows[row]?.isWrapped ?? false;
  }

  /** The state changed. */
  take({ isResized, scroll, rows }: StateChange): void {
    if (isResized) this.lines = [];
    if (scroll) this.move(scroll.start, Math.min(scroll.start + scroll.rows, this.rows), scroll.count);
    for (const row of rows) this.lines[row] = undefined;
  }

  /** Something else is foreseen. Returns the rows that look otherwise. */
  foresee(overlay: Overlay | undefined): number[] {
    const rows = new Set([this.overlay, overlay].flatMap((one) => (one ? [...one.cells.map(({ row }) => row), one.cursor.row] : [])));
    this.overlay = overlay;
    for (const row of rows) this.lines[row] = undefined;
    return [...rows].filter((row) => row < this.rows);
  }

  private has(mode: Mode): boolean {
    return (this.state.modes & mode) !== 0;
  }

  private move(start: number, end: number, count: number): void {
    const before = Array.from({ length: this.rows }, (_, row) => this.lines[row]);
    for (let row = start; row < end; row++) this.lines[row] = row + count >= start && row + count < end ? before[row + count] : undefined;
  }

  private glyphs(row: number): Glyph[] {
    const { rows, table } = this.state;
    const own = rows[row];
    const foreseen = this.overlay?.cells.filter((cell) => cell.row === row) ?? [];
    if (!own) return [];
    const glyphs = glyphsOf(own.contents, own.styles, table);
    if (foreseen.length === 0) return glyphs;
    const looks = looksOf(table);
    let column = 0;
    return glyphs.map((glyph) => {
      const cell = foreseen.find((one) => one.column === column);
      column += glyph.width;
      return cell && glyph.width === 1 ? { text: cell.text, width: 1, style: looks(cell.style), isPredicted: true } : glyph;
    });
  }
}
