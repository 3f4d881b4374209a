import { checkHead, liveProfile, refining } from "./stroke-decoder.js";
import { codeFormat, codeStart } from "./header.js";
import { InkKind, quantisePressure } from "./format.js";
import { InkError, InkRule, require } from "./ink-error.js";
import { InkClock } from "./clock.js";
import { InkModel } from "./model.js";
import { InkRangeEncoder } from "./range-encoder.js";
import { InkStrokeWriter } from "./stroke-writer.js";
import { chunkKnots } from "./knot-chooser.js";
import { InkLimit } from "./limits.js";
import type { InkChunkHead } from "./clock.js";
import type { InkFormat, InkSample } from "./format.js";

/** Whether a point stays within the coordinates that the coder takes, whatever grid it is rounded to. */
export function isWithinLimits({ x, y }: InkSample): boolean {
  return Math.max(Math.abs(x), Math.abs(y)) <= InkLimit.coordinate - 8;
}

/**
 * The same with a `coarseness` that its kind and grid allow and that all samples keep: they lie on the device's grid together
 * with `first`.
 */
export function fittingFormat(format: InkFormat, samples: readonly InkSample[], first?: InkSample): InkFormat {
  const limit = format.kind === InkKind.knots ? 0 : 3 - format.grid;
  let coarseness = Math.min(Math.max(format.coarseness, 0), limit);
  for (const { x, y } of samples) {
    const off = first ? (x - first.x) | (y - first.y) : 0;
    while (coarseness > 0 && (off & ((1 << (format.grid + coarseness)) - 1)) !== 0) coarseness--;
  }
  return { ...format, coarseness };
}

/** Codes a live stroke chunk by chunk, from pen-down on: `InkStrokeEncoder` in Sources/Wire/Ink/InkStrokeEncoder.swift. */
export class InkStrokeEncoder {
  /** Points coded so far: fewer than samples in knots. */
  sampleCount = 0;
  /** Whether the end was coded, or an error met. */
  isOver = false;
  private readonly coder = new InkRangeEncoder();
  private format: InkFormat;
  private model: InkModel | undefined;
  private walk: InkStrokeWriter | undefined;
  private clock: InkClock;
  private lostX = 0;
  private lostY = 0;
  private first: InkSample | undefined;
  private isRefined = false;
  private lateness = 0;

  /** A stroke to come; `format.coarseness` is the device's grid as known so far. */
  constructor(format: InkFormat) {
    this.format = fittingFormat(format, []);
    this.clock = new InkClock(format);
  }

  /**
   * Codes the next samples. `duration`: milliseconds from the last sample of the chunk before (at pen-down: from the
   * first sample) to the last of this one. `start`: at pen-down, milliseconds from the first sample to now.
   */
  encode(samples: readonly InkSample[], duration: number, start: number, isLast: boolean): Uint8Array {
    if (this.isOver) throw new InkError(InkRule.strokeIsOver);
    this.isOver = true;
    const isFirst = this.walk === undefined;
    checkHead({ count: samples.length, isLast, duration, start }, isFirst, this.sampleCount);
    require(samples.every(isWithinLimits), InkRule.badCoordinate);
    this.points(this.format.kind === InkKind.knots ? chunkKnots(this.format, samples, this.walk) : samples, duration, start, isLast);
    const bytes = this.coder.finish();
    require(bytes.length <= InkLimit.chunkBytes, InkRule.tooManyBytes);
    this.isOver = isLast;
    return bytes;
  }

  private points(points: readonly InkSample[], duration: number, start: number, isLast: boolean): void {
    const { coder } = this;
    const isFirst = this.walk === undefined;
    if (this.walk === undefined) this.penDown(points);
    const model = this.model!;
    const walk = this.walk!;
    if (!isFirst) this.refine(points, walk);
    const head = { count: points.length, isLast, duration, start };
    head.duration = this.tell(head);
    this.clock.code(head, model, coder);
    for (let index = isFirst ? 1 : 0; index < points.length; index++) {
      const { x, y, pressure } = points[index]!;
      walk.code({ x: x - this.lostX, y: y - this.lostY, pressure }, index, points.length, model, coder);
    }
    this.sampleCount += points.length;
  }

  private penDown(points: readonly InkSample[]): void {
    const start = points[0]!;
    this.first = start;
    this.format = fittingFormat(this.format, points, start);
    const { format, coder } = this;
    codeFormat(format, false, coder);
    const model = new InkModel(liveProfile(format));
    const half = (1 << format.grid) >> 1;
    const point = {
      x: (start.x + half) >> format.grid,
      y: (start.y + half) >> format.grid,
      pressure: quantisePressure(format, start.pressure),
    };
    codeStart(point, format, model, coder);
    this.walk = new InkStrokeWriter(format, point);
    if (format.coarseness > 0) {
      this.lostX = start.x - (point.x << format.grid);
      this.lostY = start.y - (point.y << format.grid);
    }
    this.clock = new InkClock(format);
    this.model = model;
  }

  private refine(points: readonly InkSample[], walk: InkStrokeWriter): void {
    const { coarseness } = this.format;
    if (coarseness === 0) return;
    const isOff = !this.isRefined && fittingFormat(this.format, points, this.first).coarseness < coarseness;
    this.coder.code(isOff ? 1 : 0, refining);
    if (!isOff) return;
    walk.refine();
    this.lostX = this.lostY = 0;
    this.isRefined = true;
  }

  /** The duration to tell: the expected one where that is near enough, else in steps of 4 ms from there. */
  private tell(head: InkChunkHead): number {
    const expected = this.clock.expected(head);
    const due = Math.min(Math.max(head.duration + this.lateness, 0), InkLimit.time);
    const off = due - expected;
    const told = Math.abs(off) <= (head.isLast ? 16 : 8) ? expected : Math.max(expected + ((off + 2) >> 2) * 4, 0);
    this.lateness += head.duration - told;
    return Math.min(told, InkLimit.time);
  }
}
