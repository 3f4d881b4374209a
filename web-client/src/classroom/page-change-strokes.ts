import { normalisedRanges, subtractRanges, type InkRanges } from "../wire/ink/sample-ranges.js";
import type { Restyle, Stroke, Transform } from "../wire/index.js";
import { restyledStroke } from "./looks.js";
import { OpenPageStroke, type PageStroke } from "./page-stroke.js";
import { composed, normal } from "./transform.js";

/** A stroke that travels by value; undefined where its ink is none. */
export function strokeByValue(stroke: Stroke): PageStroke | undefined {
  const open = new OpenPageStroke(stroke.name, 0, stroke.style, 0);
  for (const chunk of stroke.chunks) if (!open.take(chunk.bytes)) return undefined;
  if (open.sampleCount === 0) return undefined;
  const cuts = unionOrNone(stroke.cuts, open.sampleCount);
  return { ...open.finished(), transform: normal(stroke.transform), cuts };
}

/** The stroke with parts of it back. */
export function mendedStroke(stroke: PageStroke, ranges: InkRanges): PageStroke {
  try {
    return { ...stroke, cuts: subtractRanges(stroke.cuts, normalisedRanges(ranges, stroke.sampleCount)) };
  } catch {
    return stroke;
  }
}

/** The stroke somewhere else. */
export function movedStroke(stroke: PageStroke, by: Transform): PageStroke {
  return { ...stroke, transform: composed(by, stroke.transform) };
}

/** The stroke with another look. */
export function restyledPageStroke(stroke: PageStroke, restyle: Restyle): PageStroke {
  return { ...stroke, style: restyledStroke(stroke.style, restyle) };
}

function unionOrNone(ranges: InkRanges, sampleCount: number): InkRanges {
  try {
    return normalisedRanges(ranges, sampleCount);
  } catch {
    return [];
  }
}
