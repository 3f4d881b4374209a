import { InkKind } from "./format.js";
import { InkPageWalk } from "./page-walk.js";
import { InkRangeEncoder } from "./range-encoder.js";
import { InkLimit } from "./limits.js";
import { isWithinLimits, fittingFormat } from "./stroke-encoder.js";
import { InkRule, require, within } from "./ink-error.js";
import { InkStrokeWriter } from "./stroke-writer.js";
import type { InkPoint, InkSample } from "./format.js";
import type { InkPageCoder, InkPageStroke } from "./page-walk.js";
import type { InkStrokeWalk } from "./stroke-walk.js";

class PageRangeEncoder extends InkRangeEncoder implements InkPageCoder {
  checkSupply(): void {}
}

/** The walk of a writer: it knows what to code. */
class PageWriter extends InkPageWalk {
  protected override isSame(stroke: InkPageStroke): boolean {
    const a = stroke.format;
    const b = this.format;
    const isAlike = a.kind === b.kind && a.grid === b.grid && a.pressure === b.pressure;
    return isAlike && a.device === b.device && a.coarseness === b.coarseness;
  }

  protected override strokeWalk(start: InkPoint): InkStrokeWalk {
    return new InkStrokeWriter(this.format, start);
  }

  /** On a device's coarser grid every point loses to the grid what the first does. */
  protected override target(stroke: InkPageStroke, place: number, origin: InkSample): InkSample {
    const { x, y, pressure } = stroke.points[place]!;
    if (place === 0 || this.format.coarseness === 0) return { x, y, pressure };
    const first = stroke.points[0]!;
    return { x: x - first.x + origin.x, y: y - first.y + origin.y, pressure };
  }
}

/** Codes the strokes of a page in one run, in one slice or several: the model goes on from slice to slice. */
export class InkPageEncoder {
  private readonly walk = new PageWriter();
  private readonly coder = new PageRangeEncoder();
  private strokes = 0;
  private points = 0;

  /** Codes one more stroke; nothing of it when it breaks a limit. */
  append(stroke: InkPageStroke): void {
    within(stroke.sampleCount, 1, InkLimit.strokeSamples, InkRule.strokeTooLong);
    require(isSound(stroke), InkRule.badIndex);
    require(stroke.points.every(isWithinLimits), InkRule.badCoordinate);
    const points = this.points + stroke.points.length;
    require(this.strokes < InkLimit.sliceStrokes && points <= InkLimit.slicePoints, InkRule.sliceTooLarge);
    this.walk.code({ ...stroke, format: fittingFormat(stroke.format, stroke.points, stroke.points[0]) }, this.coder);
    this.strokes++;
    this.points = points;
  }

  /** Ends the slice and starts another. */
  finishSlice(): Uint8Array {
    this.walk.code(undefined, this.coder);
    this.strokes = this.points = 0;
    const bytes = this.coder.finish();
    require(bytes.length <= InkLimit.sliceBytes, InkRule.tooManyBytes);
    return bytes;
  }
}

function isSound({ format, indices, points, sampleCount }: InkPageStroke): boolean {
  if (format.kind === InkKind.samples) return points.length === sampleCount;
  const isRising = indices.every((index, place) => (place === 0 ? index === 0 : index > indices[place - 1]!));
  return isRising && indices.length === points.length && indices[indices.length - 1] === sampleCount - 1;
}
