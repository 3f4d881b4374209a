import { InkHead } from "./layout.js";
import { InkLimit } from "./limits.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat } from "./format.js";
import type { InkModel } from "./model.js";

/** The numbers in front of a chunk's points. */
export interface InkChunkHead {
  /** Points in the chunk. */
  count: number;
  /** Whether the chunk ends its stroke. */
  isLast: boolean;
  /** Milliseconds from the end of the chunk before (of a first chunk: from its first sample) to its last sample. */
  duration: number;
  /** Of a first chunk: milliseconds from its first sample to its sending. */
  start: number;
}

const cut = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);

/** What the chunks of a stroke have told of its pace so far, as `InkClock` in Sources/Wire/Ink/InkClock.swift (I10, I14, I16). */
export class InkClock {
  private milliseconds = 0;
  private intervals = 0;
  private chunks = 0;
  // Points of the last chunk and of the one before.
  private count = 0;
  private countBefore = 0;
  private start = 0;
  private readonly usual: number;

  constructor(format: InkFormat) {
    this.usual = format.kind === 1 ? 16 : format.device === 0 ? 8 : 16;
  }

  /** What a chunk's duration is expected to be. */
  expected(head: InkChunkHead): number {
    const isFirst = this.chunks === 0;
    if (!head.isLast) return isFirst ? Math.max(head.start - (this.usual >> 1), 0) : this.start;
    const steps = cut(head.count, InkLimit.chunkSamples) - (isFirst ? 1 : 0);
    if (this.intervals === 0) return Math.min(steps * this.usual, InkLimit.time);
    return Math.min(Math.trunc((this.milliseconds * steps) / this.intervals), InkLimit.time);
  }

  /** Codes a chunk's head; the caller checks its numbers. */
  code(head: InkChunkHead, model: InkModel, coder: InkBitCoder): InkChunkHead {
    const rows = model.layout.head;
    const late = this.chunks === 0 ? 0 : 1;
    const isLast = model.at(rows, InkHead.end + Math.min(this.chunks, 7)).bit(head.isLast ? 1 : 0, 0, coder) === 1;
    const trend = isLast ? 3 : 1 + Math.sign(this.count - this.countBefore);
    model.at(rows, InkHead.count + trend * 13 + Math.min(this.count, 12));
    const count = this.count + model.number(head.count - this.count, coder);
    const start = late ? 0 : 33 + model.at(rows, InkHead.start).number(head.start - 33, coder);
    const result = { count, isLast, duration: 0, start };
    const expected = this.expected(result);
    model.at(rows, InkHead.duration + (isLast ? 2 : 0) + late);
    result.duration = expected + model.number(head.duration - expected, coder);
    this.learn(result);
    return result;
  }

  private learn(head: InkChunkHead): void {
    this.milliseconds += cut(head.duration, InkLimit.time);
    this.intervals += Math.max(head.count - (this.chunks === 0 ? 1 : 0), 0);
    if (this.chunks === 0) this.start = cut(head.start, InkLimit.time);
    this.countBefore = this.count;
    this.count = cut(head.count, InkLimit.chunkSamples);
    this.chunks++;
  }
}
