import type { Inked } from "./ink-store.js";
import { pathsOf } from "./ink-store.js";
import { highlightOpacity, inkColour, type BoardColour } from "./palette.js";

export type Pencil = CanvasRenderingContext2D;

/**
 * Draws a dry stroke over what is there. A highlighter goes below: the canvas is see-through and holds nothing but ink. So one stroke
 * more looks the same as everything drawn anew.
 */
export function paint(pencil: Pencil, inked: Inked, board: BoardColour): void {
  const { style, state } = inked.stroke;
  const isBelow = style.tool === "highlighter";
  pencil.globalCompositeOperation = isBelow ? "destination-over" : "source-over";
  pencil.globalAlpha = (isBelow ? highlightOpacity : 1) * (state === "refused" ? 0.35 : 1);
  pencil.fillStyle = inkColour(style, board);
  for (const path of pathsOf(inked)) pencil.fill(path);
}
