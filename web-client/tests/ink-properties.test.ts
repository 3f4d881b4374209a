import assert from "node:assert/strict";
import test from "node:test";
import { InkError } from "../src/wire/ink/ink-error.js";
import { InkPageDecoder } from "../src/wire/ink/page-decoder.js";
import { InkPageEncoder } from "../src/wire/ink/page-encoder.js";
import { InkStrokeDecoder } from "../src/wire/ink/stroke-decoder.js";
import { InkStrokeEncoder } from "../src/wire/ink/stroke-encoder.js";
import { scribble, wild } from "./ink-scribble.js";
import { Seeded } from "./wire-seeded.js";
import type { InkFormat, InkSample } from "../src/wire/ink/format.js";

/** Random strokes of every format in chunks of random sizes. */
function roundTrip(seed: number): void {
  const seeded = new Seeded(seed);
  const kind = seeded.below(2);
  const format: InkFormat = {
    kind, grid: seeded.below(3), pressure: seeded.below(4), device: seeded.below(3), coarseness: 0,
  };
  const count = 1 + seeded.below(60);
  const hasPressure = format.pressure !== 3;
  const samples = seeded.bool() ? scribble(seeded, count, 1, hasPressure) : wild(seeded, count, hasPressure);
  const encoder = new InkStrokeEncoder(format);
  const decoder = new InkStrokeDecoder();
  let last: InkSample | undefined;
  for (let first = 0; first < count; ) {
    const part = samples.slice(first, first + 1 + seeded.below(12));
    first += part.length;
    const bytes = encoder.encode(part, seeded.below(200), seeded.below(60), first === count);
    const { samples: read } = decoder.decode(bytes);
    if (kind === 0) part.forEach((sample, index) => isNear(sample, read[index]!, (1 << format.grid) / 2));
    else for (const sample of part) isOnLine(sample, last ? [last, ...read] : [...read], 1 << format.grid);
    last = read[read.length - 1];
  }
  assert.equal(decoder.isOver, true);
  assert.equal(decoder.sampleCount, encoder.sampleCount);
}

function isNear(a: InkSample, b: InkSample, limit: number): void {
  assert(Math.abs(a.x - b.x) <= limit && Math.abs(a.y - b.y) <= limit, `${a.x},${a.y} is not near ${b.x},${b.y}`);
}

function isOnLine(sample: InkSample, knots: InkSample[], limit: number): void {
  const near = knots.some((from, index) => distance(sample, from, knots[Math.min(index + 1, knots.length - 1)]!) <= limit + 1e-6);
  assert(near, `${sample.x},${sample.y} is off the line`);
}

function distance(sample: InkSample, from: InkSample, to: InkSample): number {
  const [dx, dy, x, y] = [to.x - from.x, to.y - from.y, sample.x - from.x, sample.y - from.y];
  const length = dx * dx + dy * dy;
  const part = length === 0 ? 0 : Math.min(Math.max((x * dx + y * dy) / length, 0), 1);
  return Math.hypot(x - part * dx, y - part * dy);
}

test("ink slices above their limits are refused", () => {
  const rule = (bytes: Uint8Array): string => {
    try {
      new InkPageDecoder().decode(bytes);
      return "";
    } catch (error) {
      return error instanceof InkError ? error.rule : String(error);
    }
  };
  assert.equal(rule(new Uint8Array(8_388_609)), "I3");
  const encoder = new InkPageEncoder();
  const points = Array<InkSample>(65_536).fill({ x: 0, y: 0, pressure: 0 });
  const format: InkFormat = { kind: 0, grid: 2, pressure: 3, device: 2, coarseness: 0 };
  for (let stroke = 0; stroke < 33; stroke++) {
    Object.assign(encoder, { points: 0 });
    encoder.append({ format, sampleCount: points.length, points, indices: [] });
  }
  assert.equal(rule(encoder.finishSlice()), "I20");
});

test("an ink format that its grid does not allow is coded as it may be", () => {
  const samples = [[64, 64], [128, 96], [132, 60]].map(([x, y]) => ({ x: x!, y: y!, pressure: 0 }));
  for (const kind of [0, 1]) {
    const encoder = new InkStrokeEncoder({ kind, grid: 2, pressure: 3, device: 2, coarseness: 9 });
    assert.deepEqual(new InkStrokeDecoder().decode(encoder.encode(samples, 16, 33, true)).samples, samples);
  }
});

for (let batch = 0; batch < 10; batch++) {
  test(`ink strokes come back as promised, seeds ${batch * 100} to ${batch * 100 + 99}`, () => {
    for (let seed = batch * 100; seed < batch * 100 + 100; seed++) roundTrip(seed);
  });
}
