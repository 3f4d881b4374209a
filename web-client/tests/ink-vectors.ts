import type { InkFormat, InkSample } from "../src/wire/ink/format.js";
import type { InkPageStroke } from "../src/wire/ink/page-walk.js";
import type { InkRange } from "../src/wire/ink/sample-ranges.js";

/** A format by names, in the order of its numbers. */
const names = {
  kind: ["samples", "knots"],
  grid: ["eighth", "quarter", "half"],
  pressure: ["eight", "six", "five", "none"],
  device: ["stylus", "pen", "mouse"],
};

/** A format as vectors write it: "samples quarter six stylus 0". */
export function formatOf(text: string): InkFormat {
  const [kind, grid, pressure, device, coarseness] = text.split(" ");
  return {
    kind: names.kind.indexOf(kind!),
    grid: names.grid.indexOf(grid!),
    pressure: names.pressure.indexOf(pressure!),
    device: names.device.indexOf(device!),
    coarseness: Number(coarseness),
  };
}

/** The same, written. */
export function textOf(format: InkFormat): string {
  const { kind, grid, pressure, device, coarseness } = format;
  return [names.kind[kind], names.grid[grid], names.pressure[pressure], names.device[device], coarseness].join(" ");
}

/** A sample as vectors write it: x, y, pressure. */
export type SampleVector = [number, number, number];

export const sampleOf = ([x, y, pressure]: SampleVector): InkSample => ({ x, y, pressure });
export const vectorOf = ({ x, y, pressure }: InkSample): SampleVector => [x, y, pressure];

/** A live stroke: what was written, its chunks, and what they say. */
export interface InkStrokeVector {
  rule: string;
  name: string;
  format: string;
  input: { samples: SampleVector[]; duration: number; start: number; isLast: boolean }[];
  hex: string[];
  chunks: { samples: SampleVector[]; duration: number; start: number | null; isLast: boolean }[];
}

/** A stroke of a page. */
export interface InkPageStrokeVector {
  format: string;
  sampleCount: number;
  points: SampleVector[];
  indices: number[];
}

/** A page, slice by slice. */
export interface InkPageVector {
  rule: string;
  name: string;
  hex: string[];
  slices: InkPageStrokeVector[][];
}

/** Chunks or slices of which the last breaks a rule, and none before it. */
export interface InkMalformedVector {
  rule: string;
  name: string;
  of: "stroke" | "page";
  hex: string[];
}

/** What an operation on ranges gives, or the rule that it breaks. */
export interface InkRangesVector {
  rule: string;
  name: string;
  of: "check" | "normalise" | "union" | "subtract" | "keep";
  sampleCount: number;
  a: InkRange[];
  b: InkRange[];
  result: InkRange[] | null;
}

/** Parts of a page's stroke without what was erased. */
export interface InkPiecesVector {
  rule: string;
  name: string;
  stroke: InkPageStrokeVector;
  erased: InkRange[];
  pieces: SampleVector[][];
}

/** What inputs made from the vectors come to. */
export interface InkDigestVector {
  inputs: number;
  seed: number;
  accepted: number;
  digest: number;
}

export function strokeOf(vector: InkPageStrokeVector): InkPageStroke {
  const { sampleCount, indices } = vector;
  return { format: formatOf(vector.format), sampleCount, points: vector.points.map(sampleOf), indices };
}

export function strokeVectorOf(stroke: InkPageStroke): InkPageStrokeVector {
  const { sampleCount, indices } = stroke;
  return { format: textOf(stroke.format), sampleCount, points: stroke.points.map(vectorOf), indices: [...indices] };
}
