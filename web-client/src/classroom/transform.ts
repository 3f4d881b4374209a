import type { Matrix, Transform } from "../wire/index.js";
import { one } from "./transformed.js";

const identity: Matrix = { xx: one, xy: 0, yx: 0, yy: one };

/**
 * What `before` and then `by` come to (rule P8), as in Sources/Classroom/Transform+Composition.swift: products are rounded to the nearest
 * unit, halves upwards; what is out of range is cut to it. Undefined is where the item was made.
 */
export function composed(by: Transform, before: Transform | undefined): Transform | undefined {
  const b = by.matrix ?? identity;
  const o = before?.matrix ?? identity;
  const matrix = {
    xx: entry(b.xx * o.xx + b.xy * o.yx),
    xy: entry(b.xx * o.xy + b.xy * o.yy),
    yx: entry(b.yx * o.xx + b.yy * o.yx),
    yy: entry(b.yx * o.xy + b.yy * o.yy),
  };
  const dx = before?.dx ?? 0;
  const dy = before?.dy ?? 0;
  return normal({ dx: place(by.dx + scaled(b.xx * dx + b.xy * dy)), dy: place(by.dy + scaled(b.yx * dx + b.yy * dy)), matrix });
}

/** The same in its one form: without a matrix that does nothing; undefined where it does nothing at all. */
export function normal(transform: Transform | undefined): Transform | undefined {
  if (transform === undefined) return undefined;
  const { dx, dy, matrix } = transform;
  if (matrix && !isSameMatrix(matrix, identity)) return { dx, dy, matrix };
  return dx === 0 && dy === 0 ? undefined : { dx, dy };
}

function isSameMatrix(a: Matrix, b: Matrix): boolean {
  return a.xx === b.xx && a.xy === b.xy && a.yx === b.yx && a.yy === b.yy;
}

/** Exact: what goes in is below 2^43. */
function scaled(product: number): number {
  return Math.floor((product + one / 2) / one);
}

function entry(product: number): number {
  return Math.min(Math.max(scaled(product), -1_048_576), 1_048_576);
}

function place(value: number): number {
  return Math.min(Math.max(value, -1_048_576), 1_048_575);
}
