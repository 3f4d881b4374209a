import { InkClock, type InkChunkHead } from "../src/wire/ink/clock.js";
import { InkHead, layouts } from "../src/wire/ink/layout.js";
import { InkKnotWalk } from "../src/wire/ink/knot-walk.js";
import { InkModel } from "../src/wire/ink/model.js";
import { InkRangeEncoder } from "../src/wire/ink/range-encoder.js";
import { InkSampleWalk } from "../src/wire/ink/sample-walk.js";
import { codeFormat, codeStart } from "../src/wire/ink/header.js";
import { liveProfile } from "../src/wire/ink/stroke-decoder.js";
import type { InkFormat, InkPoint } from "../src/wire/ink/format.js";

const quarter: InkFormat = { kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 };

/** A first chunk that says whatever it is told to, as no encoder would. */
export function forgedChunk(head: Partial<InkChunkHead>, start: Partial<InkPoint>, points: InkPoint[]): Uint8Array {
  const coder = new InkRangeEncoder();
  codeFormat(quarter, false, coder);
  const model = new InkModel(liveProfile(quarter));
  codeStart({ x: 100, y: 100, pressure: 10, ...start }, quarter, model, coder);
  new InkClock(quarter).code({ count: 1 + points.length, isLast: true, duration: 8, start: 33, ...head }, model, coder);
  const walk = new InkSampleWalk(quarter, start.pressure ?? 10);
  for (const point of points) {
    walk.foresee();
    walk.code(point, model, coder);
  }
  return coder.finish();
}

/** A slice of one stroke of knots that says whatever it is told to. */
export function forgedSlice(sampleCount: number, x: number, pressure: number, gap?: number): Uint8Array {
  const format: InkFormat = { kind: 1, grid: 2, pressure: 2, device: 0, coarseness: 0 };
  const coder = new InkRangeEncoder();
  const model = new InkModel(4);
  const { head } = layouts[4]!;
  model.at(head, InkHead.more).bit(1, 0, coder);
  model.at(head, InkHead.sameFormat).bit(1, 0, coder);
  model.at(head, InkHead.length).number(sampleCount - 30, coder);
  model.at(head, InkHead.origin).number(x, coder);
  model.at(head, InkHead.origin + 1).number(100, coder);
  model.at(head, InkHead.pagePressure).number(pressure - 7, coder);
  if (gap !== undefined) new InkKnotWalk(format, pressure).gap(gap, sampleCount - 1, model, coder);
  return coder.finish();
}
