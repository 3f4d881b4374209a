import { pressureBits, topPressure } from "./format.js";
import { signed, size } from "./quantities.js";
import { InkAxis } from "./axis.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat, InkPoint } from "./format.js";
import type { InkModel } from "./model.js";

/** What the last four deltas foretell of the next, in 1/64, by device. */
const taps: readonly (readonly number[])[] = [
  [86, -9, -12, -7],
  [34, 15, 3, 5],
  [18, 22, 15, 6],
];

/** Codes every sample of a stroke, one after another (protocol/INK.md, I29, I34). */
export class InkSampleWalk {
  readonly x = new InkAxis();
  readonly y = new InkAxis();
  private p0 = 0;
  private p1 = 0;
  private q0 = 0;
  private q1 = 0;
  private q2 = 0;
  private index = 0;
  private gridRow: number;

  constructor(private readonly format: InkFormat, public pressure: number) {
    this.gridRow = Math.min(format.grid + format.coarseness, 2);
  }

  /** Goes on in steps 2^`shift` times finer. */
  refine(shift: number): void {
    this.x.refine(shift);
    this.y.refine(shift);
    this.gridRow = this.format.grid;
  }

  /** Foresees the next point. Before every `code`. */
  foresee(): void {
    this.x.foreseeBy(taps[this.format.device]!);
    this.y.foreseeBy(taps[this.format.device]!);
  }

  /** Codes the next point. */
  code(point: InkPoint, model: InkModel, coder: InkBitCoder): void {
    const h = this.x;
    const v = this.y;
    const isFirst = this.index === 0;
    const before = 2 * Math.abs(h.e1) + 2 * Math.abs(v.e1) + Math.abs(h.e2) + Math.abs(v.e2);
    const quick = 4 * Math.abs(h.e0) + 4 * Math.abs(v.e0) + before;
    const across = this.axis(point.x - h.position - h.guess, h, quick, model, coder);
    const activity =
      6 * Math.abs(across) + 2 * Math.abs(h.e0) + 4 * Math.abs(v.e0) + Math.abs(h.e1) + 2 * Math.abs(v.e1) + Math.abs(v.e2);
    const down = this.axis(point.y - v.position - v.guess, v, activity, model, coder);
    h.step(across, isFirst);
    v.step(down, isFirst);
    if (pressureBits[this.format.pressure] !== 0) this.press(point.pressure, model, coder);
    this.index++;
  }

  private axis(error: number, axis: InkAxis, activity: number, model: InkModel, coder: InkBitCoder): number {
    const sign = axis.sign;
    const pair = (a: number, b: number): number => signed(sign * a, 4) * 9 + signed(sign * b, 4);
    const fraction = Math.min((sign * (axis.fine - axis.guess * 64) + 32) >> 4, 3);
    model.at(
      model.layout.axis,
      size(activity) * 4 + fraction,
      pair(axis.d0 - axis.guess, axis.d1 - axis.guess),
      pair(axis.d0, axis.d1),
      this.gridRow
    );
    return sign * model.number(sign * error, coder);
  }

  private press(level: number, model: InkModel, coder: InkBitCoder): void {
    const guess = Math.min(Math.max(this.pressure + ((3 * this.p0) >> 2), 0), topPressure(this.format));
    const kind = this.format.pressure;
    const activity = Math.min(size(4 * Math.abs(this.q0) + 2 * Math.abs(this.q1) + Math.abs(this.q2)), 14);
    model.at(
      model.layout.pressure,
      (activity * 4 + Math.min(this.index, 3)) * 3 + kind,
      signed(this.p0, 4) * 9 + signed(this.p1, 4),
      0,
      kind
    );
    const error = model.number(level - guess, coder);
    this.q2 = this.q1;
    this.q1 = this.q0;
    this.q0 = error;
    this.p1 = this.p0;
    this.p0 = guess + error - this.pressure;
    this.pressure = guess + error;
  }
}
