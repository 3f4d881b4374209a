/**
 * Feeds the ink decoders, half the time with what was mutated from vectors, and digests what they say; the same as
 * Sources/Fuzz/InkFuzz.swift.
 */
import { fromHex } from "../src/wire/codec.js";
import { InkError } from "../src/wire/ink/ink-error.js";
import { InkPageDecoder } from "../src/wire/ink/page-decoder.js";
import { normalisedRanges, pieces } from "../src/wire/ink/sample-ranges.js";
import { InkStrokeDecoder } from "../src/wire/ink/stroke-decoder.js";
import { Digest, Seeded } from "./wire-seeded.js";
import { loadVectors } from "./wire-vectors.js";
import type { InkDigestVector, InkPageVector, InkStrokeVector } from "./ink-vectors.js";
import type { InkSample } from "../src/wire/ink/format.js";

const utf8 = new TextEncoder();

/** Valid chunks and slices to mutate, from the vectors. */
export function goldenInk(): { strokes: Uint8Array[][]; pages: Uint8Array[][] } {
  const bytes = (vector: { hex: string[] }): Uint8Array[] => vector.hex.map(fromHex);
  return {
    strokes: loadVectors<InkStrokeVector>("ink-strokes.json").map(bytes),
    pages: loadVectors<InkPageVector>("ink-pages.json").map(bytes),
  };
}

/** Runs inputs, each of which follows from a seed of its own, from `seed` on. */
export function fuzzInk(inputs: number, seed: number, golden = goldenInk()): InkDigestVector {
  let accepted = 0;
  let sum = 0;
  for (let input = 0; input < inputs; input++) {
    const seeded = new Seeded(seed + input);
    const digest = new Digest();
    const kind = seeded.below(4);
    const isStroke = kind < 2;
    const messages = kind % 2 === 0 ? random(seeded) : mutated(isStroke ? golden.strokes : golden.pages, seeded);
    if (isStroke ? decodeStroke(messages, digest) : decodePage(messages, digest, seeded)) accepted++;
    sum = (sum + digest.value) >>> 0;
  }
  return { inputs, seed, accepted, digest: sum };
}

function random(seeded: Seeded): Uint8Array[] {
  const count = 1 + seeded.below(2);
  const messages: Uint8Array[] = [];
  for (let index = 0; index < count; index++) messages.push(seeded.fixed(seeded.below(40)));
  return messages;
}

function mutated(golden: Uint8Array[][], seeded: Seeded): Uint8Array[] {
  const messages = [...golden[seeded.below(golden.length)]!];
  const place = seeded.below(messages.length);
  const bytes = Array.from(messages[place]!);
  seeded.mutate(bytes);
  messages[place] = Uint8Array.from(bytes);
  return messages;
}

/** Decodes chunks until one breaks a rule; true when none does. */
function decodeStroke(messages: Uint8Array[], digest: Digest): boolean {
  const decoder = new InkStrokeDecoder();
  return isFine(digest, () => {
    for (const bytes of messages) {
      const chunk = decoder.decode(bytes);
      addNumbers(digest, [chunk.firstIndex, chunk.duration, chunk.start ?? -1, chunk.isLast ? 1 : 0]);
      addSamples(digest, chunk.samples);
    }
  });
}

/** Decodes slices until one breaks a rule, and erases something of every stroke; true when none does. */
function decodePage(messages: Uint8Array[], digest: Digest, seeded: Seeded): boolean {
  const decoder = new InkPageDecoder();
  return isFine(digest, () => {
    for (const bytes of messages) {
      for (const stroke of decoder.decode(bytes)) {
        const { sampleCount } = stroke;
        addNumbers(digest, [sampleCount, ...stroke.indices]);
        addSamples(digest, stroke.points);
        const parts = Array.from({ length: seeded.below(3) }, () => ({
          from: seeded.below(sampleCount + 4) - 2,
          count: seeded.below(sampleCount + 1),
        }));
        for (const piece of pieces(stroke, normalisedRanges(parts, sampleCount))) addSamples(digest, piece);
      }
    }
  });
}

function isFine(digest: Digest, body: () => void): boolean {
  try {
    body();
    return true;
  } catch (error) {
    if (!(error instanceof InkError)) throw error;
    digest.add(utf8.encode(error.rule));
    return false;
  }
}

function addSamples(digest: Digest, samples: readonly InkSample[]): void {
  addNumbers(digest, samples.flatMap(({ x, y, pressure }) => [x, y, pressure]));
}

/** Each number as four bytes, low byte first. */
function addNumbers(digest: Digest, numbers: readonly number[]): void {
  const view = new DataView(new ArrayBuffer(4 * numbers.length));
  numbers.forEach((number, index) => view.setInt32(4 * index, number, true));
  digest.add(new Uint8Array(view.buffer));
}
