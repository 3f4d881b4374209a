import { emptyCell, isLead, isTail, type Content } from "./cell.js";

/** One row of a screen, as Sources/Terminal/Row.swift. Whatever changes it keeps wide characters whole. */
export class Row {
  readonly contents: Uint32Array;
  /** Numbers in the table beside which the row stands. */
  readonly styles: Uint32Array;
  /** Whether the text goes on in the next row because this one was full. */
  isWrapped = false;

  /** An empty row. */
  constructor(readonly columns: number) {
    this.contents = new Uint32Array(columns);
    this.styles = new Uint32Array(columns);
  }

  content(column: number): Content {
    return this.contents[column]!;
  }

  /** Empties the whole row. */
  reset(): void {
    this.contents.fill(emptyCell);
    this.styles.fill(0);
    this.isWrapped = false;
  }

  /** The row cut or filled to `columns`. */
  cropped(columns: number): Row {
    const row = new Row(columns);
    row.contents.set(this.contents.subarray(0, columns));
    row.styles.set(this.styles.subarray(0, columns));
    const last = Math.min(columns, this.columns) - 1;
    if (isLead(row.content(last))) row.contents[last] = emptyCell;
    return row;
  }

  /** Writes cells that hold no half of a wide character, as far as there is room. */
  write(contents: Uint32Array, styles: Uint32Array, column: number): void {
    let count = Math.min(contents.length, this.columns - column);
    if (count <= 0) return;
    if (isLead(contents[count - 1]!)) count--;
    this.split(column);
    this.split(column + count);
    this.contents.set(contents.subarray(0, count), column);
    this.styles.set(styles.subarray(0, count), column);
  }

  /** Makes `column` a border that no wide character crosses. */
  private split(column: number): void {
    if (column === 0 || column >= this.columns || !isTail(this.content(column))) return;
    this.contents[column - 1] = emptyCell;
    this.contents[column] = emptyCell;
  }

  /** Cells up to the last that is not blank: neither text nor style. */
  get trimmedCount(): number {
    let count = this.columns;
    while (count > 0 && this.contents[count - 1] === emptyCell && this.styles[count - 1] === 0) count--;
    return count;
  }
}
