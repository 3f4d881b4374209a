import { codeRaw } from "./bit-coder.js";
import { InkHead } from "./layout.js";
import { InkLimit } from "./limits.js";
import { pressureBits } from "./format.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkFormat, InkPoint } from "./format.js";
import type { InkModel } from "./model.js";

/** What a reading walk takes for the format to write. */
export const anyFormat: InkFormat = { kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 };

/** Codes a format with fixed probabilities (protocol/INK.md, I6). */
export function codeFormat(format: InkFormat, isPage: boolean, coder: InkBitCoder): InkFormat {
  const is = (isSo: boolean, p: number): boolean => coder.code(isSo ? 1 : 0, p) === 1;
  const kind = is(format.kind === 1, isPage ? 32_768 : 16_384) ? 1 : 0;
  const usualGrid = kind === 1 ? 2 : 1;
  let grid = usualGrid;
  if (!is(format.grid === usualGrid, 49_152)) grid = is(format.grid === 0, 32_768) ? 0 : 3 - usualGrid;
  const device = is(format.device === 0, 32_768) ? 0 : is(format.device === 2, 32_768) ? 2 : 1;
  let pressure = grid;
  if (!is(format.pressure === grid, device === 0 ? 57_344 : 32_768)) {
    if (is(format.pressure === 3, 57_344)) pressure = 3;
    else {
      const other = grid === 2 ? 1 : 2;
      pressure = is(format.pressure === other, 32_768) ? other : grid === 0 ? 1 : 0;
    }
  }
  let coarseness = 0;
  while (kind === 0 && coarseness < 3 - grid && is(coarseness < format.coarseness, 24_576)) coarseness++;
  return { kind, grid, pressure, device, coarseness };
}

/** Codes the first point of a live stroke: where, in steps of the grid, and how hard (I7). */
export function codeStart(point: InkPoint, format: InkFormat, model: InkModel, coder: InkBitCoder): InkPoint {
  const place = codeOrigin(point, format.grid, coder);
  const bits = pressureBits[format.pressure]!;
  if (bits === 0) return { ...place, pressure: 0 };
  const usual = (40 << bits) >> 8;
  model.at(model.layout.head, InkHead.pressure + format.pressure);
  return { ...place, pressure: usual + model.number(point.pressure - usual, coder) };
}

function codeOrigin(point: InkPoint, grid: number, coder: InkBitCoder): { x: number; y: number } {
  const bits = 14 - grid;
  const fits = (value: number): boolean => value >> bits === 0;
  if (coder.code(fits(point.x) && fits(point.y) ? 1 : 0, 64_512) === 1) {
    const x = codeRaw(coder, point.x, bits);
    const high = coder.code(point.y >> (bits - 1), 4_096);
    return { x, y: (high << (bits - 1)) | codeRaw(coder, point.y, bits - 1) };
  }
  const half = InkLimit.coordinate >> grid;
  const x = codeRaw(coder, point.x + half, 18 - grid) - half;
  return { x, y: codeRaw(coder, point.y + half, 18 - grid) - half };
}
