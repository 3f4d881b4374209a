/** A colour: red, green and blue in 24 bits. */
export type RGB = number;

/** WCAG 2.1 relative luminance. */
export function luminance(colour: RGB): number {
  const part = (shift: number) => {
    const value = ((colour >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0);
}

/** WCAG 2.1 contrast ratio, from 1 to 21. */
export function contrast(one: RGB, other: RGB): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** `share` of `to`, the rest of `from`. */
export function mixed(from: RGB, to: RGB, share: number): RGB {
  const part = (shift: number) => Math.round(((from >> shift) & 255) * (1 - share) + ((to >> shift) & 255) * share) << shift;
  return part(16) | part(8) | part(0);
}

/** `ink`, or the nearest to it towards white or black that stands out from `paper` by `ratio`. One of the two always does up to 4.58. */
export function legible(ink: RGB, paper: RGB, ratio: number): RGB {
  if (contrast(ink, paper) >= ratio) return ink;
  const goals = luminance(ink) >= luminance(paper) ? [0xffffff, 0] : [0, 0xffffff];
  const goal = goals.find((one) => contrast(one, paper) >= ratio) ?? (contrast(0, paper) > contrast(0xffffff, paper) ? 0 : 0xffffff);
  let [low, high] = [0, 1];
  for (let step = 0; step < 7; step++) {
    const middle = (low + high) / 2;
    if (contrast(mixed(ink, goal, middle), paper) >= ratio) high = middle;
    else low = middle;
  }
  return mixed(ink, goal, high);
}

export function css(colour: RGB): string {
  return `#${colour.toString(16).padStart(6, "0")}`;
}
