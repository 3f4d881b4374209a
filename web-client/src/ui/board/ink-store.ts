import { normalisedRanges, unionOfRanges, type InkRanges } from "../../wire/ink/sample-ranges.js";
import type { Page, Stroke, StrokeKey } from "../../sync/lesson.js";
import { inkPaths } from "./ink-path.js";
import { boundsOf } from "./stroke-shape.js";
import { joined, meet, type Bounds } from "./view.js";

/** A stroke as the board keeps it: where it is, its outline, its place in the order. */
export interface Inked {
  stroke: Stroke;
  readonly bounds: Bounds;
  order: number;
  paths: readonly Path2D[] | undefined;
  /** Taken out by an eraser that is still down. */
  wiped: InkRanges;
  /** Of the last search that found it, so that none finds it twice. */
  mark: number;
}

const cell = 1_024;

/** The strokes that lie dry on a page, found by place through a grid of 128 px. */
export class InkStore {
  private readonly all = new Map<StrokeKey, Inked>();
  private readonly cells = new Map<number, Inked[]>();
  private search = 0;

  get size(): number {
    return this.all.size;
  }

  get(key: StrokeKey): Inked | undefined {
    return this.all.get(key);
  }

  /** The box around everything; undefined when there is nothing. */
  get bounds(): Bounds | undefined {
    let box: Bounds | undefined;
    for (const { bounds } of this.all.values()) box = box ? joined(box, bounds) : bounds;
    return box;
  }

  set(stroke: Stroke, order: number): Inked {
    this.delete(stroke.key);
    const inked: Inked = { stroke, bounds: boundsOf(stroke), order, paths: undefined, wiped: [], mark: 0 };
    this.all.set(stroke.key, inked);
    for (const at of cellsOf(inked.bounds)) {
      const list = this.cells.get(at);
      if (list) list.push(inked);
      else this.cells.set(at, [inked]);
    }
    return inked;
  }

  /** The same ink by a newer object. */
  rename(inked: Inked, stroke: Stroke): void {
    inked.stroke = stroke;
    inked.wiped = [];
  }

  delete(key: StrokeKey): Inked | undefined {
    const inked = this.all.get(key);
    if (!inked) return undefined;
    this.all.delete(key);
    for (const at of cellsOf(inked.bounds)) {
      const list = this.cells.get(at)!;
      list.splice(list.indexOf(inked), 1);
      if (list.length === 0) this.cells.delete(at);
    }
    return inked;
  }

  clear(): void {
    this.all.clear();
    this.cells.clear();
  }

  /** Puts the orders right after strokes came or went in the middle. */
  reorder(page: Page): void {
    page.strokes.forEach(({ key }, order) => {
      const inked = this.all.get(key);
      if (inked) inked.order = order;
    });
  }

  /** What meets `box`, from the back to the front. */
  within(box: Bounds): Inked[] {
    const found: Inked[] = [];
    this.search++;
    const look = (list: readonly Inked[]) => {
      for (const inked of list) {
        if (inked.mark !== this.search && meet(inked.bounds, box)) found.push(inked);
        inked.mark = this.search;
      }
    };
    const [left, top, right, bottom] = grid(box);
    if ((right - left + 1) * (bottom - top + 1) > this.cells.size) for (const list of this.cells.values()) look(list);
    else for (const at of cellsOf(box)) look(this.cells.get(at) ?? []);
    return found.sort((a, b) => a.order - b.order);
  }

  /** An eraser that is down takes out more. */
  wipe(inked: Inked, ranges: InkRanges): void {
    inked.wiped = normalisedRanges([...inked.wiped, ...ranges], inked.stroke.sampleCount);
    inked.paths = undefined;
  }
}

/** What is not to be seen of a stroke. */
export function missing({ stroke, wiped }: Inked): InkRanges {
  return wiped.length === 0 ? stroke.cuts : unionOfRanges(stroke.cuts, wiped);
}

export function pathsOf(inked: Inked): readonly Path2D[] {
  return (inked.paths ??= inkPaths(inked.stroke, missing(inked)));
}

function grid(box: Bounds): [number, number, number, number] {
  return [Math.floor(box.left / cell), Math.floor(box.top / cell), Math.floor(box.right / cell), Math.floor(box.bottom / cell)];
}

function cellsOf(box: Bounds): number[] {
  const [left, top, right, bottom] = grid(box);
  const cells: number[] = [];
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) cells.push(y * 65_536 + x);
  return cells;
}
