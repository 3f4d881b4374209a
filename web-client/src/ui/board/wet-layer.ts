import type { StrokeKey } from "../../sync/lesson.js";
import { h } from "../element.js";
import type { Dot } from "./centre-line.js";
import { PathList } from "./ink-path.js";
import { highlightOpacity, inkColour, type BoardColour } from "./palette.js";
import type { Light } from "./light.js";
import type { View } from "./view.js";
import { WetStroke } from "./wet-stroke.js";

type Pencil = CanvasRenderingContext2D;

/** A canvas over the whole board, cleared and hidden while nothing is on it. */
class Sheet {
  readonly canvas: HTMLCanvasElement;
  readonly pencil: Pencil;
  private isUsed = false;

  constructor(name: string) {
    this.canvas = h("canvas", { class: `sheet ${name}`, hidden: true });
    this.pencil = this.canvas.getContext("2d", { desynchronized: true })!;
  }

  use(): Pencil {
    if (!this.isUsed) this.canvas.hidden = false;
    this.isUsed = true;
    return this.pencil;
  }

  clear(): void {
    if (!this.isUsed) return;
    this.isUsed = false;
    this.pencil.save();
    this.pencil.resetTransform();
    this.pencil.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.pencil.restore();
    this.canvas.hidden = true;
  }
}

/** Ink that is being written: certain parts are drawn once, pens' tips in every frame, and highlighters on a sheet below the dry ink. */
export class WetLayer {
  private readonly wet = new Sheet("wet");
  private readonly under = new Sheet("under");
  private readonly tips = new Sheet("tips");
  readonly below = this.under.canvas;
  readonly above = [this.wet.canvas, this.tips.canvas];
  readonly strokes = new Map<StrokeKey, WetStroke>();
  private view: View | undefined;
  private board: BoardColour = "white";
  private smudge: Dot[] = [];

  /** Where people point; loaded later. */
  light: Light | undefined;

  constructor() {
    this.below.style.opacity = `${highlightOpacity}`;
  }

  look(view: View, width: number, height: number, density: number, board: BoardColour): void {
    const size = [Math.ceil(width * density), Math.ceil(height * density)] as const;
    for (const { canvas } of [this.wet, this.under, this.tips]) {
      if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size;
    }
    Object.assign(this, { view, board });
    for (const { pencil } of [this.wet, this.under, this.tips]) {
      const scale = view.scale * density;
      pencil.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
    }
    this.redraw();
  }

  /** Draws what is new; true while something moves. */
  draw(now: number): boolean {
    for (const stroke of this.strokes.values()) {
      const paths = new PathList();
      if (stroke.extend(now, paths)) this.fill(stroke, paths);
    }
    return this.drawTips(now) || this.strokes.size > 0;
  }

  /** Takes strokes out that are dry; what they left is cleared away. */
  remove(keys: readonly StrokeKey[]): void {
    for (const key of keys) this.strokes.delete(key);
    this.redraw();
  }

  redraw(): void {
    this.wet.clear();
    this.under.clear();
    this.tips.clear();
    this.smudge = [];
    for (const stroke of this.strokes.values()) {
      const paths = new PathList();
      stroke.again(paths);
      this.fill(stroke, paths);
    }
  }

  private fill({ ink }: WetStroke, { all }: PathList): void {
    const pencil = (ink.style.tool === "highlighter" ? this.under : this.wet).use();
    pencil.fillStyle = inkColour(ink.style, this.board);
    for (const path of all) pencil.fill(path);
  }

  private drawTips(now: number): boolean {
    const { pencil } = this.tips;
    if (this.light?.isOn) this.tips.clear();
    for (const { x, y, r } of this.smudge) {
      const by = r + 2 / (this.view?.scale ?? 1);
      pencil.clearRect(x - by, y - by, 2 * by, 2 * by);
    }
    const last = this.smudge;
    this.smudge = [];
    for (const stroke of this.strokes.values()) {
      // A highlighter is wide and see-through: its half span at the end may wait for the next sample.
      if (stroke.ink.style.tool === "highlighter") continue;
      const path = new Path2D();
      const dots = stroke.tip(path);
      if (dots.length === 0) continue;
      this.tips.use().fillStyle = inkColour(stroke.ink.style, this.board);
      pencil.fill(path);
      this.smudge.push(...covering(dots));
    }
    const shines = this.light?.draw(() => this.tips.use(), now, 1 / (this.view?.scale ?? 1)) ?? false;
    if (last.length > 0 && this.smudge.length === 0 && !shines) this.tips.clear();
    return shines;
  }
}

/** One dot around all. */
function covering(dots: readonly Dot[]): Dot[] {
  const xs = dots.map(({ x }) => x);
  const ys = dots.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const r = Math.max(right - left, bottom - top) / 2 + Math.max(...dots.map((dot) => dot.r));
  return [{ x: (left + right) / 2, y: (top + bottom) / 2, r }];
}
