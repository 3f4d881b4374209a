import { drawBox } from "./box-drawing.js";
import type { CellSize, FontShape } from "./fit.js";
import type { Palette } from "./palette.js";
import { runsOf, type Run } from "./runs.js";
import { attribute, type CursorShape, type Line } from "./terminal-screen.js";

/** What terminals are written in; other scripts come from the system's fonts. */
const fontFamily = 'ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", "Roboto Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace';

let shape: FontShape | undefined;

/** The shape of the device's font, measured once. */
export function fontShape(): FontShape {
  if (shape) return shape;
  const pen = document.createElement("canvas").getContext("2d")!;
  pen.font = `100px ${fontFamily}`;
  const { width, fontBoundingBoxAscent: ascent = 93, fontBoundingBoxDescent: descent = 24 } = pen.measureText("0".repeat(10));
  const height = Math.max(1.15, ((ascent + descent) / 100) * 1.03);
  return (shape = { advance: width / 1_000 || 0.6, height, baseline: (height - (ascent + descent) / 100) / 2 + ascent / 100 });
}

/** Columns of a row that are marked, from 0, half open: what a search found. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly isCurrent: boolean;
}

/** Draws lines of a terminal onto a canvas; all it is given is in device pixels. */
export class Painter {
  private readonly pen: CanvasRenderingContext2D;
  private cell = { width: 1, height: 1, baseline: 1, unit: 1 };
  private size = 1;
  private font = "";
  /** Widths of text that is not plain, by font and text. */
  private readonly widths = new Map<string, number>();

  constructor(private readonly canvas: HTMLCanvasElement, public palette: Palette) {
    this.pen = canvas.getContext("2d", { alpha: false })!;
  }

  /** What follows has this size; the canvas is emptied when it changes. In CSS px, of which one is `scale` device pixels. */
  setSize(width: number, height: number, cell: CellSize, scale: number): void {
    const [w, h] = [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
    if (this.canvas.width !== w) this.canvas.width = w;
    if (this.canvas.height !== h) this.canvas.height = h;
    this.cell = { width: Math.round(cell.width * scale), height: Math.round(cell.height * scale), baseline: Math.round(cell.baseline * scale), unit: Math.max(1, Math.round((cell.font * scale) / 14)) };
    if (this.size !== cell.font * scale) this.widths.clear();
    this.size = cell.font * scale;
    this.font = "";
  }

  clear(): void {
    this.pen.fillStyle = this.palette.paper;
    this.pen.fillRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** Moves what is drawn between `top` and `bottom` up by `distance` pixels, down when that is negative. */
  move(distance: number, top: number, bottom: number): void {
    const height = bottom - top - Math.abs(distance);
    const [from, to] = distance > 0 ? [top + distance, top] : [top, top - distance];
    this.pen.drawImage(this.canvas, 0, from, this.canvas.width, height, 0, to, this.canvas.width, height);
  }

  /** Draws a line whose left upper corner is at `x`, `y`, over the whole width of the canvas. */
  line(line: Line, x: number, y: number, marks: readonly Mark[] = []): void {
    const { pen, cell } = this;
    pen.fillStyle = this.palette.paper;
    pen.fillRect(0, y, this.canvas.width, cell.height);
    const runs = runsOf(line);
    for (const { column, width, style } of runs) {
      const { paper } = this.palette.look(style);
      if (paper === undefined) continue;
      pen.fillStyle = paper;
      pen.fillRect(x + column * cell.width, y, width * cell.width, cell.height);
    }
    for (const run of runs) this.run(run, x, y);
    for (const { from, to, isCurrent } of marks) this.mark(x + from * cell.width, y, (to - from) * cell.width, isCurrent);
  }

  /** Draws a cursor over the glyph of its cell. `isActive`: what is typed comes here; else only its outline is drawn. */
  cursor(line: Line, column: number, x: number, y: number, shape: CursorShape, isActive: boolean): void {
    const { pen, cell } = this;
    let at = 0;
    const glyph = line.find(({ width }) => (at += width) > column);
    const left = x + (glyph ? at - glyph.width : column) * cell.width;
    const width = (glyph?.width ?? 1) * cell.width;
    const style = glyph?.style;
    pen.fillStyle = pen.strokeStyle = style ? this.palette.look(style).ink : this.palette.ink;
    const thick = 2 * cell.unit;
    if (!isActive) {
      pen.lineWidth = cell.unit;
      pen.strokeRect(left + cell.unit / 2, y + cell.unit / 2, width - cell.unit, cell.height - cell.unit);
    } else if (shape >= 5) pen.fillRect(left, y, thick, cell.height);
    else if (shape >= 3) pen.fillRect(left, y + cell.height - thick, width, thick);
    else {
      pen.fillRect(left, y, width, cell.height);
      if (!glyph || !glyph.text.trim()) return;
      const look = this.palette.look(glyph.style);
      this.setFont(look.font);
      this.glyph(glyph.text, left, y, width, look.paper ?? this.palette.paper, look.ink);
    }
  }

  private run(run: Run, x: number, y: number): void {
    const { cell } = this;
    const look = this.palette.look(run.style);
    const left = x + run.column * cell.width;
    const width = run.width * cell.width;
    if (run.kind !== "blank" && !look.isInvisible) {
      this.setFont(look.font);
      if (run.kind === "plain") {
        this.pen.fillStyle = look.ink;
        this.pen.fillText(run.text, left, y + cell.baseline);
      } else if (run.kind === "joined") this.joined(run.text, left, y, width, look.ink);
      else this.glyph(run.text, left, y, width, look.ink, look.paper ?? this.palette.paper);
    }
    this.lines(run, left, y, width, look.ink, look.line);
  }

  /** One glyph, in the middle of its cells, made narrower where it is too wide for them. */
  private glyph(text: string, left: number, y: number, width: number, ink: string, paper: string): void {
    const { pen, cell } = this;
    if (text.length === 1 && drawBox(pen, text.charCodeAt(0), { x: left, y, width, height: cell.height }, ink, paper)) return;
    pen.fillStyle = ink;
    const natural = this.width(text);
    const scale = natural > width * 1.02 ? width / natural : 1;
    pen.save();
    pen.translate(left + (width - natural * scale) / 2, y + cell.baseline);
    pen.scale(scale, 1);
    pen.fillText(text, 0, 0);
    pen.restore();
  }

  /** A word that is written from right to left, as wide as its cells. */
  private joined(text: string, left: number, y: number, width: number, ink: string): void {
    const { pen, cell } = this;
    pen.save();
    pen.fillStyle = ink;
    pen.direction = "rtl";
    pen.textAlign = "right";
    pen.translate(left + width, y + cell.baseline);
    pen.scale(width / Math.max(1, this.width(text)), 1);
    pen.fillText(text, 0, 0);
    pen.restore();
  }

  private width(text: string): number {
    const key = this.font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      // What programs print is without end.
      if (this.widths.size > 4_096) this.widths.clear();
      this.widths.set(key, (width = this.pen.measureText(text).width));
    }
    return width;
  }

  private setFont(prefix: string): void {
    const font = `${prefix}${this.size}px ${fontFamily}`;
    if (font !== this.font) this.pen.font = font;
    this.font = font;
  }

  /** Lines below, through and above the text of a run. */
  private lines({ style, isPredicted }: Run, left: number, y: number, width: number, ink: string, line: string): void {
    const { pen, cell } = this;
    const { unit, baseline } = cell;
    const below = Math.min(y + baseline + 2 * unit, y + cell.height - unit);
    pen.fillStyle = ink;
    if (style.attributes & attribute.strikethrough) pen.fillRect(left, y + Math.round(baseline * 0.68), width, unit);
    if (style.attributes & attribute.overline) pen.fillRect(left, y, width, unit);
    pen.fillStyle = line;
    if (style.underline === 1 || style.underline === 2) pen.fillRect(left, below, width, unit);
    if (style.underline === 2) pen.fillRect(left, below - 2 * unit, width, unit);
    if (style.underline === 3) this.wave(left, below, width, line);
    const step = style.underline === 5 ? 4 : 2;
    if (style.underline >= 4) for (let x = left; x < left + width; x += step * unit) pen.fillRect(x, below, (step / 2) * unit, unit);
    // What is not confirmed yet has a faint line; a link that is not underlined has one too.
    if (!isPredicted && !(style.link && style.underline === 0)) return;
    pen.globalAlpha = 0.5;
    pen.fillRect(left, below, width, unit);
    pen.globalAlpha = 1;
  }

  private wave(left: number, y: number, width: number, colour: string): void {
    const { pen, cell } = this;
    const step = Math.max(2, Math.round(cell.width / 4));
    pen.strokeStyle = colour;
    pen.lineWidth = cell.unit;
    pen.beginPath();
    pen.moveTo(left, y);
    for (let x = left, index = 0; x < left + width; x += step, index++) pen.lineTo(Math.min(x + step, left + width), y + (index % 2 === 0 ? -cell.unit : cell.unit));
    pen.stroke();
  }

  private mark(left: number, y: number, width: number, isCurrent: boolean): void {
    const { pen, cell } = this;
    pen.fillStyle = pen.strokeStyle = isCurrent ? "#ffb000" : "#d9a000";
    pen.globalAlpha = isCurrent ? 0.45 : 0.25;
    pen.fillRect(left, y, width, cell.height);
    pen.globalAlpha = 1;
    pen.lineWidth = cell.unit;
    if (isCurrent) pen.strokeRect(left + cell.unit / 2, y + cell.unit / 2, width - cell.unit, cell.height - cell.unit);
  }
}
