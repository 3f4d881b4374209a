import { TerminalLimit } from "../../../terminal/limits.js";

/** Of a font, in parts of its size: how far a character goes, how high a row is, how deep below its top the letters stand. */
export interface FontShape {
  readonly advance: number;
  readonly height: number;
  readonly baseline: number;
}

/** A cell in CSS px. Width and height are whole device pixels, so that rows of boxes have no seams; the font's size follows. */
export interface CellSize {
  readonly width: number;
  readonly height: number;
  readonly font: number;
  readonly baseline: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The sizes of a font that can be chosen, in CSS px. */
const fontSizes = [10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40] as const;

/** What a terminal of the server has at most (`TerminalLimits`), and what programs need at the least. */
const bounds = { columns: [20, TerminalLimit.columns], rows: [4, TerminalLimit.rows] } as const;

/** The cell whose width is `pixels` device pixels; `scale` of them make a CSS px. */
function cellOf(pixels: number, shape: FontShape, scale: number): CellSize {
  const font = pixels / (shape.advance * scale);
  return { width: pixels / scale, height: Math.max(1, Math.round(font * shape.height * scale)) / scale, font, baseline: Math.round(font * shape.baseline * scale) / scale };
}

/** The cell of a font of about `size` CSS px. */
export function cellFor(size: number, shape: FontShape, scale: number): CellSize {
  return cellOf(Math.max(1, Math.round(size * shape.advance * scale)), shape, scale);
}

/** The largest cell, up to a font of `largest` CSS px, of which `grid` fits into `width` and `height`. Never less than one device pixel. */
export function fittingCell(grid: Grid, width: number, height: number, shape: FontShape, scale: number, largest: number): CellSize {
  let pixels = Math.max(1, Math.min(Math.floor((width * scale) / grid.columns), Math.round(largest * shape.advance * scale)));
  while (pixels > 1 && cellOf(pixels, shape, scale).height * grid.rows > height) pixels--;
  return cellOf(pixels, shape, scale);
}

/** Columns and rows that fit into a window, within what the server takes. */
export function gridIn(width: number, height: number, cell: CellSize): Grid {
  const clamp = (value: number, [low, high]: readonly [number, number]) => Math.min(high, Math.max(low, Math.floor(value + 1e-6)));
  return { columns: clamp(width / cell.width, bounds.columns), rows: clamp(height / cell.height, bounds.rows) };
}

/** The next size of a font, larger or smaller. */
export function nextFont(size: number, by: 1 | -1): number {
  const larger = fontSizes.find((one) => one > size + 0.01) ?? fontSizes[fontSizes.length - 1]!;
  const smaller = [...fontSizes].reverse().find((one) => one < size - 0.01) ?? fontSizes[0];
  return by === 1 ? larger : smaller;
}
