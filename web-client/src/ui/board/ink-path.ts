import type { InkRanges } from "../../wire/ink/sample-ranges.js";
import type { PathSink } from "./ribbon.js";
import { drawInk, type Ink } from "./stroke-shape.js";

/** Outlines in one path at most: with each a browser takes longer for the next (24,000 of a wild wet stroke in one took Chromium 10 s, so 0.1 s). */
const outlineLimit = 256;

/** A sink of several paths, to be filled one after the other. */
export class PathList implements PathSink {
  readonly all = [new Path2D()];
  private count = 0;

  moveTo(x: number, y: number): void {
    if (++this.count % outlineLimit === 0) this.all.push(new Path2D());
    this.last.moveTo(x, y);
  }

  lineTo(x: number, y: number): void {
    this.last.lineTo(x, y);
  }

  arc(x: number, y: number, radius: number, from: number, to: number): void {
    this.last.arc(x, y, radius, from, to);
  }

  closePath(): void {
    this.last.closePath();
  }

  private get last(): Path2D {
    return this.all[this.all.length - 1]!;
  }
}

/** What is left of a stroke without `cuts`, to be filled. Of a highlighter it is one path, which does not show where it lies on itself. */
export function inkPaths(ink: Ink, cuts: InkRanges): readonly Path2D[] {
  const sink = new PathList();
  drawInk(ink, cuts, sink);
  const { all } = sink;
  if (ink.style.tool !== "highlighter" || all.length === 1) return all;
  const whole = new Path2D();
  for (const path of all) whole.addPath(path);
  return [whole];
}
