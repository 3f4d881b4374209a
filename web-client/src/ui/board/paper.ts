import type { Background } from "../../wire/index.js";
import { h } from "../element.js";
import { pageBounds, type View } from "./view.js";

/** Between lines of a pattern, in units, and between staves. */
const line = 320;
const staff = 96;

/** The page itself and its pattern: drawn anew in each frame, since it is a few lines that have to be sharp. */
export class Paper {
  readonly page = h("div", { class: "paper" });
  readonly pattern = h("canvas", { class: "sheet pattern", hidden: true });
  private readonly pencil = this.pattern.getContext("2d")!;
  background: Background = "plain";

  look(view: View, width: number, height: number, density: number): void {
    const { page, pattern, pencil } = this;
    const px = (units: number) => units * view.scale;
    page.style.transform = `translate(${px(-view.x)}px,${px(-view.y)}px)`;
    page.style.width = `${px(pageBounds.right)}px`;
    page.style.height = `${px(pageBounds.bottom)}px`;
    pattern.hidden = this.background === "plain";
    if (pattern.hidden) return;
    const size = [Math.ceil(width * density), Math.ceil(height * density)] as const;
    if (pattern.width !== size[0] || pattern.height !== size[1]) [pattern.width, pattern.height] = size;
    pencil.resetTransform();
    pencil.clearRect(0, 0, ...size);
    pencil.fillStyle = getComputedStyle(pattern).color;
    drawPattern(pencil, this.background, view, density);
  }
}

/** Draws the pattern of the page in the pencil's colour; `density`: device pixels a CSS pixel. */
export function drawPattern(pencil: CanvasRenderingContext2D, background: Background, view: View, density: number): void {
  const device = (unit: number, from: number) => Math.round((unit - from) * view.scale * density);
  const [left, right] = [device(pageBounds.left, view.x), device(pageBounds.right, view.x)];
  const [top, bottom] = [device(pageBounds.top, view.y), device(pageBounds.bottom, view.y)];
  const thin = Math.max(1, Math.round(view.scale * 8 * density));
  const rows = (from: number, by: number, draw: (y: number, unit: number) => void) => {
    for (let unit = from; unit < pageBounds.bottom; unit += by) draw(device(unit, view.y), unit);
  };
  const across = (y: number) => pencil.fillRect(left, y, right - left, thin);
  if (background === "lines") rows(2 * line, 2 * line, across);
  if (background === "staves") rows(5 * staff, 12 * staff, (_, unit) => [0, 1, 2, 3, 4].forEach((index) => across(device(unit + index * staff, view.y))));
  if (background !== "squares" && background !== "dots") return;
  if (background === "squares") rows(line, line, across);
  for (let unit = line; unit < pageBounds.right; unit += line) {
    const x = device(unit, view.x);
    if (background === "squares") pencil.fillRect(x, top, thin, bottom - top);
    else rows(line, line, (y) => pencil.fillRect(x - thin, y - thin, 2 * thin, 2 * thin));
  }
}
