import { InkKind, anySample, restorePressure, topPressure } from "./format.js";
import { InkKnotWalk } from "./knot-walk.js";
import { InkSampleWalk } from "./sample-walk.js";
import { InkLimit } from "./limits.js";
import { InkRule, within } from "./ink-error.js";
import type { InkAxis } from "./axis.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat, InkPoint, InkSample } from "./format.js";
import type { InkModel } from "./model.js";

/** Codes the points of one stroke between 1/8 px and the format's steps (protocol/INK.md, I8); a reader gives any target. */
export class InkStrokeWalk {
  protected shift: number;
  protected readonly originX: number;
  protected readonly originY: number;
  private readonly samples: InkSampleWalk;
  protected readonly knots: InkKnotWalk;
  /** The last point. */
  last: InkSample;

  /** A stroke that starts at `start`, in steps of the format's grid. */
  constructor(readonly format: InkFormat, start: InkPoint) {
    this.shift = format.grid + format.coarseness;
    this.originX = start.x << format.grid;
    this.originY = start.y << format.grid;
    this.samples = new InkSampleWalk(format, start.pressure);
    this.knots = new InkKnotWalk(format, start.pressure);
    within(start.pressure, 0, topPressure(format), InkRule.badPressure);
    this.last = this.sampleAt(0, 0, start.pressure);
  }

  /** Goes on in steps of the format's grid: a sample came that is off the device's grid. */
  refine(): void {
    this.samples.refine(this.shift - this.format.grid);
    this.shift = this.format.grid;
  }

  /** Codes the point `index` of a chunk of `count`. */
  code(target: InkSample, index: number, count: number, model: InkModel, coder: InkBitCoder): void {
    if (this.format.kind === InkKind.samples) return this.sample(target, model, coder);
    this.knots.foresee(false);
    this.knot(target, Math.min(index, 2) * 3 + Math.min(count - 1 - index, 2), model, coder);
  }

  /** Codes the next sample. */
  sample(target: InkSample, model: InkModel, coder: InkBitCoder): void {
    const walk = this.samples;
    walk.foresee();
    walk.code(this.aim(target, walk.x, walk.y), model, coder);
    this.last = this.sampleAt(walk.x.position, walk.y.position, walk.pressure);
  }

  /** Codes the next knot of a page, `gap` samples on and at most `left`; returns the gap. */
  pageKnot(target: InkSample, gap: number, left: number, model: InkModel, coder: InkBitCoder): number {
    const coded = this.knots.gap(gap, left, model, coder);
    within(coded, 1, left, InkRule.badIndex);
    this.knots.foresee(true);
    this.knot(target, Math.min(coded, 9), model, coder);
    return coded;
  }

  private knot(target: InkSample, place: number, model: InkModel, coder: InkBitCoder): void {
    const walk = this.knots;
    walk.code(this.aim(target, walk.x, walk.y), place, model, coder);
    this.last = this.sampleAt(walk.x.position, walk.y.position, walk.pressure);
  }

  /** The point, in steps, to code for `target`. A reader codes any. */
  protected aim(_target: InkSample, _x: InkAxis, _y: InkAxis): InkPoint {
    return anySample;
  }

  private sampleAt(stepsX: number, stepsY: number, level: number): InkSample {
    const x = this.originX + (stepsX << this.shift);
    const y = this.originY + (stepsY << this.shift);
    within(x, -InkLimit.coordinate, InkLimit.coordinate - 1, InkRule.badCoordinate);
    within(y, -InkLimit.coordinate, InkLimit.coordinate - 1, InkRule.badCoordinate);
    within(level, 0, topPressure(this.format), InkRule.badPressure);
    return { x, y, pressure: restorePressure(this.format, level) };
  }
}
