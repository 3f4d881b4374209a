import type { Transform } from "../wire/index.js";

/** One in the units of a matrix. */
export const one = 4096;

/** Where a transform takes a point, in 1/8 px. */
export function transformed(transform: Transform | undefined, x: number, y: number): { x: number; y: number } {
  if (!transform) return { x, y };
  const { dx, dy, matrix } = transform;
  if (!matrix) return { x: x + dx, y: y + dy };
  return { x: (matrix.xx * x + matrix.xy * y) / one + dx, y: (matrix.yx * x + matrix.yy * y) / one + dy };
}
