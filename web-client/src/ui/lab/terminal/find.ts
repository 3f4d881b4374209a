import type { Line } from "./terminal-screen.js";

/** A place where something was found: a row, and columns half open. */
export interface Found {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Places of `needle` in a line, by columns, without regard to case. */
export function findIn(line: Line, needle: string, row: number): Found[] {
  const wanted = needle.toLowerCase();
  if (wanted === "") return [];
  // The column of each unit of the text: lower case may be longer.
  const columns: number[] = [];
  let text = "";
  let column = 0;
  for (const glyph of line) {
    const lower = (glyph.text || " ").toLowerCase();
    for (let index = 0; index < lower.length; index++) columns.push(column);
    text += lower;
    column += glyph.width;
  }
  columns.push(column);
  const found: Found[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const from = columns[at]!;
    found.push({ row, from, to: Math.max(from + 1, columns[at + wanted.length]!) });
  }
  return found;
}
