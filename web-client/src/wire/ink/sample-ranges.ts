import { InkError, InkRule, require } from "./ink-error.js";
import { InkLimit } from "./limits.js";
import type { InkPageStroke } from "./page-walk.js";
import type { InkSample } from "./format.js";

/** A half-open range of a stroke's original sample indices, as messages carry it. */
export interface InkRange {
  readonly from: number;
  readonly count: number;
}

/** Parts of a stroke, ascending and apart, as `SampleRanges` in Sources/Wire/Ink/SampleRanges.swift. */
export type InkRanges = readonly InkRange[];

const end = (range: InkRange): number => range.from + range.count;

/** The ranges of a message, which have to be in order, apart, not empty and within the stroke (I30). */
export function checkedRanges(message: InkRanges, sampleCount: number): InkRanges {
  require(message.length <= InkLimit.ranges, InkRule.badRange);
  let last = -1;
  for (const range of message) {
    if (range.from <= last || range.count <= 0 || end(range) > sampleCount) throw new InkError(InkRule.badRange);
    last = end(range);
  }
  return message;
}

/** Any ranges, put in order: those that touch or overlap become one, and what lies outside the stroke is cut off. */
export function normalisedRanges(parts: InkRanges, sampleCount: number): InkRanges {
  const inside: InkRange[] = [];
  for (const part of parts) {
    const from = Math.max(part.from, 0);
    const count = Math.min(end(part), sampleCount) - from;
    if (count > 0) inside.push({ from, count });
  }
  return merged(inside);
}

/** What lies in either. */
export function unionOfRanges(a: InkRanges, b: InkRanges): InkRanges {
  return merged([...a, ...b]);
}

/** What lies in `a` and not in `b`. */
export function subtractRanges(a: InkRanges, b: InkRanges): InkRanges {
  const rest: InkRange[] = [];
  for (const range of a) {
    let start = range.from;
    for (const hole of b) {
      if (end(hole) <= start || hole.from >= end(range)) continue;
      if (start < hole.from) rest.push({ from: start, count: hole.from - start });
      start = Math.max(start, end(hole));
    }
    if (start < end(range)) rest.push({ from: start, count: end(range) - start });
  }
  return merged(rest);
}

/** What a stroke has left without `erased`. */
export function keptRanges(erased: InkRanges, sampleCount: number): InkRanges {
  const kept: InkRange[] = [];
  let start = 0;
  for (const range of [...erased, { from: sampleCount, count: 0 }]) {
    if (range.from > start) kept.push({ from: start, count: range.from - start });
    start = end(range);
  }
  return kept;
}

/** Where the sample `index` lies on the line: a knot, or between two by even steps, rounded to 1/8 px (I33). */
export function sampleAt(stroke: InkPageStroke, index: number): InkSample {
  const place = Math.min(Math.max(index, 0), stroke.sampleCount - 1);
  const { indices, points } = stroke;
  if (indices.length === 0) return points[place]!;
  const next = knotFrom(indices, place);
  if (indices[next] === place) return points[next]!;
  const from = points[next - 1]!;
  const to = points[next]!;
  const passed = place - indices[next - 1]!;
  const span = indices[next]! - indices[next - 1]!;
  const between = (a: number, b: number): number => a + Math.floor((2 * (b - a) * passed + span) / (2 * span));
  return { x: between(from.x, to.x), y: between(from.y, to.y), pressure: between(from.pressure, to.pressure) };
}

/** The lines to draw when `erased` is taken away: for each part that is left its ends and the points between. */
export function pieces(stroke: InkPageStroke, erased: InkRanges): InkSample[][] {
  return keptRanges(erased, stroke.sampleCount).map((range) => {
    const last = end(range) - 1;
    if (range.count === 1) return [sampleAt(stroke, last)];
    if (stroke.indices.length === 0) return stroke.points.slice(range.from, last + 1);
    const between = stroke.points.slice(knotFrom(stroke.indices, range.from + 1), knotFrom(stroke.indices, last));
    return [sampleAt(stroke, range.from), ...between, sampleAt(stroke, last)];
  });
}

/** The first knot whose index is not below `index`. */
function knotFrom(indices: readonly number[], index: number): number {
  let low = 0;
  let high = indices.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indices[middle]! < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merged(parts: InkRange[]): InkRanges {
  const result: InkRange[] = [];
  for (const range of parts.sort((a, b) => a.from - b.from)) {
    const last = result[result.length - 1];
    if (last && range.from <= end(last)) {
      result[result.length - 1] = { from: last.from, count: Math.max(end(last), end(range)) - last.from };
    } else result.push(range);
  }
  require(result.length <= InkLimit.ranges, InkRule.badRange);
  return result;
}
