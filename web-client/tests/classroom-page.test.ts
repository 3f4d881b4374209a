import test from "node:test";
import assert from "node:assert/strict";
import "../src/classroom/rest.js";
import { fnv1a64 } from "../src/classroom/fingerprint.js";
import { Page, PageHistories, transformed } from "../src/classroom/index.js";
import { spliced } from "../src/classroom/text-splice.js";
import { composed } from "../src/classroom/transform.js";
import { InkStrokeEncoder } from "../src/wire/ink/stroke-encoder.js";
import type { EventStamp, OutboxHandle, PageEvent, StrokeStyle } from "../src/wire/index.js";

const style: StrokeStyle = { tool: "pen", colour: { kind: "palette", index: 0 }, width: 24 };
const asma = 1 as OutboxHandle;
const bilal = 2 as OutboxHandle;

/** A page that events are given to. */
class Board {
  readonly page = new Page();
  private counter = 0;

  give(event: PageEvent, author = asma, counter = ++this.counter): ReturnType<Page["apply"]> {
    const stamp: EventStamp = { time: 10 * counter, author, counter };
    return this.page.apply(event, stamp);
  }

  /** Writes a stroke of so many chunks; its key. */
  draw(chunks: number, author = asma): string {
    const pen = new InkStrokeEncoder({ kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 });
    const samples = (from: number) => [0, 1, 2, 3].map((step) => ({ x: 100 + 8 * (from + step), y: 200 + from * from, pressure: 80 }));
    const name = `${author}:${this.counter + 1}`;
    for (let index = 0; index < chunks; index++) {
      const chunk = pen.encode(samples(4 * index), 33, index === 0 ? 33 : 0, index === chunks - 1);
      this.give(index === 0 ? { kind: "strokeBegan", contact: 0, style, chunk } : { kind: "strokeContinued", contact: 0, chunk }, author);
    }
    return name;
  }
}

test("a stroke grows in place while it is written, and says what came", () => {
  const board = new Board();
  const pen = new InkStrokeEncoder({ kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 });
  const chunk = pen.encode([{ x: 8, y: 8, pressure: 9 }], 0, 33, false);
  const began = board.give({ kind: "strokeBegan", contact: 0, style, chunk });
  const stroke = began.ink!.stroke;
  assert.equal(began.ink!.chunk.firstIndex, 0);
  const more = board.give({ kind: "strokeContinued", contact: 0, chunk: pen.encode([{ x: 16, y: 8, pressure: 9 }], 8, 0, false) });
  assert.equal(more.ink!.stroke, stroke);
  assert.equal(stroke.samples.length, 2);
  assert(stroke.isOpen);
  const last = board.give({ kind: "strokeEnded", contact: 0 });
  assert.deepEqual(last.strokes, [stroke.key]);
  assert.equal(board.page.stroke(stroke.key)!.isOpen, false);
  assert.equal(board.page.stroke(stroke.key)!.samples, stroke.samples);
});

test("ink that is none is passed over", () => {
  const board = new Board();
  assert.deepEqual(board.give({ kind: "strokeBegan", contact: 0, style, chunk: new Uint8Array(200).fill(0xaa) }).strokes, []);
  assert.deepEqual(board.give({ kind: "strokeContinued", contact: 0, chunk: Uint8Array.of(1) }).strokes, []);
  assert.equal(board.page.open.length, 0);
});

test("a changed stroke is another object, and the others are the same", () => {
  const board = new Board();
  const [one, other] = [board.draw(2), board.draw(3)];
  const before = board.page.stroke(other);
  board.give({ kind: "cut", cuts: [{ stroke: { counter: 1 }, ranges: [{ from: 2, count: 3 }] }] });
  assert.deepEqual(board.page.stroke(one)!.cuts, [{ from: 2, count: 3 }]);
  assert.equal(board.page.stroke(other), before);
  board.give({ kind: "mended", cuts: [{ stroke: { counter: 1 }, ranges: [{ from: 3, count: 9 }] }] });
  assert.deepEqual(board.page.stroke(one)!.cuts, [{ from: 2, count: 1 }]);
});

test("what a command takes back is no change of its own", () => {
  const board = new Board();
  board.draw(1);
  board.give({ kind: "undone", change: 1, skipped: 0 }, asma, 9);
  board.give({ kind: "erased", items: [{ counter: 1 }] }, asma, 9);
  assert.deepEqual(board.page.histories.of(asma), { outbox: asma, done: [], undone: [1] });
  assert.equal(board.page.strokes.count, 0);
});

test("who changed something last comes last in the histories", () => {
  const histories = new PageHistories();
  for (const outbox of [asma, bilal, asma]) histories.did(outbox, 5);
  assert.deepEqual(histories.state.map((entry) => entry.outbox), [bilal, asma]);
});

test("a live chunk on a full page costs what the chunk costs", () => {
  const board = new Board();
  for (let index = 0; index < 10_000; index++) board.draw(1);
  const values = board.page.strokes.values;
  const start = process.hrtime.bigint();
  for (let index = 0; index < 100; index++) board.draw(10);
  const perChunk = Number(process.hrtime.bigint() - start) / 1_000 / 1_000;
  assert(perChunk < 2_000, `${perChunk} microseconds`);
  assert.equal(board.page.strokes.values, values);
  console.log(`# ${perChunk.toFixed(0)} microseconds for writing and folding a chunk`);
});

test("transforms are composed in whole numbers", () => {
  const turn = { dx: 10, dy: 0, matrix: { xx: 0, xy: -4096, yx: 4096, yy: 0 } };
  assert.deepEqual(composed(turn, { dx: 3, dy: 5 }), { dx: 5, dy: 3, matrix: turn.matrix });
  assert.equal(composed({ dx: -3, dy: -5 }, { dx: 3, dy: 5 }), undefined);
  assert.deepEqual(transformed(turn, 3, 5), { x: 5, y: 3 });
});

test("texts are counted in scalars", () => {
  assert.equal(spliced("a🖊b", { at: 2, removed: 1, inserted: "ت" }), "a🖊ت");
  assert.equal(spliced("ab", { at: 9, removed: 9, inserted: "c" }), "abc");
});

test("the fingerprint is FNV-1a with 64 bits", () => {
  assert.equal(fnv1a64(new Uint8Array(0)), "cbf29ce484222325");
  assert.equal(fnv1a64(new TextEncoder().encode("foobar")), "85944171f73967e8");
});
