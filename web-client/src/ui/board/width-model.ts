import { InkPressure, type InkFormat, type InkSample } from "../../wire/ink/format.js";
import type { StrokeStyle } from "../../wire/index.js";

/** What a pen that is hardly pressed keeps of its width. */
const lightest = 0.3;

/** The half width of a stroke along its samples, in units: pressure, smoothed over a few samples, so that a sensor's noise does not show. */
export class WidthModel {
  private readonly full: number;
  private readonly isFlat: boolean;
  private readonly share: number;
  private smooth = -1;

  constructor(style: StrokeStyle, format: InkFormat, isKnots: boolean) {
    this.full = style.width / 2;
    this.isFlat = style.tool !== "pen" || format.pressure === InkPressure.none;
    this.share = isKnots ? 1 : 0.4;
  }

  /** Of the next sample. */
  next({ pressure }: InkSample): number {
    if (this.isFlat) return this.full;
    this.smooth = this.smooth < 0 ? pressure : this.smooth + (pressure - this.smooth) * this.share;
    return this.full * (lightest + (1 - lightest) * Math.sqrt(this.smooth / 255));
  }
}
