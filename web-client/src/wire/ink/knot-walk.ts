import { InkGrid, pressureBits } from "./format.js";
import { signed, size } from "./quantities.js";
import { InkAxis } from "./axis.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat, InkPoint } from "./format.js";
import type { InkModel } from "./model.js";

/** Codes the knots of a stroke, one after another (protocol/INK.md, I32, I35). */
export class InkKnotWalk {
  readonly x = new InkAxis();
  readonly y = new InkAxis();
  private p0 = 0;
  private g0 = 3;
  private g1 = 3;
  private index = 0;

  constructor(private readonly format: InkFormat, public pressure: number) {}

  /** Codes how many samples lie between the last knot and the next, 1 to `left`; the caller checks. */
  gap(gap: number, left: number, model: InkModel, coder: InkBitCoder): number {
    let result = 1;
    if (left > 1) {
      const speed = size(Math.abs(this.x.d0) + Math.abs(this.y.d0));
      model.at(
        model.layout.gap,
        Math.min(this.g0, 11) * 12 + Math.min(this.g1, 11),
        Math.min(left, 15) * 4 + Math.min(this.index, 3),
        speed * 8 + Math.min(this.g0, 7)
      );
      result = model.number(gap - 1, coder) + 1;
    }
    this.g1 = this.g0;
    this.g0 = Math.min(Math.max(result, 1), left);
    return result;
  }

  /** Foresees the next knot: of a page, as far as the pen comes in the samples between. */
  foresee(isPage: boolean): void {
    const reach = (delta: number): number => (isPage ? Math.trunc((delta * this.g0) / this.g1) : delta);
    this.x.foresee(reach(this.x.d0) * 48);
    this.y.foresee(reach(this.y.d0) * 48);
  }

  /** Codes the next knot; `place` is the gap of a page's knot, or tells where in its chunk a live one lies. */
  code(point: InkPoint, place: number, model: InkModel, coder: InkBitCoder): void {
    const turned = this.x.d1 * this.y.d0 - this.y.d1 * this.x.d0;
    const turn = turned > 0 ? 1 : turned < 0 ? 2 : 0;
    const across = this.axis(point.x - this.x.position - this.x.guess, this.x, this.y, turn, place, model, coder);
    const back = turn === 0 ? 0 : 3 - turn;
    const down = this.axis(point.y - this.y.position - this.y.guess, this.y, this.x, back, place, model, coder);
    this.x.step(across, false);
    this.y.step(down, false);
    if (pressureBits[this.format.pressure] !== 0) this.press(point.pressure, model, coder);
    this.index++;
  }

  private axis(
    error: number,
    axis: InkAxis,
    other: InkAxis,
    turn: number,
    place: number,
    model: InkModel,
    coder: InkBitCoder
  ): number {
    const sign = axis.d0 < 0 || (axis.d0 === 0 && axis.d1 < 0) ? -1 : 1;
    const isMirrored = turn !== 0 && sign < 0 !== other.d0 < 0;
    model.at(
      model.layout.axis,
      signed(sign * (axis.d0 - axis.d1), 4) * 9 + signed(sign * axis.guess, 4),
      size(Math.abs(axis.guess) + Math.abs(other.guess)) * 3 + (isMirrored ? 3 - turn : turn),
      place * 20 + size(axis.guess),
      this.format.grid === InkGrid.half ? 0 : 1
    );
    return sign * model.number(sign * error, coder);
  }

  private press(level: number, model: InkModel, coder: InkBitCoder): void {
    const age = Math.min(this.index, 3);
    const heavy = (this.pressure * 16) >> pressureBits[this.format.pressure]!;
    model.at(model.layout.pressure, signed(this.p0, 6) * 4 + age, heavy * 4 + age);
    this.p0 = model.number(level - this.pressure, coder);
    this.pressure += this.p0;
  }
}
