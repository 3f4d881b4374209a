/** How long a screen takes to be decoded and applied: `node dist/tests/terminal-bench.mjs`; medians. */
import { ScreenState } from "../src/terminal/screen-state.js";
import { search } from "../src/terminal/search.js";
import { readLines } from "../src/terminal/stored-line.js";
import { fromHex } from "../src/wire/codec.js";
import { loadVectors } from "./wire-vectors.js";

const [rows, columns] = [60, 200];

const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)]);
const letters = (count: number, from: number): number[] => Array.from({ length: count }, (_, index) => 0x21 + ((from + index * 7) % 90));

/** A keyframe of 60 rows of 200 columns: each row in pieces of `width` characters, each piece in another of 64 true colours. */
function keyframe(width: number): Uint8Array {
  const styles = Array.from({ length: 64 }, (_, index) => [1, 1, index * 3, 255 - index, index]).flat();
  const pieces = columns / width;
  const body = Array.from({ length: rows }, (_, row) => [
    0, ...varint((2 * pieces) << 1),
    ...Array.from({ length: pieces }, (_, piece) => [...varint((((row + piece) % 65) << 3) | 1), ...varint((width << 3) | 2), ...letters(width, row + piece)]).flat(),
  ]).flat();
  return Uint8Array.from([1 | 4 | 64 | 128, rows, ...varint(columns), 59, 0, 64, ...styles, 0, 0, rows, ...body]);
}

/** A line at the bottom of a screen that scrolled. */
const scrolled = Uint8Array.from([2 | 32 | 64, 0, rows, 2, 2, 1, rows - 1, 1 << 1, ...varint((60 << 3) | 2), ...letters(60, 0)]);
/** One character and the cursor. */
const typed = Uint8Array.from([4 | 64, 30, ...varint(41 << 3), 1, 30, 2 << 1, ...varint(40 << 3), (1 << 3) | 2, 0x78]);
/** Six columns of ten rows, as `top` changes them. */
const table = Uint8Array.from([64, 10, ...Array.from({ length: 10 }, () => [0, 12 << 1, ...Array.from({ length: 6 }, () => [(5 << 3) | 0, (5 << 3) | 2, ...letters(5, 1)]).flat()]).flat()]);

function median(name: string, run: () => void, times = 2_000): void {
  const found: number[] = [];
  for (let time = 0; time < times; time++) {
    const start = process.hrtime.bigint();
    run();
    found.push(Number(process.hrtime.bigint() - start) / 1_000);
  }
  found.sort((one, other) => one - other);
  const at = (share: number): string => found[Math.floor(found.length * share)]!.toFixed(1);
  console.log(`${name}: ${at(0.5)} µs, 99 % within ${at(0.99)} µs`);
}

for (const width of [200, 20, 4]) {
  const bytes = keyframe(width);
  median(`keyframe of 200 x 60, ${bytes.length} bytes, a style each ${width} cells`, () => void new ScreenState().apply(bytes));
}
const screen = new ScreenState();
screen.apply(keyframe(20));
median(`a keystroke's echo, ${typed.length} bytes`, () => void screen.apply(typed));
median(`a line that scrolls in, ${scrolled.length} bytes`, () => void screen.apply(scrolled));
median(`60 numbers of a table, ${table.length} bytes`, () => void screen.apply(table));

const vectors = loadVectors<{ frames: [number, number, string][] }>("typing.json").flatMap(({ frames }) => frames.map(([, , hex]) => fromHex(hex)));
const session = new ScreenState();
let next = 0;
median(`frames of typing.json, ${(vectors.reduce((sum, { length }) => sum + length, 0) / vectors.length).toFixed(0)} bytes each`, () => void session.apply(vectors[next++ % vectors.length]!));

const line = [...varint(80 << 3), ...letters(80, 3)];
const batch = Uint8Array.from([0, ...Array.from({ length: 780 }, () => line).flat()]);
median(`780 lines of scrollback, ${batch.length} bytes`, () => void readLines(batch, 0), 500);
const lines = Array.from({ length: 13 }, (_, index) => readLines(batch, index * 780)).flat();
median(`${lines.length} lines searched`, () => void search("missing", lines, screen), 30);
