import type { HistoryLine } from "../lab-desk.js";
import { widthOf, type Line } from "./terminal-screen.js";

/** Lines that are kept here at once; those that left the screen longer ago are not fetched. */
const historyLimit = 5_000;

/** Breaks a line into rows of `columns`, as the screen does: a wide character that does not fit begins the next row. An empty line is one row. */
export function wrapped(line: Line, columns: number): Line[] {
  const rows: Line[] = [];
  let start = 0;
  let width = 0;
  line.forEach((glyph, index) => {
    if (width + glyph.width > columns && index > start) {
      rows.push(line.slice(start, index));
      start = index;
      width = 0;
    }
    width += glyph.width;
  });
  rows.push(line.slice(start));
  return rows;
}

/** A row above the screen. */
export interface HistoryRow {
  readonly line: Line;
  /** Whether it goes on in the next row. */
  readonly isWrapped: boolean;
  /** The line's id, and the column of the line with which the row begins. */
  readonly id: number;
  readonly start: number;
}

function rowsOf({ id, glyphs, isOpen }: HistoryLine, columns: number): HistoryRow[] {
  let start = 0;
  return wrapped(glyphs, columns).map((line, index, all) => {
    const row = { line, id, start, isWrapped: index < all.length - 1 || isOpen };
    start += widthOf(line);
    return row;
  });
}

/** The lines above the screen that are here: all from `first` to before `next`, but those that are gone. */
export class History {
  lines: readonly HistoryLine[] = [];
  private columns = 0;
  private broken: HistoryRow[] = [];

  /** `next`: the id that the next line will have. */
  constructor(public next: number, public first = next) {}

  /** Whether there may be older lines, and room for them. */
  get isOpen(): boolean {
    return this.first > 0 && this.lines.length < historyLimit;
  }

  /** The next range to ask for above what is here. */
  above(count: number): { first: number; count: number } {
    const first = Math.max(0, this.first - count);
    return { first, count: this.first - first };
  }

  /** Puts lines that were asked for, from `first` on, above those that are here. */
  prepend(first: number, lines: readonly HistoryLine[]): void {
    this.lines = [...lines.filter(({ id }) => id >= first && id < this.first), ...this.lines];
    // Nothing there: it is gone, and so is what is older.
    this.first = lines.length === 0 ? 0 : first;
    this.columns = 0;
  }

  /** Puts lines that left the screen meanwhile below those that are here. */
  append(lines: readonly HistoryLine[], next: number): void {
    this.lines = [...this.lines, ...lines.filter(({ id }) => id >= this.next && id < next)];
    this.next = next;
    this.columns = 0;
  }

  /** What is here, in rows of `columns`. */
  rows(columns: number): readonly HistoryRow[] {
    if (this.columns === columns) return this.broken;
    this.columns = columns;
    return (this.broken = this.lines.flatMap((line) => rowsOf(line, columns)));
  }
}
