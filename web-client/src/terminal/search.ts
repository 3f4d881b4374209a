import { isTail } from "./cell.js";
import type { CellTable } from "./cell-table.js";
import { Mode } from "./modes.js";
import { textOf, type ScreenState } from "./screen-state.js";
import type { StoredLine } from "./stored-line.js";

/** Cells side by side, of a line of the scrollback (its columns count on past any margin) or of a row of the screen. */
export interface FoundSpan {
  readonly in: { readonly kind: "line"; readonly id: number } | { readonly kind: "row"; readonly row: number };
  readonly start: number;
  /** The column after the last. */
  readonly end: number;
}

/** A place where the text was found: more than one span where it goes on in the next row. */
export type FoundPlace = readonly FoundSpan[];

/** Places that are found at most; the first ones. */
export const foundLimit = 2_000;

/** Cells that a text is made of. */
interface Piece {
  readonly in: FoundSpan["in"];
  readonly contents: Uint32Array;
  readonly count: number;
  readonly table: CellTable;
}

/**
 * Finds `query` in lines of the scrollback, in their order, and on the screen below them. Text goes on over the ends of rows that were full. Capitals and small
 * letters are the same unless the query has a capital; marks upon letters count only when it has some.
 */
export function search(query: string, lines: readonly StoredLine[], screen: ScreenState | undefined): FoundPlace[] {
  const folding = new Folding(query);
  const needle = folding.query;
  if (needle === "") return [];
  const places: FoundPlace[] = [];
  for (const text of texts(lines, screen)) {
    const { folded, cells } = folding.fold(text);
    for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + needle.length)) {
      if (places.push(spans(text, cells[at]!, cells[at + needle.length - 1]!)) >= foundLimit) return places;
    }
  }
  return places;
}

/** The logical lines, each of the pieces that it takes. */
function texts(lines: readonly StoredLine[], screen: ScreenState | undefined): Piece[][] {
  const all: Piece[][] = [];
  let isOpen = false;
  const add = (piece: Piece, goesOn: boolean): void => {
    if (isOpen) all[all.length - 1]!.push(piece);
    else all.push([piece]);
    isOpen = goesOn;
  };
  lines.forEach(({ id, contents, table, isOpen: goesOn }, index) => {
    const next = lines[index + 1]?.id ?? ((screen?.modes ?? Mode.alternate) & Mode.alternate ? undefined : screen?.nextLineID);
    add({ in: { kind: "line", id }, contents, count: contents.length, table }, goesOn && next === id + 1);
  });
  screen?.rows.forEach(({ contents, isWrapped }, row) => {
    let count = contents.length;
    while (count > 0 && contents[count - 1] === 0) count--;
    add({ in: { kind: "row", row }, contents, count, table: screen.table }, isWrapped);
  });
  return all;
}

/** How the text is compared. */
class Folding {
  readonly query: string;
  private readonly isExact: boolean;
  private readonly hasMarks: boolean;

  constructor(query: string) {
    const composed = query.normalize("NFC");
    this.isExact = /\p{Lu}/u.test(composed);
    this.hasMarks = /\p{M}/u.test(composed);
    this.query = Array.from(composed, (character) => this.folded(character)).join("");
  }

  /** The text of pieces, and for each of its UTF-16 units the cell that it came from, counted through. */
  fold(pieces: readonly Piece[]): { folded: string; cells: number[] } {
    let folded = "";
    const cells: number[] = [];
    let start = 0;
    for (const { contents, count, table } of pieces) {
      for (let column = 0; column < count; column++) {
        const cell = contents[column]!;
        if (isTail(cell)) continue;
        const text = this.folded(textOf(cell, table));
        folded += text;
        for (let unit = 0; unit < text.length; unit++) cells.push(start + column);
      }
      start += contents.length;
    }
    return { folded, cells };
  }

  private folded(character: string): string {
    if (character.length === 1 && character < "\x7f") return this.isExact ? character : character.toLowerCase();
    const composed = character.normalize("NFC");
    const bare = this.hasMarks ? composed : composed.replace(/\p{M}/gu, "");
    return this.isExact ? bare : bare.toLowerCase();
  }
}

/** The cells from `first` to `last`, counted through the pieces; of a wide character both halves. */
function spans(pieces: readonly Piece[], first: number, last: number): FoundSpan[] {
  const found: FoundSpan[] = [];
  let start = 0;
  for (const piece of pieces) {
    const { contents, count } = piece;
    const [from, until] = [Math.max(first - start, 0), Math.min(last - start + 1, count)];
    const end = until < count && isTail(contents[until]!) ? until + 1 : until;
    if (from < end) found.push({ in: piece.in, start: from, end });
    start += contents.length;
  }
  return found;
}
