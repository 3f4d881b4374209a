import { InkError, InkRule, require } from "./ink-error.js";
import { InkPageWalk } from "./page-walk.js";
import { InkRangeDecoder } from "./range-decoder.js";
import { InkLimit } from "./limits.js";
import type { InkPageStroke } from "./page-walk.js";

/** Decodes the strokes of a page, slice by slice. After an error it takes no further slice. */
export class InkPageDecoder {
  private readonly walk = new InkPageWalk();
  private isOver = false;

  /** Decodes the page's next slice; throws the `InkError` of the rule that the bytes break. */
  decode(bytes: Uint8Array): InkPageStroke[] {
    if (this.isOver) throw new InkError(InkRule.pageIsOver);
    this.isOver = true;
    require(bytes.length <= InkLimit.sliceBytes, InkRule.tooManyBytes);
    const strokes = new InkRangeDecoder(bytes).whole((coder) => this.slice(coder));
    this.isOver = false;
    return strokes;
  }

  private slice(coder: InkRangeDecoder): InkPageStroke[] {
    const strokes: InkPageStroke[] = [];
    let points = 0;
    for (let stroke = this.walk.code(undefined, coder); stroke; stroke = this.walk.code(undefined, coder)) {
      strokes.push(stroke);
      points += stroke.points.length;
      require(strokes.length <= InkLimit.sliceStrokes && points <= InkLimit.slicePoints, InkRule.sliceTooLarge);
    }
    return strokes;
  }
}
