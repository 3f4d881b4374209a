/** What a coded point stands for. */
export const enum InkKind {
  samples = 0,
  knots = 1,
}

/** log2 of the step in 1/8 px that positions are rounded to. */
export const enum InkGrid {
  eighth = 0,
  quarter = 1,
  half = 2,
}

/** The bits of pressure that are kept. */
export const enum InkPressure {
  eight = 0,
  six = 1,
  five = 2,
  none = 3,
}

/** What the pen is: one that reports 100 times a second or more, a slower one or a finger, a mouse. */
export const enum InkDevice {
  stylus = 0,
  pen = 1,
  mouse = 2,
}

/** How the samples of a stroke are coded, as `InkFormat` in Sources/Wire/Ink/InkFormat.swift. */
export interface InkFormat {
  readonly kind: InkKind;
  readonly grid: InkGrid;
  readonly pressure: InkPressure;
  readonly device: InkDevice;
  /** log2 of the device's own grid in steps of `grid`; 0 for knots. */
  readonly coarseness: number;
}

/** One point of the pen: 1/8 px, and 0 to 255. */
export interface InkSample {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** A point as it is coded: steps, and coded pressure. */
export interface InkPoint {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** What a reading walk takes for the point to write. */
export const anySample: InkSample = { x: 0, y: 0, pressure: 0 };

/** Bits of each kind of pressure. */
export const pressureBits: readonly number[] = [8, 6, 5, 0];

/** The largest coded pressure. */
export function topPressure(format: InkFormat): number {
  return (1 << pressureBits[format.pressure]!) - 1;
}

/** The coded value nearest to a pressure of 0 to 255. */
export function quantisePressure(format: InkFormat, pressure: number): number {
  return ((pressure * topPressure(format) + 127) / 255) | 0;
}

/** The pressure, 0 to 255, that a coded value stands for. */
export function restorePressure(format: InkFormat, level: number): number {
  const top = topPressure(format);
  return top === 0 ? 0 : ((level * 255 + (top >> 1)) / top) | 0;
}
