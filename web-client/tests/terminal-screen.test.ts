import assert from "node:assert/strict";
import test from "node:test";
import { ScreenCodingError } from "../src/terminal/screen-coding-error.js";
import { ScreenState } from "../src/terminal/screen-state.js";
import { fromHex } from "../src/wire/codec.js";
import { screenText, wholeText, type ScreenText } from "./terminal-text.js";
import { Digest, Seeded } from "./wire-seeded.js";
import { loadVectors } from "./wire-vectors.js";

interface ScreenVector {
  name: string;
  steps: { difference: string; keyframe: string; screen: ScreenText }[];
  firstToLast: string;
}

const vectors = loadVectors<ScreenVector>("screens.json");

for (const { name, steps, firstToLast } of vectors) {
  test(`screens: ${name}`, () => {
    const state = new ScreenState();
    for (const { difference, keyframe, screen } of steps) {
      state.apply(fromHex(difference));
      assert.deepEqual(screenText(state), screen);
      const other = new ScreenState();
      other.apply(fromHex(keyframe));
      assert.deepEqual(screenText(other), screen);
    }
    const skipping = new ScreenState();
    skipping.apply(fromHex(steps[0]!.keyframe));
    skipping.apply(fromHex(firstToLast));
    assert.deepEqual(screenText(skipping), steps[steps.length - 1]!.screen);
  });
}

/** What of a screen a view keeps, row by row. */
const shown = (state: ScreenState): string[] => {
  const { rows } = screenText(state);
  return state.rows.map((_, row) => JSON.stringify(rows[row]?.slice(0, 2) ?? ["", ""]));
};

test("an apply names every row that changed, after what scrolled", () => {
  for (const { name, steps } of vectors) {
    const state = new ScreenState();
    let view = shown(state);
    for (const { difference } of steps) {
      const before = screenText(state);
      const change = state.apply(fromHex(difference));
      const after = shown(state);
      if (change.isResized) view = after.map(() => "");
      if (change.scroll) {
        const { start, rows, count } = change.scroll;
        const moved = view.slice(start, start + rows);
        for (let row = 0; row < moved.length; row++) view[start + row] = moved[row + count] ?? "";
      }
      for (const row of change.rows) view[row] = after[row]!;
      assert.deepEqual(view, after, name);
      const [, , ...rest] = before.numbers;
      const now = screenText(state).numbers.slice(2);
      assert.equal(change.isCursorMoved, rest.slice(0, 3).join() !== now.slice(0, 3).join(), name);
      assert.equal(change.areModesChanged, rest.slice(3, 5).join() !== now.slice(3, 5).join(), name);
      assert.equal(change.isTitleChanged, before.title !== state.title, name);
      assert.equal(change.newLines, now[5]! - rest[5]!, name);
    }
  }
});

const letters: Record<string, string> = { truncated: "t", trailingBytes: "b", outOfRange: "r", invalidText: "x" };

test("broken differences come to what they come to in Swift, and leave whole screens", () => {
  const [{ verdicts, digest }] = loadVectors<{ verdicts: string; digest: number }>("screen-verdicts.json") as [{ verdicts: string; digest: number }];
  const differences = vectors.flatMap(({ steps }) => steps.flatMap(({ difference, keyframe }, index) =>
    [difference, keyframe].map((hex) => ({ before: steps[index - 1]?.keyframe, bytes: Array.from(fromHex(hex)) }))));
  const found = new Digest();
  for (let seed = 0; seed < verdicts.length; seed++) {
    const random = new Seeded(seed);
    const { before, bytes: valid } = differences[random.below(differences.length)]!;
    const bytes = valid.slice();
    random.mutate(bytes);
    const state = new ScreenState();
    if (before !== undefined) state.apply(fromHex(before));
    const kept = wholeText(screenText(state));
    let verdict = ".";
    try {
      state.apply(Uint8Array.from(bytes));
    } catch (error) {
      assert(error instanceof ScreenCodingError, `seed ${seed}: ${error}`);
      verdict = letters[error.fault]!;
      assert.equal(wholeText(screenText(state)), kept, `seed ${seed}`);
    }
    assertWhole(state, seed);
    // The width of a character is the server's: what is refused for it there may be taken here.
    if (verdicts[seed] === "w") continue;
    assert.equal(verdict, verdicts[seed], `seed ${seed}: ${bytes}`);
    if (verdict === ".") found.add(new TextEncoder().encode(wholeText(screenText(state))));
  }
  assert.equal(found.value, digest);
});

test("styles that no cell has any more are forgotten, and what is seen stays", () => {
  const state = new ScreenState(2, 20);
  let renumbered = 0;
  for (let number = 0; number < 10_000; number++) {
    const [column, red, green] = [number % 15, number % 256, number >> 8];
    const skip = column > 0 ? [column << 3] : [];
    // A true colour of its own for one cell (protocol/terminal/README.md).
    const change = state.apply(Uint8Array.of(64 | 128, 1, 1, 1, red, green, 1, 0, 0, 1, 0, (skip.length + 2) << 1, ...skip, (1 << 3) | 1, (1 << 3) | 2, 0x78));
    if (change.isRenumbered) renumbered++;
    assert.deepEqual(change.rows, [0]);
    assert.equal(state.table.styles[state.rows[0]!.styles[column]!]!.foreground, 0x2000000 + (red << 16) + (green << 8) + 1);
  }
  assert(state.table.styles.length <= 4_097 && renumbered === 2);
  assert.equal(new Set(state.rows[0]!.styles).size, 16);
});

/** No half of a wide character alone, no number that the table does not have. */
function assertWhole(state: ScreenState, seed: number): void {
  const { styles, clusters } = state.table;
  for (const row of state.rows) {
    assert.equal(row.columns, state.columns);
    row.contents.forEach((cell, column) => {
      const isTail = (cell & (1 << 23)) !== 0;
      const isAfterLead = column > 0 && (row.contents[column - 1]! & (1 << 22)) !== 0;
      if (isTail !== isAfterLead || row.styles[column]! >= styles.length) assert.fail(`seed ${seed}, column ${column}`);
      if ((cell & (1 << 21)) !== 0 && (cell & 0x1fffff) >= clusters.length) assert.fail(`seed ${seed}, column ${column}`);
    });
    if ((row.contents[row.columns - 1]! & (1 << 22)) !== 0) assert.fail(`seed ${seed}, last column`);
  }
}
