import { InkKind, type InkSample } from "../../wire/ink/format.js";
import type { InkPageStroke } from "../../wire/ink/page-walk.js";
import { pieces, type InkRanges } from "../../wire/ink/sample-ranges.js";
import type { Stroke } from "../../sync/lesson.js";
import { CentreLine, type Dot } from "./centre-line.js";
import { ribbon, type PathSink } from "./ribbon.js";
import type { Bounds } from "./view.js";
import { WidthModel } from "./width-model.js";

export type Ink = Pick<Stroke, "style" | "format" | "samples" | "indices" | "sampleCount">;

export function isKnots({ format, indices }: Pick<Stroke, "format" | "indices">): boolean {
  return format.kind === InkKind.knots || indices.length > 0;
}

export function centreLine(ink: Ink): CentreLine {
  return new CentreLine(new WidthModel(ink.style, ink.format, isKnots(ink)), isKnots(ink));
}

/** Draws what is left of a stroke without `cuts` (I33). */
export function drawInk(ink: Ink, cuts: InkRanges, sink: PathSink): void {
  const page: InkPageStroke = { format: ink.format, sampleCount: ink.sampleCount, points: ink.samples, indices: ink.indices };
  const parts = cuts.length === 0 ? [ink.samples] : pieces(page, cuts);
  for (const part of parts) ribbon(dotsOf(ink, part), sink);
}

function dotsOf(ink: Ink, samples: readonly InkSample[]): Dot[] {
  const line = centreLine(ink);
  const dots: Dot[] = [];
  const emit = (dot: Dot) => void dots.push(dot);
  for (const sample of samples) line.add(sample, emit);
  line.tip(emit);
  return dots;
}

/** The box around a stroke, with its width. */
export function boundsOf({ samples, style }: Pick<Stroke, "samples" | "style">): Bounds {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of samples) {
    if (x < box.left) box.left = x;
    if (x > box.right) box.right = x;
    if (y < box.top) box.top = y;
    if (y > box.bottom) box.bottom = y;
  }
  const by = style.width / 2 + 4;
  return { left: box.left - by, top: box.top - by, right: box.right + by, bottom: box.bottom + by };
}
