import assert from "node:assert/strict";
import test from "node:test";
import { search } from "../src/terminal/search.js";
import { ScreenState } from "../src/terminal/screen-state.js";
import { readLines, type StoredLine } from "../src/terminal/stored-line.js";
import { fromHex } from "../src/wire/codec.js";
import { applyFrame } from "./terminal-frames.js";
import { loadVectors } from "./wire-vectors.js";

/** Plain lines with ids from 0 on. */
function lines(...texts: string[]): StoredLine[] {
  const bytes = texts.flatMap((text) => [...(text.length < 16 ? [text.length << 3] : [((text.length << 3) & 0x7f) | 0x80, text.length >> 4]), ...new TextEncoder().encode(text)]);
  return readLines(Uint8Array.from([0, ...bytes]), 0);
}

const found = (query: string, lines: StoredLine[], screen?: ScreenState) =>
  search(query, lines, screen).map((place) => place.map((span) => `${span.in.kind === "line" ? `line ${span.in.id}` : `row ${span.in.row}`}: ${span.start}-${span.end}`).join(", "));

/** The screen that a script of screens.json ends with. */
function scripted(name: string, step?: number): ScreenState {
  const { steps } = loadVectors<{ name: string; steps: { keyframe: string }[] }>("screens.json").find((vector) => vector.name === name)!;
  const screen = new ScreenState();
  screen.apply(fromHex(steps[step ?? steps.length - 1]!.keyframe));
  return screen;
}

test("capitals and small letters are the same, unless a capital is asked for", () => {
  const some = lines("Error: none", "an error, an ERROR", "fine");
  assert.deepEqual(found("error", some), ["line 0: 0-5", "line 1: 3-8", "line 1: 13-18"]);
  assert.deepEqual(found("Error", some), ["line 0: 0-5"]);
  assert.deepEqual(found("", some), []);
  assert.deepEqual(found("missing", some), []);
});

test("text goes on over the ends of full rows, and of lines that are open to the screen", () => {
  const screen = scripted("a text that wraps", 1);
  assert.deepEqual(found("89ab", [], screen), ["row 0: 8-10, row 1: 0-2"]);
  const { bytes } = loadVectors<{ name: string; bytes: string }>("scrollback.json").find(({ name }) => name === "an open line")!;
  const open = readLines(fromHex(bytes), 0);
  const below = new ScreenState(2, 12);
  applyFrame(below, { text: [[0, 0, "6789"]] });
  assert.deepEqual(found("456789", open, below), ["line 0: 4-10", "line 0: 14-20", "line 0: 24-30"]);
  below.nextLineID = 1;
  assert.deepEqual(found("456789", open, below).slice(-1), ["line 0: 34-36, row 0: 0-4"]);
  below.modes |= 2048;
  assert.deepEqual(found("456789", open, below).length, 3);
});

test("wide characters are found with both halves, marks only matter when asked for", () => {
  assert.deepEqual(found("字漢", [], scripted("wide characters, at the margin and overwritten by half", 0)), ["row 0: 2-6"]);
  const marks = scripted("combining marks", 3);
  assert.deepEqual(found("سلام", [], marks), ["row 2: 0-4"]);
  assert.deepEqual(found("سَلام", [], marks).length, 0);
  assert.deepEqual(found("é", [], scripted("combining marks", 0)), ["row 0: 0-1"]);
});

test("letters that grow when they become small are still in their cells", () => {
  const screen = new ScreenState(1, 20);
  applyFrame(screen, { text: [[0, 0, "İİ ΣΑΣ x"]] });
  assert.deepEqual(found("x", [], screen), ["row 0: 7-8"]);
  assert.deepEqual(found("σασ", [], screen), ["row 0: 3-6"]);
});

test("blanks between words are found, those after the last are not", () => {
  const screen = new ScreenState(2, 20);
  applyFrame(screen, { text: [[0, 0, "a"]] });
  applyFrame(screen, { text: [[0, 3, "b"]] });
  assert.deepEqual(found("a  b", [], screen), ["row 0: 0-4"]);
  assert.deepEqual(found("b ", [], screen), []);
});
