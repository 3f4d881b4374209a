import assert from "node:assert/strict";
import test from "node:test";
import { deal } from "../src/ui/lab/deal.js";
import { keyboardState, mayOperate, mayType, mayUse, setsSize, type Viewer } from "../src/ui/lab/keyboard.js";
import { armsOf, drawBox, type BoxPen } from "../src/ui/lab/terminal/box-drawing.js";
import { contrast, legible } from "../src/ui/lab/terminal/colours.js";
import { cellFor, fittingCell, gridIn, nextFont, type FontShape } from "../src/ui/lab/terminal/fit.js";
import { placeKey, rowsOfPlace } from "../src/ui/lab/terminal/found-rows.js";
import { History, wrapped } from "../src/ui/lab/terminal/history.js";
import { Palette, type PaletteName } from "../src/ui/lab/terminal/palette.js";
import { cleanPaste, linesOfPaste } from "../src/ui/lab/terminal/paste.js";
import { runsOf } from "../src/ui/lab/terminal/runs.js";
import { spoken } from "../src/ui/lab/terminal/speech.js";
import { attribute, plainStyle, textOf, type Glyph, type GlyphStyle } from "../src/ui/lab/terminal/terminal-screen.js";
import type { KeyboardRule, LabState, ParticipantHandle } from "../src/wire/index.js";
import { Seeded } from "./wire-seeded.js";

const names: readonly PaletteName[] = ["light", "dark", "contrast"];
const glyph = (text: string, width: 1 | 2 = 1, style: GlyphStyle = plainStyle): Glyph => ({ text, width, style });
const line = (text: string): Glyph[] => [...text].map((letter) => glyph(letter === " " ? "" : letter, /[\u3000-\u9fff]/.test(letter) ? 2 : 1));
const people = (...numbers: number[]) => numbers as ParticipantHandle[];

test("text of every colour stands out from what is behind it, in every theme", () => {
  for (const name of names) {
    for (const isReversed of [false, true]) {
      const palette = new Palette(name, isReversed);
      const least = name === "contrast" ? 4.58 : 4.5;
      const check = (style: Partial<GlyphStyle>) => {
        const { ink, paper } = palette.colours({ ...plainStyle, ...style });
        assert(contrast(ink, paper) >= least, `${name} ${JSON.stringify(style)}: ${contrast(ink, paper)}`);
      };
      for (let index = 0; index < 256; index++) {
        for (const attributes of [0, attribute.bold, attribute.faint, attribute.inverse, attribute.inverse | attribute.faint]) {
          check({ foreground: (1 << 24) + index, attributes });
          check({ background: (1 << 24) + index, attributes });
        }
        for (let other = 0; other < 16; other++) check({ foreground: (1 << 24) + other, background: (1 << 24) + index });
      }
      const random = new Seeded(7);
      for (let round = 0; round < 2_000; round++) check({ foreground: (2 << 24) + random.below(1 << 24), background: (2 << 24) + random.below(1 << 24) });
    }
  }
});

test("high contrast is 7 to 1 where the paper allows it", () => {
  const palette = new Palette("contrast");
  for (let index = 0; index < 16; index++) {
    const { ink, paper } = palette.colours({ ...plainStyle, foreground: (1 << 24) + index });
    assert(contrast(ink, paper) >= 7);
  }
});

test("a colour that stands out is left as it is", () => {
  assert.equal(legible(0x0000ff, 0xffffff, 4.5), 0x0000ff);
  assert(legible(0xffff00, 0xffffff, 4.5) !== 0xffff00);
});

const shape: FontShape = { advance: 0.602, height: 1.19, baseline: 0.93 };

test("cells are whole device pixels, and a watcher's screen fits its window", () => {
  for (const scale of [1, 1.25, 1.5, 2, 3]) {
    for (const [width, height] of [[1000, 600], [390, 500], [120, 80], [3000, 2000]] as const) {
      for (const grid of [{ columns: 80, rows: 24 }, { columns: 200, rows: 50 }, { columns: 20, rows: 5 }]) {
        const cell = fittingCell(grid, width, height, shape, scale, 26);
        assert(Math.abs(cell.width * scale - Math.round(cell.width * scale)) < 1e-9 && Math.abs(cell.height * scale - Math.round(cell.height * scale)) < 1e-9);
        if (cell.width * scale > 1) assert(cell.width * grid.columns <= width + 1e-9 && cell.height * grid.rows <= height + 1e-9);
        assert(cell.font <= 27.5);
      }
    }
  }
});

test("the driver's window holds as many cells as it is told", () => {
  for (const scale of [1, 1.5, 3]) {
    const cell = cellFor(15, shape, scale);
    const { columns, rows } = gridIn(1000, 600, cell);
    assert(columns * cell.width <= 1000 + 1e-6 && (columns + 1) * cell.width > 1000);
    assert(rows * cell.height <= 600 + 1e-6 && (rows + 1) * cell.height > 600);
  }
  assert.deepEqual(gridIn(5, 5, cellFor(15, shape, 1)), { columns: 20, rows: 4 });
  assert.deepEqual(gridIn(1e6, 1e6, cellFor(10, shape, 1)), { columns: 640, rows: 256 });
});

test("letters grow and shrink by steps that end", () => {
  assert.equal(nextFont(15, 1), 16);
  assert.equal(nextFont(14.95, 1), 15);
  assert.equal(nextFont(15, -1), 14);
  assert.equal(nextFont(40, 1), 40);
  assert.equal(nextFont(5, -1), 10);
});

test("plain letters of one style are one run; others stand by themselves in their cells", () => {
  const bold: GlyphStyle = { ...plainStyle, attributes: attribute.bold };
  const runs = runsOf([...line("ab"), glyph("c", 1, bold), ...line("漢é")]);
  assert.deepEqual(runs.map(({ kind, text, column, width }) => [kind, text, column, width]), [["plain", "ab", 0, 2], ["plain", "c", 2, 1], ["single", "漢", 3, 2], ["single", "é", 5, 1]]);
});

test("a stretch of Arabic is one run, with its spaces and numbers, and ends at a box", () => {
  const runs = runsOf(line("a سلام عليكم 42 b │ملف│"));
  assert.deepEqual(runs.filter(({ kind }) => kind === "joined").map(({ text, column, width }) => [text, column, width]), [["سلام عليكم 42", 2, 13], ["ملف", 19, 3]]);
});

test("runs cover every cell of a line once, whatever is in it", () => {
  for (let seed = 0; seed < 500; seed++) {
    const random = new Seeded(seed);
    const styles = [plainStyle, { ...plainStyle, attributes: 1 }];
    const glyphs = Array.from({ length: random.below(60) }, () => glyph(["", "a", "漢", "س", " ", "1", "│", "e\u0301", "א"][random.below(9)]!, random.below(5) === 0 ? 2 : 1, styles[random.below(2)]));
    let column = 0;
    for (const run of runsOf(glyphs)) {
      assert.equal(run.column, column);
      column += run.width;
    }
    assert.equal(column, glyphs.reduce((sum, { width }) => sum + width, 0));
  }
});

test("boxes have the arms that their names say", () => {
  const all: [string, number[]][] = [["─", [0, 1, 0, 1]], ["│", [1, 0, 1, 0]], ["┏", [0, 2, 2, 0]], ["╣", [3, 0, 3, 3]], ["┽", [1, 1, 1, 2]], ["╵", [1, 0, 0, 0]], ["╱", [0, 0, 0, 0]]];
  for (const [letter, arms] of all) assert.deepEqual(armsOf(letter.codePointAt(0)!), arms, letter);
  assert.deepEqual(armsOf(0x41), [0, 0, 0, 0]);
});

test("what is drawn of a box or a block stays in its cell and reaches the borders that it should", () => {
  const box = { x: 10, y: 20, width: 9, height: 18 };
  for (let code = 0x2500; code <= 0x259f; code++) {
    const drawn: [number, number, number, number][] = [];
    const point = (x: number, y: number) => void drawn.push([x, y, x, y]);
    const pen: BoxPen = { fillStyle: "", strokeStyle: "", lineWidth: 1, globalAlpha: 1, fillRect: (x, y, w, h) => void drawn.push([x, y, x + w, y + h]), beginPath: () => undefined, moveTo: point, lineTo: point, quadraticCurveTo: (_x, _y, x, y) => point(x, y), stroke: () => undefined };
    assert(drawBox(pen, code, box, "#000", "#fff"));
    assert(drawn.length > 0, code.toString(16));
    for (const [left, top, right, bottom] of drawn) assert(left >= 10 && top >= 20 && right <= 19 && bottom <= 38 && left <= right && top <= bottom, code.toString(16));
    // Dashes end before the border, so that rows of them are even.
    if ((code >= 0x2504 && code <= 0x250b) || (code >= 0x254c && code <= 0x254f)) continue;
    const [up, right, down, left] = armsOf(code);
    if (up) assert(drawn.some(([, top]) => top === 20));
    if (down) assert(drawn.some(([, , , bottom]) => bottom === 38));
    if (left) assert(drawn.some(([x]) => x === 10));
    if (right) assert(drawn.some(([, , x]) => x === 19), code.toString(16));
  }
  assert.equal(drawBox({} as BoxPen, 0x41, box, "", ""), false);
});

test("a long line breaks into rows, and a wide character is never halved", () => {
  assert.deepEqual(wrapped(line("abcdef"), 4).map(textOf), ["abcd", "ef"]);
  assert.deepEqual(wrapped(line("abc漢d"), 4).map(textOf), ["abc", "漢d"]);
  assert.deepEqual(wrapped([], 4).map(textOf), [""]);
  assert.deepEqual(wrapped(line("漢漢"), 1).map(textOf), ["漢", "漢"]);
});

test("earlier lines come in front, and what is gone is not asked for again", () => {
  const history = new History(100);
  assert.deepEqual(history.above(30), { first: 70, count: 30 });
  history.prepend(70, [{ id: 98, glyphs: line("x"), isOpen: false }, { id: 99, glyphs: line("abcdef"), isOpen: false }]);
  assert.deepEqual(history.rows(4).map(({ line, isWrapped }) => [textOf(line), isWrapped]), [["x", false], ["abcd", true], ["ef", false]]);
  history.append([{ id: 100, glyphs: line("y"), isOpen: true }], 101);
  assert.equal(history.rows(10).length, 3);
  history.prepend(40, []);
  assert.equal(history.isOpen, false);
});

test("a place that was found is seen in each row that it touches, and is the same when older lines come", () => {
  const history = new History(10);
  history.prepend(8, [{ id: 8, glyphs: line("x"), isOpen: false }, { id: 9, glyphs: line("abcdef漢gh"), isOpen: false }]);
  const place = [{ in: { kind: "line", id: 9 }, start: 2, end: 9 } as const, { in: { kind: "row", row: 1 }, start: 0, end: 2 } as const];
  assert.deepEqual(rowsOfPlace(place, history.rows(4)), [{ row: 1, from: 2, to: 4 }, { row: 2, from: 0, to: 4 }, { row: 3, from: 0, to: 1 }, { row: 5, from: 0, to: 2 }]);
  history.prepend(7, [{ id: 7, glyphs: line("older"), isOpen: false }]);
  assert.equal(rowsOfPlace(place, history.rows(4))[0]!.row, 3);
  assert.equal(placeKey(place), "line 9 2");
  assert.deepEqual(rowsOfPlace([{ in: { kind: "line", id: 1 }, start: 0, end: 1 }], history.rows(4)), []);
});

test("a reader is told what is new, and of a line that grew what came to it", () => {
  assert.deepEqual(spoken(["$ ls", "", ""], ["$ ls", "notes", "$ "], 0), ["notes", "$"]);
  assert.deepEqual(spoken(["$ l"], ["$ ls"], 0), ["s"]);
  assert.deepEqual(spoken(["a", "b", "$"], ["b", "$ x", "c"], 1), ["x", "c"]);
  assert.deepEqual(spoken(["a"], ["a"], 0), []);
});

test("pasted text has no keys in it, and its lines are counted as they would run", () => {
  assert.equal(cleanPaste("a\r\nb\nc\x1b[201~\x03\t漢"), "a\rb\rc[201~\t漢");
  assert.deepEqual(linesOfPaste("one\r"), ["one"]);
  assert.deepEqual(linesOfPaste("one\rtwo"), ["one", "two"]);
});

test("people are dealt evenly, and who has a group stays in it", () => {
  const groups = [["a"], [], ["b", "c", "d"]];
  const dealt = deal(["a", "b", "c", "d", "e", "f", "g", "h"], groups);
  assert.deepEqual(dealt.map(({ who }) => who), ["e", "f", "g", "h"]);
  const sizes = groups.map((group, index) => group.length + dealt.filter(({ group }) => group === index).length);
  assert.deepEqual(sizes, [3, 2, 3]);
  assert.deepEqual(deal(["a"], []), []);
  for (let count = 0; count < 40; count++) {
    const sizes = Array.from({ length: 7 }, () => 0);
    for (const { group } of deal([...Array(count).keys()], sizes.map(() => []))) sizes[group]!++;
    assert(Math.max(...sizes) - Math.min(...sizes) <= 1);
  }
});

test("who may type follows the rule of the keyboard (R15)", () => {
  const viewer = (me: number, rights: Partial<Viewer> = {}): Viewer => ({ me: people(me)[0], mayTakePart: true, mayDrive: false, mayTeach: false, ...rights });
  const [student, other, lecturer] = [viewer(2), viewer(9), viewer(1, { mayTeach: true })];
  const machine = { keyboard: "queue" as const, driver: undefined, queue: people(), group: people(2, 3) };
  const empty = { ...machine, group: people() };
  const lab = { machines: [machine, { ...machine, group: people(9) }, empty] } as unknown as LabState;
  const state = (change: Partial<typeof machine> | { keyboard: KeyboardRule }, who: Viewer) => keyboardState({ ...machine, ...change }, lab, who);
  assert.equal(state({}, student), "free");
  assert.equal(state({}, other), "watching");
  assert.equal(state({}, viewer(9, { mayDrive: true })), "free");
  assert.equal(state({}, viewer(2, { mayTakePart: false })), "watching");
  assert.equal(state({ driver: people(2)[0] as never }, student), "mine");
  assert.equal(state({ driver: people(3)[0] as never }, student), "other");
  assert.equal(state({ driver: people(3)[0] as never, queue: people(2) }, student), "asked");
  assert.equal(state({ keyboard: "locked" }, student), "locked");
  assert.equal(state({ keyboard: "locked" }, lecturer), "open");
  assert.equal(state({ keyboard: "shared" }, student), "shared");
  assert.equal(state({ keyboard: "shared" }, other), "watching");
  // Who is in no group uses any machine that has nobody; who is in one does not.
  assert.equal(keyboardState(empty, lab, viewer(12)), "free");
  assert.equal(keyboardState(empty, lab, student), "watching");
  assert.deepEqual((["mine", "shared", "open", "free", "asked", "other", "locked", "watching"] as const).filter(mayType), ["mine", "shared", "open"]);
  assert.deepEqual([student, other, lecturer].map((who) => mayUse(machine, lab, who)), [true, false, true]);
  assert.deepEqual([student, other, lecturer].map((who) => mayOperate(machine, lab, who)), [false, false, true]);
  assert(mayOperate({ ...machine, driver: people(2)[0]! }, lab, student));
  assert(mayOperate({ ...machine, keyboard: "shared" }, lab, student));
});

test("one window sets the size", () => {
  const machine = { keyboard: "shared" as const, queue: people(), group: people(2, 3) };
  assert.deepEqual(people(2, 3).map((me) => setsSize("shared", machine, me)), [true, false]);
  assert.deepEqual(people(2, 3).map((me) => setsSize("shared", { ...machine, driver: people(3)[0]! }, me)), [false, true]);
  assert(!setsSize("other", machine, people(2)[0]));
});
