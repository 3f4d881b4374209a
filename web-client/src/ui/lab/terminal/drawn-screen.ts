import { isLead, isTail } from "../../../terminal/cell.js";
import type { CellTable } from "../../../terminal/cell-table.js";
import { Mode } from "../../../terminal/modes.js";
import type { Overlay } from "../../../terminal/prediction.js";
import type { ScreenChange as StateChange, ScreenState } from "../../../terminal/screen-state.js";
import type { StoredLine } from "../../../terminal/stored-line.js";
import type { ScreenChange } from "../lab-desk.js";
import { plainStyle, type CursorShape, type Glyph, type GlyphStyle, type Line, type TerminalScreen } from "./terminal-screen.js";

/** A screen as the views draw it, with what is foreseen of it: glyphs are made of rows that changed only. */
export class DrawnScreen implements TerminalScreen {
  private lines: (Line | undefined)[] = [];
  private styles = new GlyphStyles();
  private overlay: Overlay | undefined;
  private readonly over = new Map<number, Line>();

  constructor(private readonly state: ScreenState) {}

  get columns(): number { return this.state.columns; }
  get rows(): number { return this.state.rows.length; }
  get isReversed(): boolean { return this.has(Mode.reverseVideo); }
  get isAlternate(): boolean { return this.has(Mode.alternate); }
  get title(): string { return this.state.title; }
  get nextLine(): number { return this.state.nextLineID; }

  get cursor(): TerminalScreen["cursor"] {
    const { row, column } = this.overlay?.cursor ?? this.state.cursor;
    return { row, column, shape: this.state.cursor.shape as CursorShape, isShown: this.has(Mode.cursorVisible) };
  }

  isWrapped(row: number): boolean {
    return this.state.rows[row]?.isWrapped ?? false;
  }

  line(row: number): Line {
    return this.over.get(row) ?? this.below(row);
  }

  /** The state changed; what is to be drawn anew. */
  take(change: StateChange): ScreenChange {
    if (change.isRenumbered || change.isResized) this.styles = new GlyphStyles();
    if (change.isResized) {
      this.lines = [];
      return {};
    }
    if (change.scroll) this.scroll(change.scroll);
    for (const row of change.rows) this.lines[row] = undefined;
    return { rows: change.rows, ...(change.scroll && { scroll: change.scroll }) };
  }

  /** Something else is foreseen; the rows that look otherwise. */
  foresee(overlay: Overlay | undefined): readonly number[] {
    const before = this.overlay;
    if (before === undefined && overlay === undefined) return [];
    this.overlay = overlay;
    const rows = new Set(this.over.keys());
    this.over.clear();
    for (const { row } of overlay?.cells ?? []) if (!this.over.has(row)) this.over.set(row, this.foreseen(row, overlay!));
    for (const row of this.over.keys()) rows.add(row);
    for (const place of [before?.cursor, overlay?.cursor]) if (place) rows.add(place.row);
    return [...rows];
  }

  private below(row: number): Line {
    return (this.lines[row] ??= glyphs(this.state.rows[row]!, this.state.table, this.styles));
  }

  /** A row with what is typed into it; where that covers half of a wide character, the other half is empty. */
  private foreseen(row: number, overlay: Overlay): Line {
    const typed = new Map(overlay.cells.filter((cell) => cell.row === row).map((cell) => [cell.column, cell]));
    const line: Glyph[] = [];
    let column = 0;
    for (const glyph of this.below(row)) {
      const parts = glyph.width === 2 && (typed.has(column) || typed.has(column + 1)) ? [empty, empty] : [glyph];
      for (const part of parts) {
        const cell = typed.get(column);
        line.push(cell ? { text: cell.text, width: 1, style: this.styles.of(cell.style, this.state.table), isPredicted: true } : part);
        column += part.width;
      }
    }
    return line;
  }

  private scroll({ start, rows, count }: { start: number; rows: number; count: number }): void {
    const moved = this.lines.slice(start, start + rows);
    moved.length = rows;
    const region = count > 0 ? moved.slice(count).concat(new Array(Math.min(count, rows))) : new Array(Math.min(-count, rows)).concat(moved.slice(0, Math.max(0, rows + count)));
    for (let index = 0; index < rows; index++) this.lines[start + index] = region[index];
  }

  private has(mode: Mode): boolean {
    return (this.state.modes & mode) !== 0;
  }
}

/** The glyphs of a line that left the screen. */
export function glyphsOf({ contents, styles, table }: StoredLine): Line {
  return glyphs({ contents, styles }, table, new GlyphStyles());
}

const empty: Glyph = { text: "", width: 1, style: plainStyle };

function glyphs({ contents, styles }: { contents: Uint32Array; styles: Uint32Array }, table: CellTable, drawn: GlyphStyles): Line {
  const line: Glyph[] = [];
  contents.forEach((cell, column) => {
    if (!isTail(cell)) line.push({ text: table.text(cell), width: isLead(cell) ? 2 : 1, style: drawn.of(styles[column]!, table) });
  });
  return line;
}

/** Styles by their numbers in one table, each made once: what a view works out of one is kept with it. */
class GlyphStyles {
  private readonly made: GlyphStyle[] = [plainStyle];

  of(number: number, table: CellTable): GlyphStyle {
    const known = this.made[number];
    if (known) return known;
    const style = table.styles[number];
    if (!style) return plainStyle;
    const { foreground, background, underlineColor, underline, attributes } = style;
    const link = table.linkOf(number)?.address ?? "";
    return (this.made[number] = { foreground, background, underlineColour: underlineColor, underline: underline as GlyphStyle["underline"], attributes, link });
  }
}
