import { keptRanges, normalisedRanges, type InkRange, type InkRanges } from "../../wire/ink/sample-ranges.js";
import type { Stroke } from "../../sync/lesson.js";
import type { Bounds, Point } from "../board/view.js";

type Line = Pick<Stroke, "samples" | "indices" | "sampleCount">;

/** Whether an eraser of `radius` that went from `a` to `b` met what `cuts` left of the stroke. */
export function touches(stroke: Line, cuts: InkRanges, a: Point, b: Point, radius: number): boolean {
  return strips(stroke, cuts).some(({ p, q }) => distance(p, q, a, b) <= radius);
}

/** The samples that an eraser of `radius` takes out on its way from `a` to `b`; between knots by their share of the indices. */
export function hitRanges(stroke: Line, cuts: InkRanges, a: Point, b: Point, radius: number): InkRanges {
  const hit: InkRange[] = [];
  for (const { p, q, from, to } of strips(stroke, cuts)) {
    if (distance(p, q, a, b) > radius) continue;
    const steps = Math.min(Math.max(Math.ceil(Math.hypot(q.x - p.x, q.y - p.y) / (radius / 2)), 1), 256);
    let nearest = { gap: Infinity, share: 0 };
    let low = Infinity;
    let high = -Infinity;
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      const at = { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share };
      const gap = distance(at, at, a, b);
      if (gap < nearest.gap) nearest = { gap, share };
      if (gap > radius) continue;
      low = Math.min(low, share);
      high = Math.max(high, share);
    }
    // The eraser passed between two steps: what is nearest to it goes.
    if (low > high) low = high = nearest.share;
    const first = Math.round(from + (to - from) * low);
    hit.push({ from: first, count: Math.round(from + (to - from) * high) + 1 - first });
  }
  return normalisedRanges(hit, stroke.sampleCount);
}

/** The box around samples and the lines that go when they go. */
export function boundsOfRanges(stroke: Line, ranges: InkRanges, margin: number): Bounds {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { from, count } of ranges) {
    const [first, last] = [Math.max(place(stroke, from) - 2, 0), Math.min(place(stroke, from + count) + 2, stroke.samples.length - 1)];
    for (let index = first; index <= last; index++) {
      const { x, y } = stroke.samples[index]!;
      box.left = Math.min(box.left, x - margin);
      box.top = Math.min(box.top, y - margin);
      box.right = Math.max(box.right, x + margin);
      box.bottom = Math.max(box.bottom, y + margin);
    }
  }
  return box;
}

/** Which of `samples` stands at a sample index, or behind it. */
function place({ indices }: Line, index: number): number {
  if (indices.length === 0) return index;
  const found = indices.findIndex((knot) => knot >= index);
  return found < 0 ? indices.length - 1 : found;
}

interface Strip {
  readonly p: Point;
  readonly q: Point;
  /** Sample indices of both ends. */
  readonly from: number;
  readonly to: number;
}

/** The straight pieces that are still there. */
function strips({ samples, indices, sampleCount }: Line, cuts: InkRanges): Strip[] {
  const found: Strip[] = [];
  const kept = keptRanges(cuts, sampleCount);
  let part = 0;
  for (let index = 0; index < samples.length; index++) {
    const p = samples[index]!;
    const q = samples[index + 1] ?? p;
    const start = indices[index] ?? index;
    const end = index + 1 < samples.length ? indices[index + 1] ?? index + 1 : start;
    if (end === start && samples.length > 1) break;
    while (part < kept.length && kept[part]!.from + kept[part]!.count <= start) part++;
    for (let next = part; next < kept.length && kept[next]!.from <= end; next++) {
      const from = Math.max(kept[next]!.from, start);
      const to = Math.min(kept[next]!.from + kept[next]!.count - 1, end);
      const at = (sample: number) => {
        const share = end === start ? 0 : (sample - start) / (end - start);
        return { x: p.x + (q.x - p.x) * share, y: p.y + (q.y - p.y) * share };
      };
      found.push({ p: at(from), q: at(to), from, to });
    }
  }
  return found;
}

/** Between two straight pieces. */
export function distance(p: Point, q: Point, a: Point, b: Point): number {
  if (cross(p, q, a) * cross(p, q, b) < 0 && cross(a, b, p) * cross(a, b, q) < 0) return 0;
  return Math.min(toPiece(p, a, b), toPiece(q, a, b), toPiece(a, p, q), toPiece(b, p, q));
}

function cross(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

function toPiece(at: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const share = square > 0 ? Math.min(Math.max(((at.x - a.x) * dx + (at.y - a.y) * dy) / square, 0), 1) : 0;
  return Math.hypot(at.x - a.x - dx * share, at.y - a.y - dy * share);
}
