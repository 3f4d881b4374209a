import type { HistoryLine, ScreenChange } from "../src/ui/lab/lab-desk.js";
import { plainStyle, type CursorShape, type Glyph, type GlyphStyle, type Line, type TerminalScreen, type Underline } from "../src/ui/lab/terminal/terminal-screen.js";

const isWide = /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^[\u{1f300}-\u{1faff}]/u;
const isMark = /^\p{M}|^\u200d/u;
const blank: Glyph = { text: "", width: 1, style: plainStyle };

/** As much of a terminal as the pictures of the views need. The real one is Sources/Terminal. */
export class FakeTerminal implements TerminalScreen {
  cursor: { row: number; column: number; shape: CursorShape; isShown: boolean } = { row: 0, column: 0, shape: 0, isShown: true };
  isReversed = false;
  isAlternate = false;
  isPointed = false;
  title = "";
  nextLine = 0;
  readonly history: HistoryLine[] = [];
  private cells: (Glyph | undefined)[][];
  private lines: (Line | undefined)[];
  private pen: Partial<GlyphStyle> & { link: string } = { link: "" };
  private styles = new Map<string, GlyphStyle>();
  private region: [number, number];
  private changed = new Set<number>();
  private scroll = 0;
  private bell = false;

  constructor(public columns: number, public rows: number) {
    this.cells = Array.from({ length: rows }, () => this.emptyRow());
    this.lines = [];
    this.region = [0, rows];
  }

  line(row: number): Line {
    return (this.lines[row] ??= this.cells[row]!.filter((cell): cell is Glyph => cell !== undefined));
  }

  isWrapped(): boolean {
    return false;
  }

  resize(columns: number, rows: number): void {
    const gone = Math.max(0, this.cursor.row - rows + 1);
    this.cells = Array.from({ length: rows }, (_, row) => [...(this.cells[row + gone] ?? []), ...this.emptyRow()].slice(0, columns));
    for (const row of this.cells) while (row.length < columns) row.push(blank);
    [this.columns, this.rows] = [columns, rows];
    this.region = [0, rows];
    this.cursor = { ...this.cursor, row: this.cursor.row - gone, column: Math.min(this.cursor.column, columns - 1) };
    this.lines = [];
  }

  feed(text: string): ScreenChange {
    const pieces = /\x1b\[([?>=]?)([\d;:]*)[ "]?([@-~])|\x1b\](\d+);([^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b[()][0-9A-Za-z]|\x1b([@-~=>])|[\s\S]/gu;
    const before = this.cursor.row;
    for (const [whole, mark, numbers, final, osc, value, escape] of text.matchAll(pieces)) {
      if (final !== undefined) this.control(final, mark!, numbers!);
      else if (osc === "8") this.pen = { ...this.pen, link: value!.replace(/^[^;]*;/, "") };
      else if (osc !== undefined) this.title = value!;
      else if (escape === "M") this.cursor.row === this.region[0] ? this.scrollBy(-1) : this.moveTo(this.cursor.row - 1, this.cursor.column);
      else if (escape === undefined && !whole!.startsWith("\x1b")) this.print(whole!);
    }
    this.changed.add(before).add(this.cursor.row);
    const change: ScreenChange = { rows: [...this.changed].filter((row) => row < this.rows), bell: this.bell, ...(this.scroll !== 0 && { scroll: { start: this.region[0], rows: this.region[1] - this.region[0], count: this.scroll } }) };
    this.changed = new Set();
    this.scroll = 0;
    this.bell = false;
    return Math.abs(change.scroll?.count ?? 0) >= this.rows ? {} : change;
  }

  private emptyRow(): (Glyph | undefined)[] {
    return Array.from({ length: this.columns }, () => blank);
  }

  private style(): GlyphStyle {
    const style = { ...plainStyle, ...this.pen };
    const key = JSON.stringify(style);
    if (!this.styles.has(key)) this.styles.set(key, style);
    return this.styles.get(key)!;
  }

  private print(text: string): void {
    const { cursor } = this;
    if (text === "\n") return this.feedLine();
    if (text === "\r") return this.moveTo(cursor.row, 0);
    if (text === "\b") return this.moveTo(cursor.row, cursor.column - 1);
    if (text === "\t") return this.moveTo(cursor.row, Math.min(this.columns - 1, (Math.floor(cursor.column / 8) + 1) * 8));
    if (text === "\x07") return void (this.bell = true);
    if (text < " ") return;
    const row = this.cells[cursor.row]!;
    if (isMark.test(text) && cursor.column > 0) {
      const at = row[cursor.column - 1] ? cursor.column - 1 : cursor.column - 2;
      row[at] = { ...row[at]!, text: row[at]!.text + text };
    } else {
      const width = isWide.test(text) ? 2 : 1;
      if (cursor.column + width > this.columns) {
        this.moveTo(cursor.row, 0);
        this.feedLine();
      }
      this.cells[this.cursor.row]![this.cursor.column] = { text, width, style: this.style() };
      if (width === 2) this.cells[this.cursor.row]![this.cursor.column + 1] = undefined;
      this.cursor = { ...this.cursor, column: this.cursor.column + width };
    }
    this.touch(this.cursor.row);
  }

  private touch(row: number): void {
    this.lines[row] = undefined;
    this.changed.add(row);
  }

  private moveTo(row: number, column: number): void {
    this.changed.add(this.cursor.row);
    this.cursor = { ...this.cursor, row: Math.max(0, Math.min(this.rows - 1, row)), column: Math.max(0, Math.min(this.columns - 1, column)) };
  }

  private feedLine(): void {
    if (this.cursor.row === this.region[1] - 1) this.scrollBy(1);
    else this.moveTo(this.cursor.row + 1, this.cursor.column);
  }

  private scrollBy(count: number): void {
    const [start, end] = this.region;
    if (count > 0) {
      if (start === 0 && !this.isAlternate) this.history.push({ id: this.nextLine++, glyphs: this.line(0), isOpen: false });
      this.cells.splice(start, 1);
      this.cells.splice(end - 1, 0, this.emptyRow());
    } else {
      this.cells.splice(end - 1, 1);
      this.cells.splice(start, 0, this.emptyRow());
    }
    this.lines = [];
    this.changed = new Set([...this.changed].map((row) => (row >= start && row < end ? row - count : row)));
    this.touch(count > 0 ? end - 1 : start);
    this.scroll += count;
  }

  private erase(row: number, from: number, to: number): void {
    const { background = 0 } = this.pen;
    const empty = background === 0 ? blank : { ...blank, style: { ...plainStyle, background } };
    for (let column = from; column < to; column++) this.cells[row]![column] = empty;
    if (this.cells[row]![to] === undefined && to < this.columns) this.cells[row]![to] = blank;
    this.touch(row);
  }

  private control(final: string, mark: string, numbers: string): void {
    const values = numbers.split(";").map((part) => Number.parseInt(part, 10));
    const n = Math.max(1, values[0] || 1);
    const { row, column } = this.cursor;
    if (mark === "?") return this.mode(values, final === "h");
    switch (final) {
      case "m": return this.rendition(numbers === "" ? ["0"] : numbers.split(";"));
      case "H": case "f": return this.moveTo((values[0] || 1) - 1, (values[1] || 1) - 1);
      case "A": return this.moveTo(row - n, column);
      case "B": return this.moveTo(row + n, column);
      case "C": return this.moveTo(row, column + n);
      case "D": return this.moveTo(row, column - n);
      case "G": return this.moveTo(row, n - 1);
      case "d": return this.moveTo(n - 1, column);
      case "K": return values[0] === 1 ? this.erase(row, 0, column + 1) : this.erase(row, values[0] === 2 ? 0 : column, this.columns);
      case "X": return this.erase(row, column, Math.min(this.columns, column + n));
      case "J":
        if (values[0] !== 1) this.erase(row, values[0] === 2 ? 0 : column, this.columns);
        for (let other = values[0] === 2 ? 0 : row + 1; other < this.rows; other++) this.erase(other, 0, this.columns);
        return;
      case "r": this.region = [(values[0] || 1) - 1, values[1] || this.rows]; return this.moveTo(0, 0);
      case "S": for (let step = 0; step < n; step++) this.scrollBy(1); return;
      case "q": this.cursor = { ...this.cursor, shape: (values[0] || 0) as CursorShape }; return;
    }
  }

  private mode(values: readonly number[], on: boolean): void {
    for (const value of values) {
      if (value === 25) this.cursor = { ...this.cursor, isShown: on };
      if (value === 1000) this.isPointed = on;
      if (value === 5) this.isReversed = on;
      if (value === 1049) {
        this.isAlternate = on;
        for (let row = 0; row < this.rows; row++) this.erase(row, 0, this.columns);
      }
    }
  }

  private rendition(parts: readonly string[]): void {
    const { link } = this.pen;
    const bits: Record<number, number> = { 1: 1, 2: 2, 3: 4, 5: 8, 7: 16, 8: 32, 9: 64, 53: 128 };
    const pen: { -readonly [K in keyof GlyphStyle]?: GlyphStyle[K] } & { link: string } = { ...this.pen };
    for (let at = 0; at < parts.length; at++) {
      const [value = 0, kind] = parts[at]!.split(":").map((part) => Number.parseInt(part, 10) || 0);
      const colour = (): number => {
        if (parts[at + 1] === "5") return (1 << 24) + Number(parts[(at += 2)]);
        const [red, green, blue] = parts.slice(at + 2, (at += 4) + 1).map(Number) as [number, number, number];
        return (2 << 24) + (red << 16) + (green << 8) + blue;
      };
      if (value === 0) for (const key of ["foreground", "background", "underlineColour", "underline", "attributes"] as const) delete pen[key];
      else if (value === 4) pen.underline = (kind ?? 1) as Underline;
      else if (value === 24) pen.underline = 0;
      else if (value === 22) pen.attributes = (pen.attributes ?? 0) & ~3;
      else if (value === 27) pen.attributes = (pen.attributes ?? 0) & ~16;
      else if (value === 38) pen.foreground = colour();
      else if (value === 48) pen.background = colour();
      else if (value === 39) pen.foreground = 0;
      else if (value === 49) pen.background = 0;
      else if (value >= 30 && value < 38) pen.foreground = (1 << 24) + value - 30;
      else if (value >= 40 && value < 48) pen.background = (1 << 24) + value - 40;
      else if (value >= 90 && value < 98) pen.foreground = (1 << 24) + value - 82;
      else if (value >= 100 && value < 108) pen.background = (1 << 24) + value - 92;
      else if (bits[value]) pen.attributes = (pen.attributes ?? 0) | bits[value];
    }
    this.pen = { ...pen, link };
  }
}
