import type { InkFormat, InkSample, InkStrokeChunk } from "../wire/ink/index.js";
import { InkStrokeDecoder } from "../wire/ink/index.js";
import { normalisedRanges, subtractRanges, type InkRanges } from "../wire/ink/sample-ranges.js";
import type { InkChunk, ItemName, Milliseconds, Restyle, Stroke, StrokeStyle, Transform } from "../wire/index.js";
import { keyOf, type ItemKey } from "./item-key.js";
import { restyledStroke } from "./looks.js";
import { composed, normal } from "./transform.js";

/**
 * A stroke of a page. The object is replaced when anything about it changes; only while it is being written, `samples` and `sampleCount`
 * grow in place.
 */
export interface PageStroke {
  readonly key: ItemKey;
  readonly name: ItemName;
  readonly style: StrokeStyle;
  /** Where it was moved; undefined: where it was written. */
  readonly transform: Transform | undefined;
  /** What was erased of it: ranges of sample indices, ascending, apart. */
  readonly cuts: InkRanges;
  readonly format: InkFormat;
  readonly samples: readonly InkSample[];
  /** The sample index of each of `samples`; empty where they are all. */
  readonly indices: readonly number[];
  readonly sampleCount: number;
  /** Whether the pen is still down. */
  readonly isOpen: boolean;
}

/** A stroke whose pen is down. Its ink so far is kept as it was written, too: snapshots of a page carry it so. */
export class OpenPageStroke implements PageStroke {
  readonly key: ItemKey;
  readonly transform = undefined;
  readonly cuts: InkRanges = [];
  readonly indices: readonly number[] = [];
  readonly isOpen = true;
  readonly samples: InkSample[] = [];
  readonly chunks: InkChunk[] = [];
  /** Known from the first chunk on. */
  format!: InkFormat;
  private readonly decoder = new InkStrokeDecoder();

  constructor(
    readonly name: ItemName,
    readonly contact: number,
    readonly style: StrokeStyle,
    readonly began: Milliseconds,
  ) {
    this.key = keyOf(name);
  }

  get sampleCount(): number {
    return this.samples.length;
  }

  /** Takes the next ink; undefined, and nothing changed, where it is none. */
  take(bytes: Uint8Array): InkStrokeChunk | undefined {
    let chunk: InkStrokeChunk;
    try {
      chunk = this.decoder.decode(bytes);
    } catch {
      return undefined;
    }
    this.chunks.push({ bytes });
    this.format = chunk.format;
    for (const sample of chunk.samples) this.samples.push(sample);
    return chunk;
  }

  /** The same stroke with its pen up; it shares the samples. */
  finished(): PageStroke {
    const { key, name, style, format, samples } = this;
    return { key, name, style, transform: undefined, cuts: [], format, samples, indices: [], sampleCount: samples.length, isOpen: false };
  }
}

/** A stroke that travels by value; undefined where its ink is none. */
export function strokeByValue(stroke: Stroke): PageStroke | undefined {
  const open = new OpenPageStroke(stroke.name, 0, stroke.style, 0);
  for (const chunk of stroke.chunks) if (!open.take(chunk.bytes)) return undefined;
  if (open.sampleCount === 0) return undefined;
  const cuts = unionOrNone(stroke.cuts, open.sampleCount);
  return { ...open.finished(), transform: normal(stroke.transform), cuts };
}

/** The stroke with more erased of it; itself where it would be in too many pieces. */
export function cutStroke(stroke: PageStroke, ranges: InkRanges): PageStroke {
  try {
    return { ...stroke, cuts: normalisedRanges([...stroke.cuts, ...ranges], stroke.sampleCount) };
  } catch {
    return stroke;
  }
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
