import { InkKind, InkPressure, anySample, quantisePressure } from "./format.js";
import { InkModel } from "./model.js";
import { InkStrokeWalk } from "./stroke-walk.js";
import { anyFormat, codeFormat } from "./header.js";
import { InkHead } from "./layout.js";
import { InkLimit } from "./limits.js";
import { InkRule, within } from "./ink-error.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat, InkPoint, InkSample } from "./format.js";

/** A stroke of a page's snapshot, as `InkPageStroke` in Sources/Wire/Ink/InkPageStroke.swift. */
export interface InkPageStroke {
  readonly format: InkFormat;
  /** How many samples the stroke has. */
  readonly sampleCount: number;
  /** Its points: first and last sample are among them. */
  readonly points: readonly InkSample[];
  /** The sample index of each knot; empty where `points` are all samples. */
  readonly indices: readonly number[];
}

/** A coder whose `checkSupply` throws when a reader runs out of bytes. */
export interface InkPageCoder extends InkBitCoder {
  checkSupply(): void;
}

/** Codes the strokes of a page, with models that run through all of them (protocol/INK.md, I20 to I22). */
export class InkPageWalk {
  protected format: InkFormat = { kind: 1, grid: 2, pressure: 2, device: 0, coarseness: 0 };
  private readonly models: (InkModel | undefined)[] = [];
  private endX = 0;
  private endY = 0;
  /** Expected pressure of a start, of 255, and samples of a stroke, in 1/8. */
  private pressure = 60;
  private length = 240;

  /** Codes whether another stroke follows, then that stroke; undefined when none does. A reader gives any stroke. */
  code(stroke: InkPageStroke | undefined, coder: InkPageCoder): InkPageStroke | undefined {
    const model = this.model();
    const head = model.layout.head;
    if (model.at(head, InkHead.more).bit(stroke ? 1 : 0, 0, coder) === 0) return undefined;
    if (model.at(head, InkHead.sameFormat).bit(this.isSame(stroke) ? 1 : 0, 0, coder) === 0) {
      this.format = codeFormat(stroke ? stroke.format : this.format, true, coder);
    }
    return this.body(stroke ?? anyStroke, coder);
  }

  /** Whether a stroke has the present format. A reader says anything. */
  protected isSame(_stroke: InkPageStroke | undefined): boolean {
    return true;
  }

  /** The walk over one stroke. */
  protected strokeWalk(start: InkPoint): InkStrokeWalk {
    return new InkStrokeWalk(this.format, start);
  }

  /** The point to code after those of `walk`. A reader says any. */
  protected target(_stroke: InkPageStroke, _place: number, _origin: InkSample): InkSample {
    return anySample;
  }

  /** The model of the present format. */
  private model(): InkModel {
    const profile = this.format.kind === InkKind.knots ? 4 : Math.min(this.format.device, 1);
    return (this.models[profile] ??= new InkModel(profile));
  }

  private body(stroke: InkPageStroke, coder: InkPageCoder): InkPageStroke {
    const { format } = this;
    const model = this.model();
    const usual = this.length >> 3;
    const sampleCount = usual + model.at(model.layout.head, InkHead.length).number(stroke.sampleCount - usual, coder);
    within(sampleCount, 1, InkLimit.strokeSamples, InkRule.strokeTooLong);
    this.length += sampleCount - usual;
    const walk = this.strokeWalk(this.start(this.target(stroke, 0, anySample), model, coder));
    const points = [walk.last];
    const indices = format.kind === InkKind.knots ? [0] : [];
    coder.checkSupply();
    for (let index = 0; index < sampleCount - 1; points.push(walk.last)) {
      const target = this.target(stroke, points.length, points[0]!);
      if (format.kind === InkKind.samples) {
        walk.sample(target, model, coder);
        index++;
      } else {
        const gap = stroke.indices[points.length]! - index;
        index += walk.pageKnot(target, gap, sampleCount - 1 - index, model, coder);
        indices.push(index);
      }
      coder.checkSupply();
    }
    this.pressure += (points[0]!.pressure - this.pressure) >> 2;
    this.endX = walk.last.x;
    this.endY = walk.last.y;
    return { format, sampleCount, points, indices };
  }

  private start(sample: InkSample, model: InkModel, coder: InkBitCoder): InkPoint {
    const { format } = this;
    const { grid } = format;
    const head = model.layout.head;
    const near = (row: InkHead, value: number, usual: number): number =>
      usual + model.at(head, row).number(value - usual, coder);
    const half = (1 << grid) >> 1;
    const x = near(InkHead.origin, (sample.x + half) >> grid, this.endX >> grid);
    const y = near(InkHead.origin + 1, (sample.y + half) >> grid, this.endY >> grid);
    if (format.pressure === InkPressure.none) return { x, y, pressure: 0 };
    const level = quantisePressure(format, sample.pressure);
    return { x, y, pressure: near(InkHead.pagePressure, level, quantisePressure(format, this.pressure)) };
  }
}

/** What a reading walk takes for the stroke to write. */
const anyStroke: InkPageStroke = { format: anyFormat, sampleCount: 0, points: [], indices: [] };
