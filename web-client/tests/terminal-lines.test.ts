import assert from "node:assert/strict";
import test from "node:test";
import { ScreenCodingError } from "../src/terminal/screen-coding-error.js";
import { readLines, wrapLine, type StoredLine } from "../src/terminal/stored-line.js";
import { fromHex } from "../src/wire/codec.js";
import { cellsText, rowText } from "./terminal-text.js";
import { Digest, Seeded } from "./wire-seeded.js";
import { loadVectors } from "./wire-vectors.js";

interface LinesVector {
  name: string;
  first: number;
  bytes: string;
  lines: [id: number, text: string, runs: string, isOpen: number][];
  rowsOfSeven: [text: string, runs: string, isWrapped: number][];
}

const vectors = loadVectors<LinesVector>("scrollback.json");
const words = ({ id, contents, styles, isOpen, table }: StoredLine) => [id, ...cellsText(contents, styles, table), isOpen ? 1 : 0];

for (const { name, first, bytes, lines, rowsOfSeven } of vectors) {
  test(`scrollback: ${name}`, () => {
    const found = readLines(fromHex(bytes), first);
    assert.deepEqual(found.map(words), lines);
    assert.deepEqual(found.flatMap((line) => wrapLine(line, 7).map((row) => rowText(row, line.table))), rowsOfSeven);
  });
}

const letters: Record<string, string> = { truncated: "t", trailingBytes: "b", outOfRange: "r", invalidText: "x" };

test("broken lines come to what they come to in Swift", () => {
  const [{ verdicts, digest }] = loadVectors<{ verdicts: string; digest: number }>("scrollback-verdicts.json") as [{ verdicts: string; digest: number }];
  const found = new Digest();
  for (let seed = 0; seed < verdicts.length; seed++) {
    const random = new Seeded(seed);
    const { first, bytes: hex } = vectors[random.below(vectors.length)]!;
    const bytes = Array.from(fromHex(hex));
    random.mutate(bytes);
    let lines: StoredLine[] = [];
    let verdict = ".";
    try {
      lines = readLines(Uint8Array.from(bytes), first);
    } catch (error) {
      assert(error instanceof ScreenCodingError, `seed ${seed}: ${error}`);
      verdict = letters[error.fault]!;
    }
    for (const line of lines) for (const columns of [1, 2, 80]) wrapLine(line, columns);
    // The width of a character is the server's: what is refused for it there may be taken here.
    if (verdicts[seed] === "w") continue;
    assert.equal(verdict, verdicts[seed], `seed ${seed}: ${bytes}`);
    for (const line of lines) {
      const [id, text, runs, isOpen] = words(line);
      found.add(new TextEncoder().encode(`${id} ${text}\n${runs}\n${isOpen}`));
    }
  }
  assert.equal(found.value, digest);
});

test("three bytes do not become a gigabyte", () => {
  const line = [4 | (26 << 3), ...Array.from({ length: 26 }, () => [0x84, 0xa8, 0x02]).flat()];
  const bytes = Uint8Array.from([0, ...Array.from({ length: 100 }, () => line).flat()]);
  assert.throws(() => readLines(bytes, 0), (error: unknown) => error instanceof ScreenCodingError && error.fault === "outOfRange");
});
