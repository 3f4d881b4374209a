import assert from "node:assert/strict";
import test from "node:test";
import type { HistoryLine, ScreenChange } from "../src/ui/lab/lab-desk.js";
import { LiveScreens, type ScreenLine } from "../src/ui/lab/live-screens.js";
import { textOf, type Line, type TerminalScreen } from "../src/ui/lab/terminal/terminal-screen.js";
import { ScreenState } from "../src/terminal/screen-state.js";
import type { ScreenViewer } from "../src/sync/operating.js";
import { fromHex } from "../src/wire/codec.js";
import { loadVectors } from "./wire-vectors.js";

const machine = "0:1";

/** The connection to one machine, by hand. */
class FakeLine implements ScreenLine {
  viewer: ScreenViewer | undefined;
  watched = 0;
  readonly typed: number[] = [];
  readonly answers = new Map<number, Uint8Array>();
  readonly asked: [number, number][] = [];
  private number = 0;

  watch(_: string, viewer: ScreenViewer): () => void {
    this.watched++;
    this.viewer = viewer;
    return () => (this.viewer = undefined);
  }
  type(_: string, keys: Uint8Array): number {
    this.typed.push(...keys);
    return ++this.number;
  }
  async lines(_: string, first: number, count: number): Promise<Uint8Array> {
    this.asked.push([first, count]);
    return this.answers.get(first) ?? Uint8Array.of(0);
  }
  frame(hex: string, isDifference: boolean, typed?: number, bells = 0): void {
    this.viewer!.frame({ bells, frame: fromHex(hex), ...(typed !== undefined && { typed }) }, isDifference);
  }
}

const linesOf = (screen: TerminalScreen): Line[] => Array.from({ length: screen.rows }, (_, row) => screen.line(row));
const plain = { ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false };

interface ScreenVector {
  name: string;
  steps: { difference: string; keyframe: string }[];
}

test("a bell is told of to those who were there", () => {
  const [{ steps }] = loadVectors<ScreenVector>("screens.json") as [ScreenVector];
  const line = new FakeLine();
  const rang: boolean[] = [];
  new LiveScreens(line, () => true).watch(machine).subscribe(({ bell }) => rang.push(bell === true));
  line.frame(steps[0]!.keyframe, false, undefined, 7);
  line.frame(steps[1]!.difference, true, undefined, 7);
  line.frame(steps[1]!.keyframe, false, undefined, 8);
  line.frame(steps[2]!.difference, true, undefined, 9);
  assert.deepEqual(rang, [false, false, false, true]);
});

test("who draws only what a change names has the screen as it is", () => {
  for (const { name, steps } of loadVectors<ScreenVector>("screens.json")) {
    const line = new FakeLine();
    const watched = new LiveScreens(line, () => true).watch(machine);
    let drawn: Line[] = [];
    watched.subscribe(({ rows, scroll }: ScreenChange) => {
      const now = linesOf(watched.screen!);
      if (scroll) {
        const before = [...drawn];
        for (let row = scroll.start; row < scroll.start + scroll.rows && row < drawn.length; row++) drawn[row] = before[row + scroll.count] ?? [];
      }
      if (!rows) drawn = now;
      else for (const row of rows) drawn[row] = now[row]!;
    });
    const state = new ScreenState();
    steps.forEach(({ difference, keyframe }, index) => {
      line.frame(index === 0 ? keyframe : difference, index > 0);
      state.apply(fromHex(difference));
      assert.deepEqual(drawn.map(textOf), state.rows.map((_, row) => state.text(row)), name);
      assert.deepEqual(linesOf(watched.screen!).map((row) => row.reduce((sum, { width }) => sum + width, 0)), state.rows.map(() => state.columns), name);
    });
  }
});

test("a row that did not change is the same object, so that nothing is done about it", () => {
  const line = new FakeLine();
  const watched = new LiveScreens(line, () => true).watch(machine);
  // The row 0 gets "a", the cursor goes to column 1.
  line.frame("440008010002" + "0a61", false);
  const before = linesOf(watched.screen!);
  line.frame("440010010004" + "080a62", true);
  const after = linesOf(watched.screen!);
  assert.deepEqual(after.map((row, index) => row === before[index]).filter((isSame) => !isSame).length, 1);
});

test("what is typed shows at once where it was confirmed to echo, and is marked until it is", () => {
  const line = new FakeLine();
  const watched = new LiveScreens(line, () => true).watch(machine);
  line.frame("440008010002" + "0a24", false);
  const changes: ScreenChange[] = [];
  watched.subscribe((change) => changes.push(change));
  assert(watched.press({ ...plain, key: "a", code: "KeyA" }));
  assert.deepEqual(line.typed, [0x61]);
  assert.equal(textOf(watched.screen!.line(0)), "$");
  // Its echo comes: from now on what is typed is seen before.
  line.frame("440010010004" + "080a61", true, 1);
  changes.length = 0;
  assert(watched.press({ ...plain, key: "b", code: "KeyB" }));
  assert.equal(textOf(watched.screen!.line(0)), "$ab");
  assert.deepEqual(watched.screen!.line(0).slice(0, 4).map(({ isPredicted }) => isPredicted ?? false), [false, false, true, false]);
  assert.deepEqual(changes, [{ rows: [0] }]);
  assert.equal(watched.screen!.cursor.column, 3);
  line.frame("440018010004" + "100a62", true, 2);
  assert.equal(textOf(watched.screen!.line(0)), "$ab");
  assert(watched.screen!.line(0).every(({ isPredicted }) => !isPredicted));
  // Another connection: nothing is foreseen.
  watched.press({ ...plain, key: "c", code: "KeyC" });
  line.viewer!.lost();
  assert.equal(textOf(watched.screen!.line(0)), "$ab");
});

test("nothing is foreseen where others type too", () => {
  const line = new FakeLine();
  let isDriver = true;
  const watched = new LiveScreens(line, () => isDriver).watch(machine);
  line.frame("440008010002" + "0a24", false);
  watched.type("a");
  line.frame("440010010004" + "080a61", true, 1);
  isDriver = false;
  watched.type("b");
  assert.equal(textOf(watched.screen!.line(0)), "$a");
});

test("several look at one screen, which is followed while somebody does", () => {
  const line = new FakeLine();
  const screens = new LiveScreens(line, () => true);
  const [one, other] = [screens.watch(machine), screens.watch(machine)];
  assert.equal(line.watched, 1);
  let heard = 0;
  const hear = () => heard++;
  one.subscribe(hear);
  other.subscribe(hear);
  line.frame("440008010002" + "0a61", false);
  assert.equal(heard, 2);
  one.close();
  one.close();
  line.frame("040010", true);
  assert.equal(heard, 3);
  other.close();
  assert.equal(line.viewer, undefined);
  screens.watch(machine);
  assert.equal(line.watched, 2);
});

test("a frame that is none has the screen followed anew, and what was shown stays", () => {
  const line = new FakeLine();
  const watched = new LiveScreens(line, () => true).watch(machine);
  line.frame("440008010002" + "0a61", false);
  line.frame("ff", true);
  assert.equal(line.watched, 2);
  assert.equal(textOf(watched.screen!.line(0)), "a");
});

test("keys follow the modes of the screen, and keys of the browser are not the machine's", () => {
  const line = new FakeLine();
  const watched = new LiveScreens(line, () => true).watch(machine);
  assert(watched.press({ ...plain, key: "c", code: "KeyC", ctrlKey: true }));
  assert(!watched.press({ ...plain, key: "Shift", code: "ShiftLeft", shiftKey: true }));
  watched.type("é");
  watched.paste("a\nb");
  assert.deepEqual(line.typed, [3, 0xc3, 0xa9, 0x61, 13, 0x62]);
  assert(!watched.point({ kind: "press", button: 0, row: 1, column: 1, shiftKey: false, altKey: false, ctrlKey: false }));
});

test("lines are fetched until the range is over or nothing is left", async () => {
  const line = new FakeLine();
  const watched = new LiveScreens(line, () => true).watch(machine);
  // "one" and "two" from 10 on; then "six" of 13, which is behind the range of the second question.
  line.answers.set(10, fromHex("00" + "18" + "6f6e65" + "18" + "74776f"));
  line.answers.set(12, fromHex("00" + "1a" + "01" + "736978"));
  const text = (lines: readonly HistoryLine[]) => lines.map(({ id, glyphs }) => [id, textOf(glyphs)]);
  assert.deepEqual(text(await watched.lines(10, 20)), [[10, "one"], [11, "two"], [13, "six"]]);
  assert.deepEqual(line.asked, [[10, 20], [12, 18], [14, 16]]);
  assert.deepEqual(text(await watched.lines(10, 3)), [[10, "one"], [11, "two"]]);
  assert.deepEqual(text(await watched.lines(50, 5)), []);
  const lines = await watched.lines(10, 20);
  assert.deepEqual(watched.find("TW", lines), []);
  assert.deepEqual(watched.find("tw", lines), [[{ in: { kind: "line", id: 11 }, start: 0, end: 2 }]]);
});
