import type { CellTable } from "../src/terminal/cell-table.js";
import { isTail } from "../src/terminal/cell.js";
import type { Row } from "../src/terminal/row.js";
import type { ScreenState } from "../src/terminal/screen-state.js";
import { plainStyle } from "../src/terminal/style.js";

/** All of a state in words that do not depend on how its table numbers things, as Tests/TerminalTests/ScreenText.swift. */
export interface ScreenText {
  numbers: number[];
  title: string;
  rows: [text: string, runs: string, isWrapped: number][];
}

export function screenText(state: ScreenState): ScreenText {
  const { cursor, modes, mouse, nextLineID, title, table } = state;
  const rows = state.rows.map((row) => rowText(row, table));
  while (rows.length > 0 && rows[rows.length - 1]![0] === "" && rows[rows.length - 1]![2] === 0) rows.pop();
  return { numbers: [state.rows.length, state.columns, cursor.row, cursor.column, cursor.shape, modes, mouse, nextLineID], title, rows };
}

/** One text, for digests. */
export function wholeText({ numbers, title, rows }: ScreenText): string {
  return `${numbers.join(" ")}\n${title}\n${rows.map(([text, runs, isWrapped]) => `${isWrapped === 1 ? "+" : "-"}${text}\n${runs}\n`).join("")}`;
}

export function rowText(row: Row, table: CellTable): [string, string, number] {
  const [text, runs] = cellsText(row.contents.subarray(0, row.trimmedCount), row.styles, table);
  return [text, runs, row.isWrapped ? 1 : 0];
}

/** The text of cells, and their styles as `count:style` with `|` between; nothing when all are plain. */
export function cellsText(contents: Uint32Array, styles: Uint32Array, table: CellTable): [string, string] {
  let text = "";
  const runs: { count: number; style: string }[] = [];
  contents.forEach((cell, column) => {
    text += isTail(cell) ? "\u0001" : table.text(cell) || "\0";
    const style = words(styles[column]!, table);
    if (runs[runs.length - 1]?.style !== style) runs.push({ count: 0, style });
    runs[runs.length - 1]!.count++;
  });
  return [text, runs.every(({ style }) => style === "") ? "" : runs.map(({ count, style }) => `${count}:${style}`).join("|")];
}

function words(number: number, table: CellTable): string {
  const style = table.styles[number] ?? plainStyle;
  const link = table.linkOf(number);
  const fields: [string, number][] = [
    ["f", style.foreground], ["b", style.background], ["u", style.underlineColor], ["s", style.underline], ["a", style.attributes]];
  const found = fields.filter(([, value]) => value !== 0).map(([letter, value]) => `${letter}${value}`);
  return found.concat(link ? [`l${link.address} ${link.name}`] : []).join(",");
}
