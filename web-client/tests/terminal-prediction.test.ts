import assert from "node:assert/strict";
import test from "node:test";
import { initialModes, Mode } from "../src/terminal/modes.js";
import { Prediction } from "../src/terminal/prediction.js";
import { ScreenState } from "../src/terminal/screen-state.js";
import { lookOf } from "../src/terminal/typed-line.js";
import { fromHex } from "../src/wire/codec.js";
import { applyFrame, type Frame } from "./terminal-frames.js";
import { replay, type TypingVector } from "./terminal-typing.js";
import { loadVectors } from "./wire-vectors.js";

/** A driver at a screen of 4 rows of 20 columns, with a prompt in its first row. */
class Driver {
  readonly screen = new ScreenState(4, 20);
  readonly prediction: Prediction;
  number = 0;

  constructor(prompt = "$ ", first = 0) {
    this.number = first;
    applyFrame(this.screen, { cursor: [0, prompt.length], text: [[0, 0, prompt]] });
    this.prediction = new Prediction(this.screen);
  }

  /** Types characters, each a keystroke. */
  type(...keys: string[]): this {
    for (const key of keys) {
      this.number = (this.number + 1) & 0xffff;
      this.prediction.typed(this.number, new TextEncoder().encode(key));
    }
    return this;
  }

  /** A frame comes that echoes all but the last `left` keystrokes. */
  frame(frame: Frame, left = 0): this {
    this.prediction.confirmed(this.screen, (this.number - left) & 0xffff, applyFrame(this.screen, frame));
    return this;
  }

  /** The first row as it is seen, with the cursor as `|`; or nothing when nothing is foreseen. */
  get seen(): string | undefined {
    const { overlay } = this.prediction;
    if (!overlay) return undefined;
    const cells = Array.from({ length: 20 }, (_, column) =>
      overlay.cells.find((cell) => cell.row === 0 && cell.column === column)?.text ?? lookOf(this.screen, { row: 0, column }));
    cells.splice(overlay.cursor.column, 0, "|");
    return cells.join("").replace(/ +$/, "");
  }

  /** Types `l` and has it echoed. */
  confirmed(): this {
    return this.type("l").frame({ cursor: [0, 3], text: [[0, 2, "l"]] });
  }
}

test("nothing is seen until one character was confirmed; then each at once", () => {
  const driver = new Driver().type("l", "s");
  assert.equal(driver.seen, undefined);
  driver.frame({ cursor: [0, 3], text: [[0, 2, "l"]] }, 1);
  assert.equal(driver.seen, "$ ls|");
  assert.equal(driver.type(" ", "-").seen, "$ ls -|");
  driver.frame({ cursor: [0, 4], text: [[0, 3, "s"]] }, 2);
  assert.equal(driver.seen, "$ ls -|");
  driver.frame({ cursor: [0, 6], text: [[0, 5, "-"]] });
  assert.equal(driver.seen, undefined);
});

test("a frame that shows the echo of later keystrokes, too, is no wrong guess", () => {
  const driver = new Driver().confirmed().type("a", "b", "c").frame({ cursor: [0, 5], text: [[0, 3, "ab"]] }, 2);
  assert.equal(driver.seen, "$ labc|");
});

test("after Enter nothing is seen until it was confirmed anew", () => {
  const driver = new Driver().confirmed().type("s", "\r", "p");
  assert.equal(driver.seen, "$ ls|");
  driver.frame({ cursor: [1, 2], text: [[0, 3, "s"], [1, 0, "$ "]] }, 1);
  assert.equal(driver.seen, undefined);
  driver.type("w");
  assert.equal(driver.seen, undefined);
  driver.frame({ cursor: [1, 3], text: [[1, 2, "p"]] }, 1);
  assert.deepEqual(driver.prediction.overlay?.cells.map(({ row, column, text }) => [row, column, text]), [[1, 3, "w"]]);
});

test("what is not echoed is never seen, neither as it is nor as stars", () => {
  for (const star of ["", "*"]) {
    const driver = new Driver().confirmed().type("\r").frame({ cursor: [1, 10], text: [[1, 0, "Password: "]] });
    for (let index = 0; index < 12; index++) {
      driver.type("s");
      assert.equal(driver.seen, undefined);
      if (index > 3) driver.frame(star ? { cursor: [1, 7 + index], text: [[1, 6 + index, star]] } : {}, 4);
      assert.equal(driver.seen, undefined);
    }
  }
});

test("a wrong guess goes away with the frame that shows it wrong, and nothing is seen until it was confirmed anew", () => {
  const driver = new Driver().confirmed().type("a", "b");
  assert.equal(driver.seen, "$ lab|");
  driver.frame({ cursor: [0, 4], text: [[0, 3, "X"]] }, 1);
  assert.equal(driver.seen, undefined);
  driver.type("c").frame({ cursor: [0, 5], text: [[0, 4, "b"]] }, 1);
  assert.equal(driver.seen, "$ lXbc|");
});

test("a character that stood there before confirms nothing", () => {
  const driver = new Driver("$ ls");
  driver.frame({ cursor: [0, 2] }).type("l").frame({ cursor: [0, 3] });
  assert.equal(driver.type("x").seen, undefined);
});

test("something that moves the cursor ends the epoch, with nothing in flight, too", () => {
  const driver = new Driver().confirmed().frame({ cursor: [1, 10], text: [[1, 0, "Password: "]] });
  assert.equal(driver.type("s").seen, undefined);
  const other = new Driver().confirmed().type("a").frame({ cursor: [2, 0], text: [[1, 0, "interrupted"]] }, 1);
  assert.equal(other.seen, undefined);
});

test("backspace and arrows edit the line, and never what was there before it", () => {
  const driver = new Driver().confirmed().type("s", "x", "\x7f");
  assert.equal(driver.seen, "$ ls|");
  driver.type("\x1b[D", "\x1bOD");
  assert.equal(driver.seen, "$ |ls");
  driver.type("a");
  assert.equal(driver.seen, "$ a|ls");
  driver.type("\x1b[C", "\x7f");
  assert.equal(driver.seen, "$ a|s");
  driver.type("\x7f");
  assert.equal(driver.seen, "$ |s");
  driver.type("\x7f", "z");
  assert.equal(driver.seen, "$ |s");
});

test("what is uncertain is not foreseen: the right margin, wide characters, control characters, pasted text", () => {
  const margin = new Driver().confirmed().type(..."abcdefghijklmnopqrst");
  assert.equal(margin.seen, "$ labcdefghijklmnop|");
  for (const key of ["漢", "e\u0301", "\t", "\x01", "\x1b", "\x1b[A", "x".repeat(33), "\u{1F600}"]) {
    const driver = new Driver().confirmed().type(key, "a");
    assert.equal(driver.seen, undefined, key);
  }
  const arabic = new Driver().confirmed().type("س", "ل");
  assert.equal(arabic.seen, "$ lسل|");
});

test("text with wide characters to the right of the cursor is not moved", () => {
  const driver = new Driver("$ ").confirmed();
  driver.frame({ cursor: [0, 3], text: [[0, 3, "漢"]], wide: true });
  assert.equal(driver.type("a").seen, undefined);
});

test("numbers begin anew after 65,535", () => {
  const driver = new Driver("$ ", 65_533).confirmed().type("a", "b", "c");
  assert.equal(driver.number, 1);
  assert.equal(driver.seen, "$ labc|");
  driver.frame({ cursor: [0, 4], text: [[0, 3, "a"]] }, 2);
  assert.equal(driver.seen, "$ labc|");
  driver.frame({ cursor: [0, 6], text: [[0, 4, "bc"]] });
  assert.equal(driver.seen, undefined);
  assert.equal(driver.type("d").seen, "$ labcd|");
});

test("what is foreseen scrolls with its line, and goes when that scrolls away", () => {
  const driver = new Driver();
  driver.frame({ cursor: [2, 2], text: [[2, 0, "$ "]] }).type("l").frame({ cursor: [2, 3], text: [[2, 2, "l"]] });
  driver.type("s").frame({ scroll: [0, 4, 1], cursor: [1, 3] }, 1);
  assert.deepEqual(driver.prediction.overlay?.cells.map(({ row, column, text }) => [row, column, text]), [[1, 3, "s"]]);
  assert.deepEqual(driver.prediction.overlay?.cursor, { row: 1, column: 4 });
  driver.type("x", "\r").frame({ scroll: [0, 4, 2], cursor: [3, 0] }, 3);
  assert.equal(driver.prediction.overlay, undefined);
});

test("what was not foreseen once is not foreseen later, wherever its line went", () => {
  const driver = new Driver().confirmed().type(..."abcdefghijklmnopqrst");
  assert.equal(driver.seen, "$ labcdefghijklmnop|");
  driver.frame({ scroll: [0, 4, 1], cursor: [3, 0] }, 20).type("x");
  assert.equal(driver.prediction.overlay, undefined);
  const hidden = new Driver().confirmed().frame({ modes: Mode.autowrap }).type("a");
  hidden.frame({ modes: initialModes }, 1).type("b");
  assert.equal(hidden.seen, undefined);
});

test("on a link that stands still keystrokes are forgotten, and nothing is seen until it moves again", () => {
  const driver = new Driver().confirmed().type("s");
  for (let index = 0; index < 300; index++) driver.type("\x01");
  assert.equal(driver.seen, undefined);
  driver.frame({ cursor: [0, 4], text: [[0, 3, "s"]] });
  assert.equal(driver.type("a").seen, undefined);
  driver.frame({ cursor: [0, 5], text: [[0, 4, "a"]] });
  assert.equal(driver.type("b").seen, "$ lsab|");
});

test("numbers of who typed before confirm nothing", () => {
  const driver = new Driver().type("l");
  driver.prediction.confirmed(driver.screen, 500, applyFrame(driver.screen, {}));
  driver.type("s").frame({ cursor: [0, 3], text: [[0, 2, "l"]] }, 1);
  assert.equal(driver.seen, "$ ls|");
});

test("the alternate screen, a hidden cursor, another screen and another connection end the epoch", () => {
  const alternate = new Driver().confirmed().type("a").frame({ modes: initialModes | Mode.alternate }, 1);
  assert.equal(alternate.seen, undefined);
  const hidden = new Driver().confirmed().frame({ modes: Mode.autowrap });
  assert.equal(hidden.type("a").seen, undefined);
  const reset = new Driver().confirmed();
  reset.prediction.reset();
  assert.equal(reset.type("a").seen, undefined);
  const other = new Driver().confirmed().type("a");
  const screen = new ScreenState(4, 20);
  other.prediction.confirmed(screen, undefined, applyFrame(screen, { cursor: [0, 3], text: [[0, 0, "$ l"]] }));
  assert.equal(other.seen, undefined);
});

const vectors = loadVectors<TypingVector>("typing.json");
const reports = new Map(vectors.map((vector) => [vector.name, replay(vector, 600)]));

test("600 ms away, at most 2 % of what is seen at once in a shell and in vim is wrong, and nothing flickers", () => {
  const sum = (names: string[]) => names.map((name) => reports.get(name)!).reduce(
    (all, { keystrokes, shown, wrong }) => ({ keystrokes: all.keystrokes + keystrokes, shown: all.shown + shown.length, wrong: all.wrong + wrong.length }),
    { keystrokes: 0, shown: 0, wrong: 0 });
  const editing = sum(["shell", "long-lines", "vim"]);
  assert(editing.wrong <= editing.shown * 0.02, JSON.stringify(editing));
  assert(editing.shown >= editing.keystrokes * 0.6, JSON.stringify(editing));
  const all = sum(Array.from(reports.keys()));
  console.log(`prediction at 600 ms: shell and vim ${JSON.stringify(editing)}, all sessions ${JSON.stringify(all)}`);
  assert(all.wrong <= all.shown * 0.02, JSON.stringify(all));
  for (const [name, { flickers }] of reports) assert.equal(flickers, 0, name);
});

test("nothing of a password is seen, at any distance", () => {
  const vector = vectors.find(({ name }) => name === "password")!;
  const typed = vector.keys.map(([, hex]) => String.fromCharCode(...fromHex(hex))).join("");
  for (const secret of ["correct horse", "hunter2", "battery staple", "and hidden"]) {
    const first = typed.indexOf(secret);
    assert(first >= 0);
    const isSecret = (key: number): boolean => key >= first && key < first + secret.length;
    for (const roundTrip of [0, 50, 200, 600, 1_500]) {
      const { shown, inFlight } = replay(vector, roundTrip);
      assert(!shown.some(isSecret), `${secret} at ${roundTrip} ms`);
      assert(!inFlight.some(([start, end]) => start >= first && end <= first + secret.length), `${secret} at ${roundTrip} ms`);
    }
  }
});
