import { clusterCell, emptyCell, scalarCell, tailCell } from "./cell.js";
import type { CellTable } from "./cell-table.js";
import { outOfRange, type DifferenceReader } from "./difference-reader.js";

/** What the operations of one row or line write: contents and styles by column. Used over and over. */
export class CellBuffer {
  readonly contents: Uint32Array;
  readonly styles: Uint32Array;
  /** The style from here on. */
  style = 0;

  constructor(columns: number) {
    this.contents = new Uint32Array(columns);
    this.styles = new Uint32Array(columns);
  }
}

/** The kinds of operations, the low 3 bits of each (Sources/Terminal/RowOperation.swift). */
const enum Operation {
  skip,
  style,
  narrow,
  wide,
  empty,
  repeated,
  narrowCluster,
  wideCluster,
}

/**
 * Reads `count` operations into `buffer`, `limit` columns at most; the style goes on from call to call. Returns the stretches that were written: the
 * column of each, and the column after it. What is skipped stays as it was; without `maySkip`, skips are refused.
 */
export function readCells(count: number, buffer: CellBuffer, limit: number, maySkip: boolean, table: CellTable, reader: DifferenceReader): number[] {
  const stretches: number[] = [];
  let column = 0;
  for (let index = 0; index < count; index++) {
    const packed = reader.varint(2 ** 28);
    const value = packed >>> 3;
    const kind: Operation = packed & 7;
    if (kind === Operation.style) {
      buffer.style = value < table.styles.length ? value : outOfRange();
    } else if (kind === Operation.skip) {
      if (!maySkip || value === 0 || value > limit - column) outOfRange();
      column += value;
    } else {
      const end = write(kind, value, column, buffer, limit, table, reader);
      if (stretches.length > 0 && stretches[stretches.length - 1] === column) stretches[stretches.length - 1] = end;
      else stretches.push(column, end);
      column = end;
    }
  }
  return stretches;
}

/** Writes the cells of one operation at `column`; returns the column after them. */
function write(
  kind: Operation, value: number, column: number, buffer: CellBuffer, limit: number, table: CellTable, reader: DifferenceReader,
): number {
  const { contents } = buffer;
  const isWide = kind === Operation.wide || kind === Operation.wideCluster;
  const isCluster = kind === Operation.narrowCluster || kind === Operation.wideCluster;
  if (isCluster ? value >= table.clusters.length : value === 0) outOfRange();
  const end = column + (isCluster ? 1 : value) * (isWide ? 2 : 1);
  if (end > limit) outOfRange();
  if (kind === Operation.narrow) {
    reader.scalars(contents, column, end);
  } else if (isWide) {
    for (let place = column; place < end; place += 2) {
      contents[place] = isCluster ? clusterCell(value, true) : scalarCell(reader.scalar(), true);
      contents[place + 1] = tailCell;
    }
  } else {
    contents.fill(isCluster ? clusterCell(value, false) : kind === Operation.empty ? emptyCell : reader.scalar(), column, end);
  }
  buffer.styles.fill(buffer.style, column, end);
  return end;
}
