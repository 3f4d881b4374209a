/**
 * Writes the ink vectors: protocol/vectors/ink-*.json. Strokes are scribbled from seeds; a decoder reads every one of
 * them here before it is written, and the Swift side encodes and decodes them all.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { toHex } from "../src/wire/codec.js";
import { InkRule } from "../src/wire/ink/ink-error.js";
import { InkPageDecoder } from "../src/wire/ink/page-decoder.js";
import { InkPageEncoder } from "../src/wire/ink/page-encoder.js";
import { InkStrokeDecoder } from "../src/wire/ink/stroke-decoder.js";
import { InkStrokeEncoder } from "../src/wire/ink/stroke-encoder.js";
import { pieces } from "../src/wire/ink/sample-ranges.js";
import { forgedChunk, forgedSlice } from "./ink-forge.js";
import { fuzzInk } from "./ink-fuzz.js";
import { rangesResult } from "./ink-ranges.js";
import { scribble, wild } from "./ink-scribble.js";
import { Seeded } from "./wire-seeded.js";
import { vectorsFolder } from "./wire-vectors.js";
import {
  formatOf, strokeOf, strokeVectorOf, vectorOf, type InkMalformedVector, type InkPageStrokeVector, type InkPageVector,
  type InkPiecesVector, type InkRangesVector, type InkStrokeVector,
} from "./ink-vectors.js";
import type { InkSample } from "../src/wire/ink/format.js";

type Input = { samples: InkSample[]; duration: number; start: number; isLast: boolean };

const strokes: InkStrokeVector[] = [];
const pages: InkPageVector[] = [];
const malformed: InkMalformedVector[] = [];
const dot: InkSample = { x: 801, y: 403, pressure: 40 };

makeStrokes();
makePages();
makeMalformed();
write("ink-strokes.json", strokes);
write("ink-pages.json", pages);
write("ink-malformed.json", malformed);
write("ink-ranges.json", ranges());
write("ink-pieces.json", piecesVectors());
write("ink-digests.json", [fuzzInk(4_000, 1), fuzzInk(4_000, 2)]);

function makeStrokes(): void {
  for (const kind of ["samples", "knots"]) {
    for (const grid of ["eighth", "quarter", "half"]) {
      for (const pressure of ["eight", "six", "five", "none"]) {
        const format = `${kind} ${grid} ${pressure} stylus 0`;
        addStroke("I6", `every format: ${format}`, format, cut(scribbled(strokes.length, 21, 1, format), 7));
      }
    }
  }
  for (const device of ["pen", "mouse"]) {
    const format = `samples quarter none ${device} 2`;
    addStroke("I9", `whole pixels of a ${device}`, format, cut(scribbled(90, 30, 8, format), 10));
    addStroke("I35", `knots of a ${device}`, `knots half five ${device} 0`, cut(scribbled(91, 24, 8, format), 8));
  }
  const off = cut(scribbled(92, 24, 8, "samples eighth eight pen 3"), 8);
  off[1]!.samples[3] = { ...off[1]!.samples[3]!, x: off[1]!.samples[3]!.x + 1 };
  addStroke("I9", "a device's grid that a sample leaves", "samples eighth eight pen 3", off);
  addStroke("I9", "a device's grid left in the first chunk", "samples quarter six mouse 2", cut(scribbled(93, 9, 1, ""), 9));
  addStroke("I10", "one sample", "samples quarter six stylus 0", cut([dot], 1));
  addStroke("I10", "one sample, then nothing but the end", "samples quarter six stylus 0", [
    { samples: [dot], duration: 0, start: 0, isLast: false },
    { samples: [], duration: 120, start: 0, isLast: true },
  ]);
  addStroke("I10", "equal points without time", "samples eighth eight stylus 0", [
    { samples: Array<InkSample>(40).fill(dot), duration: 0, start: 0, isLast: true },
  ]);
  addStroke("I10", "a chunk of 1,024 samples", "samples half none mouse 0", [
    { samples: Array<InkSample>(1_024).fill(dot), duration: 65_535, start: 65_535, isLast: true },
  ]);
  addStroke("I14", "times that come late, early and not at all", "samples quarter six stylus 0", times());
  for (let seed = 0; seed < 6; seed++) {
    const format = ["samples eighth eight stylus 0", "samples half five pen 0", "knots quarter five mouse 0"][seed % 3]!;
    addStroke("I12", `points anywhere, ${seed}`, format, cut(wild(new Seeded(seed), 24, !format.includes("none")), 5));
  }
}

function scribbled(seed: number, count: number, unit: number, format: string): InkSample[] {
  return scribble(new Seeded(seed), count, unit, !format.includes("none"));
}

/** Chunks of `size` samples, 8 ms from sample to sample, sent every 33 ms or so. */
function cut(samples: InkSample[], size: number): Input[] {
  const chunks: Input[] = [];
  for (let first = 0; first < samples.length; first += size) {
    const part = samples.slice(first, first + size);
    const duration = 8 * (part.length - (first === 0 ? 1 : 0));
    chunks.push({ samples: part, duration, start: first === 0 ? 33 : 0, isLast: first + size >= samples.length });
  }
  return chunks;
}

function times(): Input[] {
  const samples = scribbled(94, 20, 1, "");
  const durations = [0, 500, 3, 65_535, 33];
  return durations.map((duration, index) => ({
    samples: samples.slice(4 * index, 4 * index + 4), duration, start: index === 0 ? 4_000 : 0, isLast: index === 4,
  }));
}

function addStroke(rule: string, name: string, format: string, input: Input[]): void {
  const encoder = new InkStrokeEncoder(formatOf(format));
  const decoder = new InkStrokeDecoder();
  const bytes = input.map(({ samples, duration, start, isLast }) => encoder.encode(samples, duration, start, isLast));
  const chunks = bytes.map((chunk) => decoder.decode(chunk));
  strokes.push({
    rule, name, format,
    input: input.map((chunk) => ({ ...chunk, samples: chunk.samples.map(vectorOf) })),
    hex: bytes.map(toHex),
    chunks: chunks.map(({ samples, duration, start, isLast }) => ({
      samples: samples.map(vectorOf), duration, start: start ?? null, isLast,
    })),
  });
}

function makePages(): void {
  addPage("I20", "no stroke", [[]]);
  addPage("I20", "one dot", [[{ format: "knots half five stylus 0", sampleCount: 1, points: [[804, 404, 41]], indices: [0] }]]);
  addPage("I21", "knots of strokes", [knotted(0, 12)]);
  addPage("I20", "every sample", [sampled(0, 5, "samples eighth eight stylus 0")]);
  addPage("I20", "samples on a device's grid", [sampled(10, 4, "samples quarter none mouse 2")]);
  addPage("I20", "several slices, the second empty", [knotted(20, 3), [], sampled(20, 2, "samples quarter six pen 0"), knotted(24, 3)]);
  const mixed = knotted(30, 2).concat(sampled(30, 2, "samples half five stylus 0"), knotted(32, 2));
  addPage("I20", "formats that change", [mixed.concat(mixed)]);
  addPage("I21", "a knot for every sample, and one line over 65,535", [[
    { format: "knots quarter none mouse 0", sampleCount: 3, points: [[0, 0, 0], [2, 2, 0], [0, 4, 0]], indices: [0, 1, 2] },
    { format: "knots quarter none mouse 0", sampleCount: 65_536, points: [[0, 0, 0], [8, 8, 0]], indices: [0, 65_535] },
  ]]);
}

function knotted(seed: number, count: number): InkPageStrokeVector[] {
  return Array.from({ length: count }, (_, index) => {
    const seeded = new Seeded(1_000 + seed + index);
    const indices = [0];
    for (let at = 0; indices.length < 12; ) indices.push((at += 1 + seeded.below(9)));
    const points = scribble(seeded, 12, 4, true).map(({ x, y, pressure }): [number, number, number] => {
      const level = (pressure * 31 + 127) / 255 | 0;
      return [x - (x % 4), y - (y % 4), ((level * 255 + 15) / 31) | 0];
    });
    return { format: "knots half five stylus 0", sampleCount: indices[11]! + 1, points, indices };
  });
}

function sampled(seed: number, count: number, format: string): InkPageStrokeVector[] {
  return Array.from({ length: count }, (_, index) => {
    const unit = format.endsWith("0") ? 1 : 8;
    const samples = scribble(new Seeded(2_000 + seed + index), 20, unit, !format.includes("none"));
    return { format, sampleCount: 20, points: samples.map(vectorOf), indices: [] };
  });
}

function addPage(rule: string, name: string, slices: InkPageStrokeVector[][]): void {
  const encoder = new InkPageEncoder();
  const decoder = new InkPageDecoder();
  const hex: string[] = [];
  const read = slices.map((slice) => {
    for (const stroke of slice) encoder.append(strokeOf(stroke));
    const bytes = encoder.finishSlice();
    hex.push(toHex(bytes));
    return decoder.decode(bytes).map(strokeVectorOf);
  });
  pages.push({ rule, name, hex, slices: read });
}

function makeMalformed(): void {
  const bad = (rule: InkRule, name: string, of: "stroke" | "page", ...messages: Uint8Array[]): void => {
    malformed.push({ rule, name, of, hex: messages.map(toHex) });
  };
  const line = Uint8Array.from(strokes[13]!.hex[0]!.match(/../g)!.map((pair) => parseInt(pair, 16)));
  const dots = new InkStrokeEncoder(formatOf("samples quarter six stylus 0"));
  const done = dots.encode([dot], 0, 0, true);
  const still = (): Uint8Array[] => {
    const encoder = new InkStrokeEncoder(formatOf("samples quarter none mouse 0"));
    const all = Array<InkSample>(1_024).fill({ ...dot, pressure: 0 });
    return Array.from({ length: 64 }, () => encoder.encode(all, 100, 33, false));
  };
  bad(InkRule.tooManyBytes, "a chunk of 2,049 bytes", "stroke", new Uint8Array(2_049));
  bad(InkRule.truncated, "an empty chunk", "stroke", new Uint8Array(0));
  bad(InkRule.truncated, "a chunk without its last bytes", "stroke", line.slice(0, line.length - 6));
  bad(InkRule.truncated, "a slice without its last bytes", "page", Uint8Array.from(pages[2]!.hex[0]!.slice(0, 40).match(/../g)!.map((pair) => parseInt(pair, 16))));
  bad(InkRule.truncated, "an empty slice", "page", new Uint8Array(0));
  bad(InkRule.trailingBytes, "five bytes behind a chunk", "stroke", Uint8Array.from([...done, 0, 0, 0, 0, 0]));
  bad(InkRule.trailingBytes, "five bytes behind a slice", "page", Uint8Array.from([...hexBytes(pages[1]!.hex[0]!), 1, 2, 3, 4, 5]));
  bad(InkRule.badCount, "pen-down without a sample", "stroke", forgedChunk({ count: 0 }, {}, []));
  bad(InkRule.badCount, "a negative count", "stroke", forgedChunk({ count: -3 }, {}, []));
  bad(InkRule.badCount, "1,025 samples", "stroke", forgedChunk({ count: 1_025 }, {}, []));
  bad(InkRule.strokeTooLong, "65,537 samples", "stroke", ...still(), lastDot(still().length));
  bad(InkRule.badCoordinate, "a step out of bounds", "stroke", forgedChunk({}, {}, [{ x: 70_000, y: 0, pressure: 10 }]));
  bad(InkRule.badCoordinate, "a step out of bounds, downwards", "stroke", forgedChunk({}, {}, [{ x: 0, y: -70_000, pressure: 10 }]));
  bad(InkRule.badCoordinate, "a start out of bounds", "page", forgedSlice(1, 40_000, 7));
  bad(InkRule.badPressure, "a pressure of 64 in 6 bits at pen-down", "stroke", forgedChunk({}, { pressure: 64 }, []));
  bad(InkRule.badPressure, "a pressure of 64 in 6 bits later", "stroke", forgedChunk({}, {}, [{ x: 0, y: 0, pressure: 64 }]));
  bad(InkRule.badPressure, "a negative pressure", "page", forgedSlice(1, 10, -1));
  bad(InkRule.badTime, "a negative duration", "stroke", forgedChunk({ duration: -1 }, {}, []));
  bad(InkRule.badTime, "a duration of 65,536 ms", "stroke", forgedChunk({ duration: 65_536 }, {}, []));
  bad(InkRule.badTime, "a negative start", "stroke", forgedChunk({ start: -1 }, {}, []));
  bad(InkRule.strokeIsOver, "a chunk behind the last", "stroke", done, done);
  bad(InkRule.strokeTooLong, "a page's stroke of no samples", "page", forgedSlice(0, 10, 7));
  bad(InkRule.strokeTooLong, "a page's stroke of 65,537 samples", "page", forgedSlice(65_537, 10, 7));
  bad(InkRule.badIndex, "a knot behind the last sample", "page", forgedSlice(4, 10, 7, 5));
  bad(InkRule.badIndex, "a knot on the one before", "page", forgedSlice(4, 10, 7, 0));
  bad(InkRule.sliceTooLarge, "32,769 strokes", "page", manyDots());
}

function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A chunk that no encoder makes: the sample after the last that a stroke may have. */
function lastDot(chunks: number): Uint8Array {
  const encoder = new InkStrokeEncoder(formatOf("samples quarter none mouse 0"));
  const all = Array<InkSample>(1_024).fill({ ...dot, pressure: 0 });
  for (let chunk = 0; chunk < chunks; chunk++) encoder.encode(all, 100, 33, false);
  encoder.sampleCount = 0;
  return encoder.encode(all.slice(0, 1), 100, 0, true);
}

/** A slice of 32,769 dots. */
function manyDots(): Uint8Array {
  const encoder = new InkPageEncoder();
  const stroke = strokeOf({ format: "knots half five stylus 0", sampleCount: 1, points: [[0, 0, 58]], indices: [0] });
  for (let count = 0; count < 32_768; count++) encoder.append(stroke);
  Object.assign(encoder, { strokes: 0 });
  encoder.append(stroke);
  return encoder.finishSlice();
}

function ranges(): InkRangesVector[] {
  const many = Array.from({ length: 1_025 }, (_, index) => ({ from: 2 * index, count: 1 }));
  const cases: Omit<InkRangesVector, "result">[] = [
    { rule: "I30", name: "ranges in order", of: "check", sampleCount: 10, a: [{ from: 0, count: 2 }, { from: 3, count: 7 }], b: [] },
    { rule: "I30", name: "ranges out of order", of: "check", sampleCount: 10, a: [{ from: 5, count: 2 }, { from: 1, count: 1 }], b: [] },
    { rule: "I30", name: "ranges that touch", of: "check", sampleCount: 10, a: [{ from: 0, count: 2 }, { from: 2, count: 1 }], b: [] },
    { rule: "I30", name: "an empty range", of: "check", sampleCount: 10, a: [{ from: 4, count: 0 }], b: [] },
    { rule: "I30", name: "a range behind the end", of: "check", sampleCount: 10, a: [{ from: 4, count: 7 }], b: [] },
    { rule: "I30", name: "1,025 ranges", of: "check", sampleCount: 4_096, a: many, b: [] },
    { rule: "I31", name: "overlap, touch and order", of: "normalise", sampleCount: 20,
      a: [{ from: 8, count: 4 }, { from: 1, count: 2 }, { from: 3, count: 1 }, { from: 9, count: 1 }, { from: 15, count: 9 }], b: [] },
    { rule: "I31", name: "outside the stroke", of: "normalise", sampleCount: 5, a: [{ from: -4, count: 3 }, { from: 5, count: 2 }], b: [] },
    { rule: "I31", name: "1,025 ranges put in order", of: "normalise", sampleCount: 4_096, a: many, b: [] },
    { rule: "I31", name: "what is kept of nothing erased", of: "keep", sampleCount: 7, a: [], b: [] },
    { rule: "I31", name: "what is kept of all erased", of: "keep", sampleCount: 7, a: [{ from: 0, count: 7 }], b: [] },
    { rule: "I31", name: "what is kept between", of: "keep", sampleCount: 12, a: [{ from: 0, count: 1 }, { from: 4, count: 2 }, { from: 11, count: 1 }], b: [] },
  ];
  for (let seed = 0; seed < 12; seed++) {
    const seeded = new Seeded(seed);
    const some = (): { from: number; count: number }[] =>
      Array.from({ length: seeded.below(5) }, () => ({ from: seeded.below(40), count: 1 + seeded.below(8) }));
    const whole = (parts: { from: number; count: number }[]): { from: number; count: number }[] =>
      [...(rangesResult({ rule: "", name: "", of: "normalise", sampleCount: 48, a: parts, b: [], result: [] }) ?? [])];
    const both = { rule: "I31", sampleCount: 48, a: whole(some()), b: whole(some()) };
    cases.push({ ...both, name: `union ${seed}`, of: "union" }, { ...both, name: `difference ${seed}`, of: "subtract" });
  }
  return cases.map((vector) => ({ ...vector, result: rangesResult({ ...vector, result: [] }) }));
}

function piecesVectors(): InkPiecesVector[] {
  const vectors: InkPiecesVector[] = [];
  for (const stroke of [knotted(40, 1)[0]!, sampled(40, 1, "samples eighth eight stylus 0")[0]!]) {
    const last = stroke.sampleCount - 1;
    const erasures = [[], [{ from: 3, count: 4 }], [{ from: 0, count: 2 }, { from: 9, count: 1 }, { from: last, count: 1 }],
      [{ from: 0, count: stroke.sampleCount }], [{ from: 0, count: 5 }, { from: 6, count: 2 }]];
    for (const [index, erased] of erasures.entries()) {
      const name = `${stroke.format}, erased ${index}`;
      vectors.push({ rule: "I33", name, stroke, erased, pieces: pieces(strokeOf(stroke), erased).map((piece) => piece.map(vectorOf)) });
    }
  }
  return vectors;
}

/** One vector a line. */
function write(name: string, vectors: unknown[]): void {
  writeFileSync(join(vectorsFolder(), name), `[\n${vectors.map((vector) => JSON.stringify(vector)).join(",\n")}\n]\n`);
}
