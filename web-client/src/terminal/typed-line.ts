import { isTail } from "./cell.js";
import type { Keystroke } from "./keystroke.js";
import type { ScrollMove } from "./screen-difference.js";
import { textOf, type ScreenState } from "./screen-state.js";

export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A cell as it will look. */
export interface PredictedCell extends Place {
  readonly text: string;
  /** A number in the screen's table. */
  readonly style: number;
}

/** What a keystroke is expected to do. */
export interface Effect {
  readonly cells: readonly PredictedCell[];
  /** Of the cells those with a character that was typed and that looked otherwise before. */
  readonly typed: readonly PredictedCell[];
  /** Where the cursor is after it. */
  readonly cursor: Place;
}

const keyOf = ({ row, column }: Place): number => row * 1024 + column;
const blank = " ";

/** A screen with what is expected on top of it, and the line in it that is being typed. */
export class TypedLine {
  private readonly expected = new Map<number, PredictedCell>();

  /** `start` is where what was typed begins: nothing left of it is changed. */
  constructor(private readonly screen: ScreenState, private cursor: Place, private readonly start: Place) {}

  /** Goes on after `effect`. */
  add({ cells, cursor }: Effect): void {
    for (const cell of cells) this.expected.set(keyOf(cell), cell);
    this.cursor = cursor;
  }

  /** What `keystroke` will do, and goes on after it; nothing when that is not foreseen. */
  type(keystroke: Keystroke): Effect | undefined {
    switch (keystroke.kind) {
      case "text": return this.insert(keystroke.characters);
      case "backspace": return this.added(this.backspace());
      case "left": return this.added(this.left());
      case "right": return this.added(this.right());
      case "enter":
      case "other": return undefined;
    }
  }

  private added(effect: Effect | undefined): Effect | undefined {
    if (effect) this.add(effect);
    return effect;
  }

  /** Characters are put in, and what is right of them moves on. At the right margin programs differ: nothing is foreseen there. */
  private insert(characters: readonly string[]): Effect | undefined {
    const cells: PredictedCell[] = [];
    const typed: PredictedCell[] = [];
    for (const text of characters) {
      const { row, column } = this.cursor;
      const end = this.endOfText(column);
      const moved = this.moved(column, end, 1);
      if (!moved || end >= this.screen.columns - 1) return undefined;
      const cell = { row, column, text, style: column > 0 ? this.look(column - 1).style : 0 };
      if (this.look(column).text !== text) typed.push(cell);
      cells.push(cell, ...moved);
      this.add({ cells: [cell, ...moved], typed, cursor: { row, column: column + 1 } });
    }
    return { cells, typed, cursor: this.cursor };
  }

  /** The character left of the cursor goes, and what is right of it moves up. */
  private backspace(): Effect | undefined {
    const cursor = this.left()?.cursor;
    const end = this.endOfText(this.cursor.column);
    const moved = this.moved(this.cursor.column, end, -1);
    if (!cursor || !moved || end >= this.screen.columns - 1) return undefined;
    return { cells: [...moved, { row: cursor.row, column: end - 1, text: blank, style: 0 }], typed: [], cursor };
  }

  private left(): Effect | undefined {
    const { row, column } = this.cursor;
    const isInside = row === this.start.row && column > this.start.column && this.look(column - 1).text !== "";
    return isInside ? { cells: [], typed: [], cursor: { row, column: column - 1 } } : undefined;
  }

  private right(): Effect | undefined {
    const { row, column } = this.cursor;
    const isInside = this.endOfText(column) > column && column + 1 < this.screen.columns && this.look(column + 1).text !== "";
    return isInside ? { cells: [], typed: [], cursor: { row, column: column + 1 } } : undefined;
  }

  /** The cell in the cursor's row as it will look; the right half of a wide character has no text. */
  private look(column: number): PredictedCell {
    const { row } = this.cursor;
    return this.expected.get(keyOf({ row, column }))
      ?? { row, column, text: lookOf(this.screen, { row, column }), style: this.screen.rows[row]!.styles[column]! };
  }

  /** Where the text that goes on at `column` ends: before two blanks, or at the margin. */
  private endOfText(column: number): number {
    const isBlank = (place: number): boolean => place >= this.screen.columns || this.look(place).text === blank;
    let end = column;
    while (end < this.screen.columns && !(isBlank(end) && isBlank(end + 1))) end++;
    return end;
  }

  /** The cells from `start` to `end` moved by `distance`; nothing when a wide character is among them. */
  private moved(start: number, end: number, distance: number): PredictedCell[] | undefined {
    const cells: PredictedCell[] = [];
    for (let column = start; column < end; column++) {
      const cell = this.look(column);
      if (cell.text === "") return undefined;
      cells.push({ ...cell, column: column + distance });
    }
    return cells;
  }
}

/** What is to be seen in a cell: blank whether empty or a space; nothing in the right half of a wide character. */
export function lookOf(screen: ScreenState, { row, column }: Place): string {
  const cell = screen.rows[row]?.content(column) ?? 0;
  return isTail(cell) ? "" : textOf(cell, screen.table);
}

/** Where a place has moved to; what left the region is on no row. */
export function scrolled<P extends Place>(place: P, { start, rows, count }: ScrollMove): P {
  if (place.row < start || place.row >= start + rows) return place;
  const row = place.row - count;
  return { ...place, row: row >= start && row < start + rows ? row : -1 };
}
