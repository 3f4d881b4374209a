import assert from "node:assert/strict";
import test from "node:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fromHex, toHex } from "../src/wire/codec.js";
import { InkError } from "../src/wire/ink/ink-error.js";
import { InkPageDecoder } from "../src/wire/ink/page-decoder.js";
import { InkPageEncoder } from "../src/wire/ink/page-encoder.js";
import { InkStrokeDecoder } from "../src/wire/ink/stroke-decoder.js";
import { InkStrokeEncoder } from "../src/wire/ink/stroke-encoder.js";
import { pieces } from "../src/wire/ink/sample-ranges.js";
import { fuzzInk } from "./ink-fuzz.js";
import { rangesResult } from "./ink-ranges.js";
import {
  formatOf, sampleOf, strokeOf, strokeVectorOf, vectorOf, type InkDigestVector, type InkMalformedVector,
  type InkPageVector, type InkPiecesVector, type InkRangesVector, type InkStrokeVector,
} from "./ink-vectors.js";
import { loadVectors, vectorsFolder } from "./wire-vectors.js";

for (const vector of loadVectors<InkStrokeVector>("ink-strokes.json")) {
  test(`ink stroke, ${vector.rule}: ${vector.name}`, () => {
    const encoder = new InkStrokeEncoder(formatOf(vector.format));
    const decoder = new InkStrokeDecoder();
    vector.input.forEach(({ samples, duration, start, isLast }, index) => {
      assert.equal(toHex(encoder.encode(samples.map(sampleOf), duration, start, isLast)), vector.hex[index]);
      const chunk = decoder.decode(fromHex(vector.hex[index]!));
      const read = { samples: chunk.samples.map(vectorOf), duration: chunk.duration, start: chunk.start ?? null };
      assert.deepEqual({ ...read, isLast: chunk.isLast }, vector.chunks[index]);
    });
    assert.equal(decoder.isOver, true);
  });
}

for (const vector of loadVectors<InkPageVector>("ink-pages.json")) {
  test(`ink page, ${vector.rule}: ${vector.name}`, () => {
    const encoder = new InkPageEncoder();
    const decoder = new InkPageDecoder();
    vector.slices.forEach((slice, index) => {
      for (const stroke of slice) encoder.append(strokeOf(stroke));
      assert.equal(toHex(encoder.finishSlice()), vector.hex[index]);
      assert.deepEqual(decoder.decode(fromHex(vector.hex[index]!)).map(strokeVectorOf), slice);
    });
  });
}

for (const folder of readdirSync(join(vectorsFolder(), "released"))) {
  test(`ink released in ${folder} is read as ever`, () => {
    for (const { hex, chunks } of loadVectors<InkStrokeVector>(join("released", folder, "ink-strokes.json"))) {
      const decoder = new InkStrokeDecoder();
      const read = hex.map((chunk) => decoder.decode(fromHex(chunk)));
      assert.deepEqual(read.map((chunk) => chunk.samples.map(vectorOf)), chunks.map((chunk) => chunk.samples));
    }
    for (const { hex, slices } of loadVectors<InkPageVector>(join("released", folder, "ink-pages.json"))) {
      const decoder = new InkPageDecoder();
      assert.deepEqual(hex.map((slice) => decoder.decode(fromHex(slice)).map(strokeVectorOf)), slices);
    }
  });
}

for (const { rule, name, of, hex } of loadVectors<InkMalformedVector>("ink-malformed.json")) {
  test(`ink that breaks ${rule}: ${name}`, () => {
    const decoder = of === "stroke" ? new InkStrokeDecoder() : new InkPageDecoder();
    for (const good of hex.slice(0, -1)) decoder.decode(fromHex(good));
    const before = decoder instanceof InkStrokeDecoder ? decoder.sampleCount : 0;
    const isRule = (error: unknown): boolean => error instanceof InkError && error.rule === rule;
    assert.throws(() => decoder.decode(fromHex(hex[hex.length - 1]!)), isRule);
    if (decoder instanceof InkStrokeDecoder) assert.equal(decoder.sampleCount, before);
    const isOver = (error: unknown): boolean => error instanceof InkError && ["I15", "I22"].includes(error.rule);
    assert.throws(() => decoder.decode(new Uint8Array(8)), isOver);
  });
}

for (const vector of loadVectors<InkRangesVector>("ink-ranges.json")) {
  test(`ink ranges, ${vector.rule}: ${vector.name}`, () => assert.deepEqual(rangesResult(vector), vector.result));
}

for (const { rule, name, stroke, erased, pieces: expected } of loadVectors<InkPiecesVector>("ink-pieces.json")) {
  test(`ink pieces, ${rule}: ${name}`, () => {
    assert.deepEqual(pieces(strokeOf(stroke), erased).map((piece) => piece.map(vectorOf)), expected);
  });
}

for (const vector of loadVectors<InkDigestVector>("ink-digests.json")) {
  test(`ink digest of seed ${vector.seed}`, () => assert.deepEqual(fuzzInk(vector.inputs, vector.seed), vector));
}
