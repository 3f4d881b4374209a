import { anyFormat, codeFormat, codeStart } from "./header.js";
import { InkError, InkRule, require, within } from "./ink-error.js";
import { InkClock } from "./clock.js";
import { InkModel } from "./model.js";
import { InkRangeDecoder } from "./range-decoder.js";
import { InkStrokeWalk } from "./stroke-walk.js";
import { InkLimit } from "./limits.js";
import type { InkChunkHead } from "./clock.js";
import { anySample } from "./format.js";
import type { InkFormat, InkSample } from "./format.js";

/** Probability, in 1/65536, that a chunk goes on in finer steps. */
export const refining = 1_024;

const anyHead: InkChunkHead = { count: 0, isLast: false, duration: 0, start: 0 };

/** A part of a running stroke, decoded: `InkStrokeChunk` in Sources/Wire/Ink/InkStrokeChunk.swift. */
export interface InkStrokeChunk {
  readonly format: InkFormat;
  readonly samples: readonly InkSample[];
  /** Index of the first point within the stroke. */
  readonly firstIndex: number;
  /** Milliseconds from the last sample of the chunk before (at pen-down: from the first sample) to this one's last. */
  readonly duration: number;
  /** At pen-down: milliseconds from the first sample to the sending of the chunk. */
  readonly start: number | undefined;
  readonly isLast: boolean;
}

/** The profile of a live stroke. */
export function liveProfile(format: InkFormat): number {
  return 2 * format.kind + Math.min(format.device, 1);
}

/** Throws unless the numbers in front of a chunk are within their limits. */
export function checkHead(head: InkChunkHead, isFirst: boolean, before: number): void {
  within(head.count, isFirst || !head.isLast ? 1 : 0, InkLimit.chunkSamples, InkRule.badCount);
  require(before + head.count <= InkLimit.strokeSamples, InkRule.strokeTooLong);
  within(head.duration, 0, InkLimit.time, InkRule.badTime);
  within(head.start, 0, InkLimit.time, InkRule.badTime);
}

/**
 * Decodes the chunks of one live stroke, from pen-down on. Keep one for each running stroke. After an error it takes no
 * further chunk; what it gave before stands.
 */
export class InkStrokeDecoder {
  /** Points so far. */
  sampleCount = 0;
  /** Whether no further chunk can come. */
  isOver = false;
  private model: InkModel | undefined;
  private walk: InkStrokeWalk | undefined;
  private clock: InkClock | undefined;

  /** Decodes the stroke's next chunk; throws the `InkError` of the rule that the bytes break. */
  decode(bytes: Uint8Array): InkStrokeChunk {
    if (this.isOver) throw new InkError(InkRule.strokeIsOver);
    this.isOver = true;
    require(bytes.length <= InkLimit.chunkBytes, InkRule.tooManyBytes);
    const chunk = new InkRangeDecoder(bytes).whole((coder) => this.chunk(coder));
    this.sampleCount += chunk.samples.length;
    this.isOver = chunk.isLast;
    return chunk;
  }

  private chunk(coder: InkRangeDecoder): InkStrokeChunk {
    const isFirst = this.walk === undefined;
    if (this.walk === undefined) this.penDown(coder);
    const walk = this.walk!;
    const model = this.model!;
    const format = walk.format;
    if (!isFirst && format.coarseness > 0 && coder.code(0, refining) === 1) walk.refine();
    const { count, isLast, duration, start } = this.head(isFirst, model, coder);
    const samples: InkSample[] = isFirst ? [walk.last] : [];
    for (let index = samples.length; index < count; index++) {
      walk.code(anySample, index, count, model, coder);
      coder.checkSupply();
      samples.push(walk.last);
    }
    return { format, samples, firstIndex: this.sampleCount, duration, start: isFirst ? start : undefined, isLast };
  }

  private head(isFirst: boolean, model: InkModel, coder: InkRangeDecoder): InkChunkHead {
    const head = this.clock!.code(anyHead, model, coder);
    checkHead(head, isFirst, this.sampleCount);
    return head;
  }

  private penDown(coder: InkRangeDecoder): void {
    const format = codeFormat(anyFormat, false, coder);
    this.model = new InkModel(liveProfile(format));
    this.walk = new InkStrokeWalk(format, codeStart(anySample, format, this.model, coder));
    this.clock = new InkClock(format);
  }
}
