import type { ScreenState } from "../src/terminal/screen-state.js";
import type { ScreenChange } from "../src/terminal/screen-state.js";

/** A difference made by hand: where the cursor goes, plain ASCII or two-byte text at places, and modes. */
export interface Frame {
  cursor?: [row: number, column: number];
  /** In order of rows, each row once. */
  text?: [row: number, column: number, text: string][];
  /** Columns of wide text. */
  wide?: boolean;
  modes?: number;
  /** Rows that move up first. */
  scroll?: [start: number, rows: number, count: number];
}

/** Applies a frame. */
export function applyFrame(screen: ScreenState, frame: Frame): ScreenChange {
  return screen.apply(Uint8Array.from(frameBytes(frame)));
}

function frameBytes({ cursor, text, modes, wide, scroll }: Frame): number[] {
  const fields = (scroll ? 2 : 0) | (cursor ? 4 : 0) | (modes !== undefined ? 8 : 0) | (text ? 64 : 0);
  const bytes = [fields];
  if (scroll) bytes.push(scroll[0], scroll[1], scroll[2] * 2);
  if (cursor) bytes.push(...varint(cursor[0]), ...varint(cursor[1] * 8));
  if (modes !== undefined) bytes.push(...varint((modes + 1) * 8));
  if (!text) return bytes;
  bytes.push(text.length);
  let next = 0;
  for (const [row, column, words] of text) {
    bytes.push(row - next, (column > 0 ? 2 : 1) << 1);
    if (column > 0) bytes.push(...varint(column << 3));
    bytes.push(...varint((Array.from(words).length << 3) | (wide ? 3 : 2)), ...new TextEncoder().encode(words));
    next = row + 1;
  }
  return bytes;
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
