/** Places are in page units of 1/8 px; the viewport is in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A page of 1920 × 1080 px. */
export const pageBounds: Bounds = { left: 0, top: 0, right: 15_360, bottom: 8_640 };

/** How far the desk reaches around the page. */
const desk: Bounds = { left: -61_440, top: -61_440, right: 76_800, bottom: 122_880 };
const smallestScale = 1 / 96;
const largestScale = 2;

/** What of the desk is seen. A value: each change makes a new one. */
export class View {
  constructor(
    /** CSS pixels a unit. */
    readonly scale: number,
    /** The unit at the upper left corner. */
    readonly x: number,
    readonly y: number,
  ) {}

  /** Shows all of `box` in the middle of the viewport, `margin` CSS pixels from its top where it is much higher than the box. */
  static fitting(box: Bounds, width: number, height: number, margin = Infinity): View {
    const scale = clamp(Math.min(width / (box.right - box.left), height / (box.bottom - box.top)), smallestScale, largestScale);
    const above = Math.min((height - (box.bottom - box.top) * scale) / 2, margin);
    return new View(scale, (box.left + box.right - width / scale) / 2, box.top - above / scale);
  }

  unitsAt(x: number, y: number): Point {
    return { x: this.x + x / this.scale, y: this.y + y / this.scale };
  }

  seen(width: number, height: number): Bounds {
    return { left: this.x, top: this.y, right: this.x + width / this.scale, bottom: this.y + height / this.scale };
  }

  /** Moves the paper by CSS pixels. */
  panned(dx: number, dy: number): View {
    return this.kept(this.x - dx / this.scale, this.y - dy / this.scale);
  }

  /** Grows by `factor` and keeps what is at (x, y) there. */
  zoomed(factor: number, x: number, y: number): View {
    const scale = clamp(this.scale * factor, smallestScale, largestScale);
    const fixed = this.unitsAt(x, y);
    return new View(scale, this.x, this.y).kept(fixed.x - x / scale, fixed.y - y / scale);
  }

  /** Two fingers: what was under `from` and their distance is now under `to`. */
  pinched(from: { middle: Point; distance: number }, to: { middle: Point; distance: number }): View {
    const moved = this.panned(to.middle.x - from.middle.x, to.middle.y - from.middle.y);
    return moved.zoomed(to.distance / from.distance, to.middle.x, to.middle.y);
  }

  equals(other: View): boolean {
    return Math.abs(this.scale / other.scale - 1) < 1e-4 && Math.hypot(this.x - other.x, this.y - other.y) * this.scale < 0.5;
  }

  private kept(x: number, y: number): View {
    return new View(this.scale, clamp(x, desk.left, desk.right), clamp(y, desk.top, desk.bottom));
  }
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}

export function meet(a: Bounds, b: Bounds): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export function joined(a: Bounds, b: Bounds): Bounds {
  return { left: Math.min(a.left, b.left), top: Math.min(a.top, b.top), right: Math.max(a.right, b.right), bottom: Math.max(a.bottom, b.bottom) };
}

export function grown(a: Bounds, by: number): Bounds {
  return { left: a.left - by, top: a.top - by, right: a.right + by, bottom: a.bottom + by };
}
