import type { InkSample } from "../../wire/ink/format.js";
import type { WidthModel } from "./width-model.js";

/** A point of the line that the pen drew: its middle and half its width. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** How far a chord may lie from its curve, in units. */
const tolerance = 0.35;

/**
 * Turns samples into a smooth line, each as it comes and at a constant cost: a quadratic B-spline whose control points are the samples,
 * cut into chords. It runs from the middle before a sample to the middle behind it, so the last half span is still open: `tip`.
 * Knots are far apart and lie on the line itself; there the spline goes through them (Catmull and Rom).
 */
export class CentreLine {
  private before: Dot | undefined;
  private control: Dot | undefined;
  private start: Dot | undefined;

  constructor(
    private readonly widths: WidthModel,
    private readonly isKnots: boolean,
  ) {}

  /** Adds a sample; `emit` gets the points of the line that are now certain. */
  add(sample: InkSample, emit: (dot: Dot) => void): void {
    const next = { x: sample.x, y: sample.y, r: this.widths.next(sample) };
    const { control } = this;
    if (!control) {
      this.control = this.start = next;
      emit(next);
    } else if (this.isKnots) {
      if (this.before) through(this.start!, this.before, control, next, emit);
      this.start = this.before ?? control;
      this.before = control;
      this.control = next;
    } else {
      const end = between(control, next, 0.5);
      bend(this.start!, control, end, emit);
      this.start = end;
      this.control = next;
    }
  }

  /** Draws to the last sample. The line can go on afterwards as if this had not been asked. */
  tip(emit: (dot: Dot) => void): void {
    const { control } = this;
    if (!control) return;
    if (this.isKnots && this.before) through(this.start!, this.before, control, control, emit);
    else if (control !== this.start) emit(control);
  }
}

export function between(a: Dot, b: Dot, share: number): Dot {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, r: a.r + (b.r - a.r) * share };
}

/** Chords of the quadratic curve from `a` with control `b` to `c`, without `a`. */
function bend(a: Dot, b: Dot, c: Dot, emit: (dot: Dot) => void): void {
  const sag = Math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y) / 4;
  const count = Math.min(Math.ceil(Math.sqrt(sag / tolerance)), 24);
  for (let step = 1; step < count; step++) {
    const t = step / count;
    emit(between(between(a, b, t), between(b, c, t), t));
  }
  emit(c);
}

/** Chords from `b` to `c` on the curve that comes from `a` and goes on to `d`, without `b`. */
function through(a: Dot, b: Dot, c: Dot, d: Dot, emit: (dot: Dot) => void): void {
  const length = Math.hypot(c.x - b.x, c.y - b.y);
  // Tangents no longer than the span itself, or neighbours far away would make loops.
  const out = tangent(a, c, length);
  const into = tangent(b, d, length);
  const sag = Math.hypot(into.x - out.x, into.y - out.y) / 8;
  const count = Math.min(Math.ceil(Math.sqrt(sag / tolerance)), 24);
  for (let step = 1; step < count; step++) {
    const t = step / count;
    const u = 1 - t;
    const [p, q, v, w] = [u * u * (1 + 2 * t), t * t * (1 + 2 * u), u * u * t, -u * t * t];
    emit({ x: p * b.x + q * c.x + v * out.x + w * into.x, y: p * b.y + q * c.y + v * out.y + w * into.y, r: b.r + (c.r - b.r) * t });
  }
  emit(c);
}

function tangent(from: Dot, to: Dot, limit: number): { x: number; y: number } {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const scale = length > 0 ? Math.min(0.5, limit / length) : 0;
  return { x: (to.x - from.x) * scale, y: (to.y - from.y) * scale };
}
