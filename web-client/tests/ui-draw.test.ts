import assert from "node:assert/strict";
import test from "node:test";
import { boundsOfRanges, distance, hitRanges, touches } from "../src/ui/draw/hit-test.js";
import { judge, type Habits } from "../src/ui/draw/palm.js";
import { readAddress, tidyCode } from "../src/ui/address.js";

const line = { samples: Array.from({ length: 11 }, (_, index) => ({ x: index * 100, y: 0, pressure: 0 })), indices: [] as number[], sampleCount: 11 };
const knots = { samples: [{ x: 0, y: 0, pressure: 0 }, { x: 1_000, y: 0, pressure: 0 }], indices: [0, 100], sampleCount: 101 };
const at = (x: number, y: number) => ({ x, y });

test("pieces that cross are 0 apart, others as far as their nearest points", () => {
  assert.equal(distance(at(0, 0), at(10, 10), at(0, 10), at(10, 0)), 0);
  assert.equal(distance(at(0, 0), at(10, 0), at(5, 3), at(5, 9)), 3);
  assert.equal(distance(at(0, 0), at(0, 0), at(3, 4), at(3, 4)), 5);
});

test("an eraser that goes across between two samples hits, however fast it was", () => {
  assert(touches(line, [], at(250, -900), at(250, 900), 10));
  assert(!touches(line, [], at(250, 20), at(250, 900), 10));
  assert(!touches(line, [{ from: 0, count: 11 }], at(250, -900), at(250, 900), 10));
  assert(!touches(line, [{ from: 2, count: 2 }], at(250, -900), at(250, 900), 10));
});

test("by area the samples within reach go", () => {
  assert.deepEqual(hitRanges(line, [], at(300, 0), at(500, 0), 40), [{ from: 3, count: 3 }]);
  assert.deepEqual(hitRanges(line, [], at(330, -900), at(330, 900), 5), [{ from: 3, count: 1 }]);
});

test("between knots they go by their share of the indices", () => {
  const [range] = hitRanges(knots, [], at(500, -100), at(500, 100), 100);
  assert(Math.abs(range!.from - 40) <= 5 && Math.abs(range!.from + range!.count - 61) <= 5, JSON.stringify(range));
});

test("what was cut is not hit again", () => {
  assert.deepEqual(hitRanges(line, [{ from: 3, count: 3 }], at(300, 0), at(500, 0), 50), []);
  assert.deepEqual(hitRanges({ samples: [{ x: 5, y: 5, pressure: 0 }], indices: [], sampleCount: 1 }, [], at(0, 0), at(0, 0), 10), [{ from: 0, count: 1 }]);
});

test("the part to draw anew holds the lines beside what went", () => {
  const box = boundsOfRanges(line, [{ from: 5, count: 1 }], 10);
  assert(box.left <= 390 && box.right >= 610);
});

const habits = (by: Partial<Habits> = {}): Habits => ({ penTime: undefined, penIsDown: false, writing: 0, lastTouch: undefined, moving: 0, ...by });
const touch = (time: number, size = 20) => ({ kind: "touch", size, time });

test("fingers write where no pen was seen, four at once", () => {
  assert.equal(judge(touch(0), habits()), "write");
  assert.equal(judge(touch(900), habits({ writing: 3, lastTouch: { time: 0, travel: 300 } })), "write");
  assert.equal(judge(touch(900), habits({ writing: 4 })), "ignore");
});

test("two fingers that come down together pinch", () => {
  assert.equal(judge(touch(80), habits({ writing: 1, lastTouch: { time: 0, travel: 3 } })), "pinch");
  assert.equal(judge(touch(80), habits({ writing: 1, lastTouch: { time: 0, travel: 60 } })), "write");
  assert.equal(judge(touch(90), habits({ moving: 1 })), "move");
});

test("beside a pen fingers move the paper and palms do nothing", () => {
  assert.equal(judge(touch(5_000), habits({ penTime: 1_000 })), "move");
  assert.equal(judge(touch(1_200), habits({ penTime: 1_000 })), "ignore");
  assert.equal(judge(touch(5_000), habits({ penTime: 1_000, penIsDown: true })), "ignore");
  assert.equal(judge(touch(0, 140), habits()), "ignore");
  assert.equal(judge({ kind: "pen", size: 1, time: 0 }, habits({ writing: 1 })), "write");
});

test("codes are compared without case, blanks and dashes", () => {
  assert.equal(tidyCode(" k7m-4qx "), "K7M4QX");
  assert.equal(tidyCode("Ｋ７"), "K7");
});

test("an address has the code, and perhaps a secret", () => {
  assert.deepEqual(readAddress("/", ""), { room: "", ticket: undefined });
  assert.equal(readAddress("/r/k7m4qx", "").room, "K7M4QX");
  assert.deepEqual([...readAddress("/r/AB", "#k=_-8A").ticket!], [255, 239, 0]);
  assert.deepEqual(readAddress("/r/%E0%A4%A", "#k=*"), { room: "", ticket: undefined });
});
