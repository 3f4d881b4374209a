import type { InkFormat, InkSample, InkStrokeChunk } from "../wire/ink/index.js";
import { InkStrokeDecoder } from "../wire/ink/index.js";
import { normalisedRanges, type InkRanges } from "../wire/ink/sample-ranges.js";
import type { InkChunk, ItemName, Milliseconds, StrokeStyle, Transform } from "../wire/index.js";
import { keyOf, type ItemKey } from "./item-key.js";

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

/** The stroke with more erased of it; itself where it would be in too many pieces. */
export function cutStroke(stroke: PageStroke, ranges: InkRanges): PageStroke {
  try {
    return { ...stroke, cuts: normalisedRanges([...stroke.cuts, ...ranges], stroke.sampleCount) };
  } catch {
    return stroke;
  }
}
