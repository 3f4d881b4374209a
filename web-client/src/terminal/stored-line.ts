import { emptyCell, isLead } from "./cell.js";
import { CellTable } from "./cell-table.js";
import { DifferenceReader, invalidText, outOfRange } from "./difference-reader.js";
import { TerminalLimit } from "./limits.js";
import { CellBuffer, readCells } from "./read-cells.js";
import { readTable } from "./read-table.js";
import { Row } from "./row.js";
import { ScreenCodingError } from "./screen-coding-error.js";

/** A line that left the screen: text up to a line break, however many rows it took (Sources/Terminal/StoredLine.swift). */
export interface StoredLine {
  /** Grows from line to line; gaps are where lines are gone, or went back to the screen. */
  readonly id: number;
  readonly contents: Uint32Array;
  readonly styles: Uint32Array;
  /** Whether the line goes on, in the next line or on the screen. */
  readonly isOpen: boolean;
  /** What the numbers in the cells mean: shared by the lines of one message. */
  readonly table: CellTable;
}

const space = 0x20;
let buffer: CellBuffer | undefined;

/**
 * Reads the lines that were asked for from `first` on (protocol/terminal/README.md, "The coding of lines"). Everything is compared with a limit before
 * it is allocated. Throws `ScreenCodingError`, whatever the bytes.
 */
export function readLines(bytes: Uint8Array, first: number): StoredLine[] {
  const reader = new DifferenceReader(bytes);
  const fields = reader.byte();
  if (fields > 1) outOfRange();
  const table = fields === 1 ? readTable(reader) : new CellTable();
  const lines: StoredLine[] = [];
  buffer ??= new CellBuffer(TerminalLimit.lineCells);
  buffer.style = 0;
  let [id, cellsLeft] = [first, TerminalLimit.lineBatchCells as number];
  while (reader.remaining > 0) {
    if (lines.length >= TerminalLimit.lines) outOfRange();
    const line = readLine(reader, id, Math.min(cellsLeft, TerminalLimit.lineCells), buffer, table);
    cellsLeft -= line.contents.length;
    id = line.id + 1;
    lines.push(line);
  }
  return lines;
}

function readLine(reader: DifferenceReader, nextID: number, limit: number, buffer: CellBuffer, table: CellTable): StoredLine {
  const head = reader.varint(reader.remaining * 8 + 7);
  const id = nextID + (head & 2 ? reader.varint(TerminalLimit.lineID) : 0);
  if (id > TerminalLimit.lineID) outOfRange();
  const count = head >>> 3;
  const end = head & 4 ? (readCells(count, buffer, limit, false, table, reader)[1] ?? 0) : readASCII(count, buffer, limit, reader);
  const contents = buffer.contents.slice(0, end);
  if (head & 4) for (let column = 0; column < end; column++) if (contents[column] === emptyCell) contents[column] = space;
  return { id, contents, styles: buffer.styles.slice(0, end), isOpen: (head & 1) === 1, table };
}

function readASCII(count: number, buffer: CellBuffer, limit: number, reader: DifferenceReader): number {
  if (count > limit) outOfRange();
  const bytes = reader.upTo(count);
  for (const byte of bytes) if (byte < 0x20 || byte >= 0x7f) invalidText();
  if (bytes.length < count) throw new ScreenCodingError("truncated");
  buffer.contents.set(bytes);
  buffer.styles.fill(0, 0, count);
  return count;
}

/** The rows that a line takes at a width, as Sources/Terminal/LineWrapper.swift: a wide character that does not fit begins the next row. */
export function wrapLine({ contents, styles, isOpen }: StoredLine, columns: number): Row[] {
  const rows: Row[] = [];
  let start = 0;
  do {
    const limit = Math.min(start + columns, contents.length);
    const isCut = limit > start && isLead(contents[limit - 1]!);
    const end = isCut && limit - 1 > start ? limit - 1 : limit;
    const row = new Row(columns);
    row.write(contents.subarray(start, end), styles.subarray(start, end), 0);
    // In one column there is no room for a wide character: its cell is left empty.
    start = isCut && end === limit ? Math.min(end + 1, contents.length) : end;
    row.isWrapped = start < contents.length || isOpen;
    rows.push(row);
  } while (start < contents.length);
  return rows;
}
