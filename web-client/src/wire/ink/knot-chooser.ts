import { InkPressure, pressureBits, quantisePressure, restorePressure, topPressure } from "./format.js";
import type { InkFormat, InkSample } from "./format.js";
import type { InkStrokeWriter } from "./stroke-writer.js";

/** How far, of 255, a sample's pressure may be from that of the line, which changes evenly from knot to knot. */
export const pressureTolerance = 32;
const spanLimit = 48;
const patience = 3;

/** The best way found to one grid point at one sample. */
interface State {
  /** In 1/16 bit. */
  cost: number;
  readonly before: State | undefined;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly level: number;
  readonly dx: number;
  readonly dy: number;
}

/** About what a number costs, in 1/16 bit: 1 + 1.9 log2(1 + |number|). */
function bits(number: number): number {
  const value = Math.abs(number) + 1;
  const top = 31 - Math.clz32(value);
  return 16 + ((30 * ((top - 1) * 16 + ((value * 16) >> top))) >> 4);
}

/**
 * The knots of a live chunk: its last sample and what is needed before it, so that the line stays within one step of the
 * grid of every sample. As `InkKnotChooser` in Sources/Wire/Ink/InkKnotChooser.swift; any choice can be decoded.
 */
export function chunkKnots(format: InkFormat, samples: readonly InkSample[], walk: InkStrokeWriter | undefined): InkSample[] {
  const all = walk ? [walk.last, ...samples] : samples;
  const states: State[][] = [walk ? [standing(format, walk)] : starts(format, all[0]!)];
  for (let index = 1; index < all.length; index++) states.push(reach(format, all, states, index));
  let best = states[all.length - 1]!.reduce((a, b) => (b.cost < a.cost ? b : a));
  const knots: InkSample[] = [];
  for (;;) {
    const pressure = restorePressure(format, best.level);
    knots.push({ x: best.x << format.grid, y: best.y << format.grid, pressure });
    if (!best.before) break;
    best = best.before;
  }
  if (walk) knots.pop();
  return knots.reverse();
}

function standing(format: InkFormat, walk: InkStrokeWriter): State {
  const { x, y, pressure } = walk.last;
  const level = quantisePressure(format, pressure);
  const place = { x: x >> format.grid, y: y >> format.grid, dx: walk.travel.x, dy: walk.travel.y };
  return { cost: 0, before: undefined, index: 0, level, ...place };
}

function starts(format: InkFormat, sample: InkSample): State[] {
  const { low, high } = levels(format, sample.pressure);
  const level = Math.min(Math.max((40 << pressureBits[format.pressure]!) >> 8, low), high);
  return candidates(format, sample).map(([x, y]) => ({ cost: 0, before: undefined, index: 0, x, y, level, dx: 0, dy: 0 }));
}

/** The best ways to the grid points near sample `index`. */
function reach(format: InkFormat, samples: readonly InkSample[], states: State[][], index: number): State[] {
  const range = levels(format, samples[index]!.pressure);
  const found: State[] = [];
  for (const [x, y] of candidates(format, samples[index]!)) {
    let best: State | undefined;
    for (let from = index - 1, misses = 0; from >= Math.max(0, index - spanLimit) && misses <= patience; from--) {
      let isReached = false;
      for (const before of states[from]!) {
        const plain = leastCost(format, before, x, y);
        if (best !== undefined && plain >= best.cost) {
          isReached = true;
          continue;
        }
        if (!clears(format, samples, before, x, y, index)) continue;
        isReached = true;
        const level = levelFrom(format, samples, before, index, range);
        if (level === undefined) continue;
        const cost = plain + (format.pressure === InkPressure.none ? 0 : 2 * bits(level - before.level) - 32);
        if (best === undefined || cost < best.cost) {
          best = { cost, before, index, x, y, level, dx: x - before.x, dy: y - before.y };
        }
      }
      if (!isReached) misses++;
    }
    if (best) found.push(best);
  }
  return found;
}

/** About what the line costs at least, with all before it. */
function leastCost(format: InkFormat, before: State, x: number, y: number): number {
  const across = x - before.x - Math.trunc((before.dx * 3) / 4);
  const down = y - before.y - Math.trunc((before.dy * 3) / 4);
  return before.cost + 32 + bits(across) + bits(down) + (format.pressure === InkPressure.none ? 0 : 32);
}

/** The grid points around a sample that are within one step. */
function candidates(format: InkFormat, { x, y }: InkSample): [number, number][] {
  const unit = 1 << format.grid;
  const result: [number, number][] = [];
  for (let across = x >> format.grid; across << format.grid < x + unit; across++) {
    for (let down = y >> format.grid; down << format.grid < y + unit; down++) {
      const a = (across << format.grid) - x;
      const b = (down << format.grid) - y;
      if (a * a + b * b <= unit * unit) result.push([across, down]);
    }
  }
  return result;
}

/** The coded pressures near enough to `pressure`, and the nearest. */
function levels(format: InkFormat, pressure: number): { low: number; high: number; nearest: number } {
  const nearest = quantisePressure(format, pressure);
  const isNear = (level: number): boolean => Math.abs(restorePressure(format, level) - pressure) <= pressureTolerance;
  let low = nearest;
  let high = nearest;
  while (low > 0 && isNear(low - 1)) low--;
  while (high < topPressure(format) && isNear(high + 1)) high++;
  return { low, high, nearest };
}

/** The pressure nearest to that of `before` with which the line from there clears the samples between. */
function levelFrom(
  format: InkFormat,
  samples: readonly InkSample[],
  before: State,
  to: number,
  range: { low: number; high: number; nearest: number }
): number | undefined {
  let level = Math.min(Math.max(before.level, range.low), range.high);
  while (!presses(format, samples, before, level, to)) {
    if (level === range.nearest) return undefined;
    level += level < range.nearest ? 1 : -1;
  }
  return level;
}

function presses(format: InkFormat, samples: readonly InkSample[], before: State, level: number, to: number): boolean {
  if (format.pressure === InkPressure.none) return true;
  const start = restorePressure(format, before.level);
  const end = restorePressure(format, level);
  const span = to - before.index;
  for (let index = before.index + 1; index < to; index++) {
    const line = start * (to - index) + end * (index - before.index);
    if (Math.abs(line - samples[index]!.pressure * span) > pressureTolerance * span) return false;
  }
  return true;
}

/** Whether the line from `before` to a grid point passes all samples between within one step. Exact below 2^53. */
function clears(format: InkFormat, samples: readonly InkSample[], before: State, x: number, y: number, to: number): boolean {
  const left = before.x << format.grid;
  const top = before.y << format.grid;
  const dx = (x << format.grid) - left;
  const dy = (y << format.grid) - top;
  const length = dx * dx + dy * dy;
  const limit = 1 << (2 * format.grid);
  for (let index = before.index + 1; index < to; index++) {
    const a = samples[index]!.x - left;
    const b = samples[index]!.y - top;
    const along = a * dx + b * dy;
    const far = a * dy - b * dx;
    if (along <= 0 ? a * a + b * b > limit : along >= length ? distance(a - dx, b - dy) > limit : far * far > length * limit) {
      return false;
    }
  }
  return true;
}

function distance(a: number, b: number): number {
  return a * a + b * b;
}
