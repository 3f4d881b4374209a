import type { Point, View } from "./view.js";

/** Fingers, or a mouse, that move the paper: one pans, two pinch. */
export class Navigator {
  private readonly fingers = new Map<number, Point>();

  constructor(private readonly change: (move: (view: View) => View) => void) {}

  get count(): number {
    return this.fingers.size;
  }

  down(id: number, at: Point): void {
    if (this.fingers.size < 2) this.fingers.set(id, at);
  }

  move(id: number, at: Point): void {
    const from = this.fingers.get(id);
    if (!from) return;
    const before = this.grip();
    this.fingers.set(id, at);
    const after = this.grip();
    this.change((view) => (this.fingers.size === 1 ? view.panned(at.x - from.x, at.y - from.y) : view.pinched(before, after)));
  }

  up(id: number): void {
    this.fingers.delete(id);
  }

  /** A wheel or a trackpad: with ctrl (which a trackpad's pinch sets) it zooms. */
  wheel(event: WheelEvent, at: Point): void {
    const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 400 : 1;
    const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
    if (event.ctrlKey || event.metaKey) this.change((view) => view.zoomed(Math.exp(-Math.min(Math.max(dy, -120), 120) / 240), at.x, at.y));
    else this.change((view) => (event.shiftKey && dx === 0 ? view.panned(-dy, 0) : view.panned(-dx, -dy)));
  }

  private grip(): { middle: Point; distance: number } {
    const [a, b] = [...this.fingers.values()];
    const other = b ?? a!;
    return { middle: { x: (a!.x + other.x) / 2, y: (a!.y + other.y) / 2 }, distance: Math.max(Math.hypot(a!.x - other.x, a!.y - other.y), 8) };
  }
}
