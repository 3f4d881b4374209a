import { CellTable } from "./cell-table.js";
import { DifferenceReader, outOfRange } from "./difference-reader.js";
import { TerminalLimit } from "./limits.js";
import { CellBuffer, readCells } from "./read-cells.js";
import { readTable } from "./read-table.js";
import { ScreenCodingError } from "./screen-coding-error.js";

/** Cells of a row that are new, side by side, in the numbers of the difference's table. */
export interface Stretch {
  readonly column: number;
  readonly contents: Uint32Array;
  readonly styles: Uint32Array;
}

export interface RowPatch {
  readonly row: number;
  readonly isWrapped: boolean;
  readonly stretches: readonly Stretch[];
}

/** Rows from `start` on, `rows` of them, of which `count` moved up, or down when it is below zero. */
export interface ScrollMove {
  readonly start: number;
  readonly rows: number;
  readonly count: number;
}

/** The cursor's place from 0, and its shape by the numbers of DECSCUSR (`CursorShape`). */
export interface CursorState {
  readonly row: number;
  readonly column: number;
  readonly shape: number;
}

/** What changed between two states of a screen, as Sources/Terminal/ScreenDifference.swift; what is absent did not. */
export interface ScreenDifference {
  readonly size?: { readonly rows: number; readonly columns: number };
  readonly scroll?: ScrollMove;
  readonly cursor?: CursorState;
  readonly modes?: number;
  readonly mouse?: number;
  readonly title?: string;
  readonly newLines: number;
  readonly table: CellTable;
  readonly rows: readonly RowPatch[];
}

/** Bits of the first byte (protocol/terminal/README.md). */
const enum Field {
  size = 1,
  scroll = 2,
  cursor = 4,
  modes = 8,
  title = 16,
  newLines = 32,
  rows = 64,
  table = 128,
}

const noTable = new CellTable();

/**
 * Reads a difference. Everything is compared with a limit before it is allocated.
 * Throws `ScreenCodingError`, whatever the bytes.
 */
export function readDifference(bytes: Uint8Array): ScreenDifference {
  const reader = new DifferenceReader(bytes);
  const fields = reader.byte();
  const size = fields & Field.size ? readSize(reader) : undefined;
  const scroll = fields & Field.scroll ? readScroll(reader) : undefined;
  const cursor = fields & Field.cursor ? readCursor(reader) : undefined;
  const modes = fields & Field.modes ? readModes(reader) : undefined;
  const title = fields & Field.title ? reader.text(TerminalLimit.titleBytes) : undefined;
  const newLines = fields & Field.newLines ? readNewLines(reader) : 0;
  const table = fields & Field.table ? readTable(reader) : noTable;
  const rows = fields & Field.rows ? readRows(reader, table) : [];
  if (reader.remaining > 0) throw new ScreenCodingError("trailingBytes");
  return { ...(size && { size }), ...(scroll && { scroll }), ...(cursor && { cursor }), ...modes, ...(title !== undefined && { title }), newLines, table, rows };
}

function readSize(reader: DifferenceReader): { rows: number; columns: number } {
  const rows = reader.varint(TerminalLimit.rows);
  const columns = reader.varint(TerminalLimit.columns);
  return rows > 0 && columns > 0 ? { rows, columns } : outOfRange();
}

function readScroll(reader: DifferenceReader): ScrollMove {
  const start = reader.varint(TerminalLimit.rows);
  const rows = reader.varint(TerminalLimit.rows - start);
  const count = reader.signed();
  return Math.abs(count) <= rows ? { start, rows, count } : outOfRange();
}

function readCursor(reader: DifferenceReader): CursorState {
  const row = reader.varint(TerminalLimit.rows - 1);
  const packed = reader.varint(TerminalLimit.columns * 8 - 1);
  return (packed & 7) < 7 ? { row, column: packed >> 3, shape: packed & 7 } : outOfRange();
}

function readModes(reader: DifferenceReader): { modes?: number; mouse?: number } {
  const packed = reader.varint((0x10000 << 3) | 7);
  const mouse = packed & 7;
  if (mouse > 4) outOfRange();
  return { ...(packed > 7 && { modes: (packed >> 3) - 1 }), ...(mouse > 0 && { mouse: mouse - 1 }) };
}

function readNewLines(reader: DifferenceReader): number {
  const count = reader.signed();
  return Math.abs(count) <= TerminalLimit.lineID ? count : outOfRange();
}

const buffer = new CellBuffer(TerminalLimit.columns);

function readRows(reader: DifferenceReader, table: CellTable): RowPatch[] {
  const count = reader.varint(TerminalLimit.rows);
  const rows: RowPatch[] = [];
  buffer.style = 0;
  for (let next = 0, index = 0; index < count; index++) {
    if (next >= TerminalLimit.rows) outOfRange();
    const row = next + reader.varint(TerminalLimit.rows - 1 - next);
    const header = reader.varint(reader.remaining * 2 + 1);
    rows.push({ row, isWrapped: (header & 1) === 1, stretches: readStretches(header >>> 1, reader, table) });
    next = row + 1;
  }
  return rows;
}

function readStretches(count: number, reader: DifferenceReader, table: CellTable): Stretch[] {
  const ends = readCells(count, buffer, TerminalLimit.columns, true, table, reader);
  const stretches: Stretch[] = [];
  for (let index = 0; index < ends.length; index += 2) {
    const [column, end] = [ends[index]!, ends[index + 1]!];
    stretches.push({ column, contents: buffer.contents.slice(column, end), styles: buffer.styles.slice(column, end) });
  }
  return stretches;
}
