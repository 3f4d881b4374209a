import { h } from "../element.js";
import type { InkStore, Inked } from "./ink-store.js";
import { paint } from "./painter.js";
import type { BoardColour } from "./palette.js";
import { Tile, tileSide } from "./tile.js";
import { grown, joined, meet, pageBounds, type Bounds, type View } from "./view.js";

/** Tiles of one scale, moved and stretched as a whole by the compositor. */
class TileSet {
  readonly element = h("div", { class: "tiles" });
  readonly tiles = new Map<number, Tile>();
  constructor(
    /** CSS pixels a unit. */
    readonly scale: number,
    readonly density: number,
  ) {}
}

/** The longest side of the coarse picture, in pixels. */
const overviewSide = 2_048;
/** How long a frame may draw old ink, in ms: while the paper moves, and while it lies still. */
const frameShare = { moving: 5, still: 24 };
/** How many times smaller than at their own scale tiles are shown at most. */
const coarsest = 2;
/** From so many strokes on the coarse picture comes first. */
const largePage = 500;
/** A view that did not change for so long gets tiles of its own scale, in ms. */
const rest = 140;

/**
 * The ink that is dry. It is drawn once, into tiles; a frame only moves them, whatever lies on the page. While the scale changes, tiles
 * of the last scale are stretched; where there are none yet, a coarse picture of everything stands in.
 */
export class DryLayer {
  readonly element = h("div", { class: "dry" });
  private shown: TileSet | undefined;
  private coming: TileSet | undefined;
  private overview: { canvas: HTMLCanvasElement; box: Bounds; scale: number; rest: Inked[] | undefined } | undefined;
  private view: View | undefined;
  private width = 0;
  private height = 0;
  private density = 1;
  private changed = 0;
  private moved = 0;

  constructor(
    private readonly ink: InkStore,
    private board: BoardColour,
  ) {}

  /** Shows another part, at once. */
  look(view: View, width: number, height: number, density: number): void {
    if (view.scale !== this.view?.scale || width !== this.width || density !== this.density) this.changed = performance.now();
    if (this.view && view !== this.view) this.moved = performance.now();
    Object.assign(this, { view, width, height, density });
    if (!this.shown) this.element.append((this.shown = new TileSet(view.scale, density)).element);
    // Far out, tiles of the old scale would be too many: the coarse picture is fine enough.
    if (this.shown.scale > view.scale * coarsest) this.swap(new TileSet(view.scale, density));
    this.place(this.shown);
    this.cover(this.shown);
  }

  /** Does some of what is left; true when there is more. */
  draw(now: number): boolean {
    const { view, shown } = this;
    if (!view || !shown) return false;
    const deadline = performance.now() + (now - this.moved < rest ? frameShare.moving : frameShare.still);
    const isOther = shown.scale !== view.scale || shown.density !== this.density;
    const isLarge = this.ink.size >= largePage;
    if (isLarge && !this.drawOverview(deadline)) return true;
    if (isOther && this.coming?.scale !== view.scale && now - this.changed > rest) this.coming = new TileSet(view.scale, this.density);
    if (this.coming && isOther) {
      this.cover(this.coming);
      if (this.fill(this.coming, deadline)) this.swap(this.coming);
      return true;
    }
    this.coming = undefined;
    return !this.fill(shown, deadline) || isOther || !this.drawOverview(deadline);
  }

  add(inked: Inked): void {
    for (const tile of this.everyTile()) tile.add(inked, this.board);
    const { overview } = this;
    if (!overview) return;
    if (overview.rest || !contains(overview.box, inked.bounds)) this.overview = undefined;
    else paint(aimed(overview), inked, this.board);
  }

  repair(box: Bounds): void {
    for (const tile of this.everyTile()) tile.repair(box, this.ink, this.board);
    if (this.overview && !this.overview.rest) {
      const pencil = aimed(this.overview);
      const around = grown(box, 1 / this.overview.scale);
      const inside = this.ink.within(around);
      if (inside.length > 200) return void (this.overview = undefined);
      pencil.save();
      pencil.beginPath();
      pencil.rect(around.left, around.top, around.right - around.left, around.bottom - around.top);
      pencil.clip();
      pencil.clearRect(around.left, around.top, around.right - around.left, around.bottom - around.top);
      for (const inked of inside) paint(pencil, inked, this.board);
      pencil.restore();
    }
  }

  /** Everything is different. `keep`: what is seen stays until the new is drawn. */
  reset(board: BoardColour, keep: boolean): void {
    this.board = board;
    this.overview = this.coming = undefined;
    if (keep) return this.shown?.tiles.forEach((tile) => tile.spoil());
    this.shown?.element.remove();
    this.shown = undefined;
    if (this.view) this.look(this.view, this.width, this.height, this.density);
  }

  /** Whether all that is seen is drawn at its own scale. */
  get isReady(): boolean {
    return !!this.shown && this.shown.scale === this.view?.scale && [...this.shown.tiles.values()].every((tile) => tile.isReady);
  }

  private swap(next: TileSet): void {
    this.shown?.element.replaceWith(next.element);
    this.shown = next;
    this.coming = undefined;
    this.place(next);
  }

  private *everyTile(): Iterable<Tile> {
    if (this.shown) yield* this.shown.tiles.values();
    if (this.coming) yield* this.coming.tiles.values();
  }

  private place({ element, scale, density }: TileSet): void {
    const view = this.view!;
    const ratio = view.scale / scale;
    const snap = (offset: number) => (ratio === 1 ? Math.round(offset * density) / density : offset);
    element.style.transform = `translate(${snap(-view.x * view.scale)}px,${snap(-view.y * view.scale)}px) scale(${ratio})`;
  }

  /** Makes the tiles that are seen, and lets go of those far away. */
  private cover(set: TileSet): void {
    const side = tileSide / set.density / set.scale;
    const seen = this.view!.seen(this.width, this.height);
    const [left, right] = [Math.floor(seen.left / side), Math.floor(seen.right / side)];
    const [top, bottom] = [Math.floor(seen.top / side), Math.floor(seen.bottom / side)];
    for (let row = top; row <= bottom; row++)
      for (let column = left; column <= right; column++) {
        const at = row * 65_536 + column;
        if (!set.tiles.has(at)) set.tiles.set(at, this.lay(new Tile(column, row, set.scale * set.density), set));
      }
    const limit = 2 * (right - left + 2) * (bottom - top + 2);
    if (set.tiles.size <= limit) return;
    const near = { left: (left - 1) * side, top: (top - 1) * side, right: (right + 2) * side, bottom: (bottom + 2) * side };
    for (const [at, tile] of set.tiles) {
      if (meet(tile.bounds, near)) continue;
      tile.canvas.remove();
      set.tiles.delete(at);
    }
  }

  private lay(tile: Tile, set: TileSet): Tile {
    const side = tileSide / set.density;
    tile.canvas.style.cssText = `left:${tile.column * side}px;top:${tile.row * side}px;width:${side}px;height:${side}px`;
    if (this.overview) tile.foreshadow(this.overview.canvas, this.overview.box, this.overview.scale);
    if (this.ink.within(tile.bounds).length === 0) tile.draw(this.ink, this.board, Infinity);
    set.element.append(tile.canvas);
    return tile;
  }

  /** Draws what is seen, from the middle outwards. */
  private fill(set: TileSet, deadline: number): boolean {
    const seen = this.view!.seen(this.width, this.height);
    const [x, y] = [(seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2];
    const far = ({ bounds }: Tile) => Math.hypot((bounds.left + bounds.right) / 2 - x, (bounds.top + bounds.bottom) / 2 - y);
    const open = [...set.tiles.values()].filter((tile) => !tile.isReady && meet(tile.bounds, seen)).sort((a, b) => far(a) - far(b));
    return open.every((tile) => tile.draw(this.ink, this.board, deadline) && performance.now() < deadline);
  }

  private drawOverview(deadline: number): boolean {
    if (!this.overview) {
      const box = grown(joined(this.ink.bounds ?? pageBounds, pageBounds), 2_000);
      const scale = overviewSide / Math.max(box.right - box.left, box.bottom - box.top);
      const canvas = h("canvas", { width: Math.ceil((box.right - box.left) * scale), height: Math.ceil((box.bottom - box.top) * scale) });
      this.overview = { canvas, box, scale, rest: this.ink.within(box).reverse() };
    }
    const { rest } = this.overview;
    if (!rest) return true;
    const pencil = aimed(this.overview);
    while (rest.length > 0) {
      paint(pencil, rest.pop()!, this.board);
      if (rest.length % 8 === 0 && performance.now() > deadline) return false;
    }
    this.overview.rest = undefined;
    return true;
  }
}

function aimed({ canvas, box, scale }: { canvas: HTMLCanvasElement; box: Bounds; scale: number }): CanvasRenderingContext2D {
  const pencil = canvas.getContext("2d")!;
  pencil.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
  return pencil;
}

function contains(a: Bounds, b: Bounds): boolean {
  return a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;
}
