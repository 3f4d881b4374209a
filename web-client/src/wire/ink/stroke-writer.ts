import { InkStrokeWalk } from "./stroke-walk.js";
import { quantisePressure } from "./format.js";
import type { InkAxis } from "./axis.js";
import type { InkPoint, InkSample } from "./format.js";

/** The walk of a writer: it knows which point to code. */
export class InkStrokeWriter extends InkStrokeWalk {
  /** The last line of knots, for whoever chooses the next. */
  get travel(): { x: number; y: number } {
    return { x: this.knots.x.d0, y: this.knots.y.d0 };
  }

  protected override aim(target: InkSample, x: InkAxis, y: InkAxis): InkPoint {
    const pressure = quantisePressure(this.format, target.pressure);
    return { x: this.step(target.x - this.originX, x), y: this.step(target.y - this.originY, y), pressure };
  }

  /** The step nearest to `offset` 1/8 px; of two, the one that was foreseen better (I9). */
  private step(offset: number, axis: InkAxis): number {
    const low = offset >> this.shift;
    const rest = 2 * (offset - (low << this.shift));
    const step = 1 << this.shift;
    if (rest !== step) return rest < step ? low : low + 1;
    const foreseen = axis.position * 64 + axis.fine;
    return Math.abs(low * 64 - foreseen) <= Math.abs((low + 1) * 64 - foreseen) ? low : low + 1;
  }
}
