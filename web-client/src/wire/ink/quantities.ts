/** About two steps for each doubling: 0, 1, 2, then 2e or 2e + 1; at most 19 (protocol/INK.md, I28). */
export function size(value: number): number {
  const magnitude = Math.abs(value);
  if (magnitude < 3) return magnitude;
  const top = 31 - Math.clz32(magnitude);
  return Math.min(2 * top + ((magnitude >> (top - 1)) & 1), 19);
}

/** A value cut to -`limit` ... `limit` in steps that widen above 4; negative ones behind the others. */
export function signed(value: number, limit: number): number {
  const magnitude = Math.abs(value);
  const step = Math.min(magnitude < 5 ? magnitude : magnitude < 7 ? 5 : 6, limit);
  return value < 0 ? limit + step : step;
}
