import type { Inked, InkStore } from "./ink-store.js";
import { paint, type Pencil } from "./painter.js";
import type { BoardColour } from "./palette.js";
import { grown, meet, type Bounds } from "./view.js";

/** The side of a tile in device pixels. */
export const tileSide = 512;

/** A square of the page at one scale, as pixels. What it shows stays until what is drawn anew is complete. */
export class Tile {
  canvas = blank();
  private pencil = this.canvas.getContext("2d")!;
  readonly bounds: Bounds;
  /** Whether all its ink is on it. */
  isReady = false;
  private work: { canvas: HTMLCanvasElement; pencil: Pencil; rest: Inked[]; next: number } | undefined;

  constructor(
    readonly column: number,
    readonly row: number,
    /** Device pixels a unit. */
    private readonly scale: number,
  ) {
    const side = tileSide / scale;
    this.bounds = { left: column * side, top: row * side, right: (column + 1) * side, bottom: (row + 1) * side };
  }

  /** Shows a coarse picture of all until its own is made. */
  foreshadow(picture: CanvasImageSource, from: Bounds, scale: number): void {
    const { left, top, right, bottom } = this.bounds;
    this.pencil.drawImage(picture, (left - from.left) * scale, (top - from.top) * scale, (right - left) * scale, (bottom - top) * scale, 0, 0, tileSide, tileSide);
  }

  /** Has to be drawn anew. */
  spoil(): void {
    this.isReady = false;
    this.work = undefined;
  }

  /** Draws until `deadline`; true when nothing is left to do. The element changes when the tile gets ready. */
  draw(ink: InkStore, board: BoardColour, deadline: number): boolean {
    if (this.isReady) return true;
    this.work ??= this.begin(ink);
    const { canvas, pencil, rest } = this.work;
    while (this.work.next < rest.length) {
      paint(pencil, rest[this.work.next++]!, board);
      if (this.work.next % 8 === 0 && performance.now() > deadline) return false;
    }
    this.work = undefined;
    this.canvas.replaceWith(canvas);
    canvas.style.cssText = this.canvas.style.cssText;
    this.canvas = canvas;
    this.pencil = pencil;
    this.isReady = true;
    return true;
  }

  /** One stroke more on top. */
  add(inked: Inked, board: BoardColour): void {
    if (!meet(this.bounds, inked.bounds)) return;
    if (this.isReady) {
      this.aim(this.pencil);
      paint(this.pencil, inked, board);
    } else this.work = undefined;
  }

  /** Draws a part anew: at once when little lies there, else bit by bit. */
  repair(box: Bounds, ink: InkStore, board: BoardColour): void {
    if (!meet(this.bounds, box)) return;
    const inside = ink.within(grown(box, 2 / this.scale));
    if (!this.isReady || inside.length > 200) return this.spoil();
    const { pencil, scale, bounds } = this;
    pencil.resetTransform();
    pencil.save();
    const [x, y] = [Math.floor((box.left - bounds.left) * scale) - 1, Math.floor((box.top - bounds.top) * scale) - 1];
    const [right, bottom] = [Math.ceil((box.right - bounds.left) * scale) + 1, Math.ceil((box.bottom - bounds.top) * scale) + 1];
    pencil.beginPath();
    pencil.rect(x, y, right - x, bottom - y);
    pencil.clip();
    pencil.clearRect(x, y, right - x, bottom - y);
    this.aim(pencil);
    for (const inked of inside) paint(pencil, inked, board);
    pencil.restore();
  }

  private begin(ink: InkStore) {
    const canvas = blank();
    const pencil = canvas.getContext("2d")!;
    this.aim(pencil);
    return { canvas, pencil, rest: ink.within(this.bounds), next: 0 };
  }

  private aim(pencil: Pencil): void {
    pencil.setTransform(this.scale, 0, 0, this.scale, -this.column * tileSide, -this.row * tileSide);
  }
}

function blank(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = tileSide;
  return canvas;
}
