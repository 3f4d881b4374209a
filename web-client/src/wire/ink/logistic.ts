/** round(65536 / (1 + e^(-(i - 16) / 2))): literal, so that no floating point decides what a bit costs. */
const half = [22, 36, 60, 98, 162, 267, 439, 720, 1179, 1921, 3108, 4971, 7812, 11955, 17625, 24743];
const knots = [...half, 32_768, ...half.map((value) => 65_536 - value).reverse()];

/** The probability, 48 to 65488, of each logit `index` - 2048 (protocol/INK.md, I24). */
export const squash = Uint16Array.from({ length: 4_096 }, (_, index) => {
  const logit = Math.max(index - 2_048, -2_047);
  const place = (logit >> 7) + 16;
  const part = logit & 127;
  const value = (knots[place]! * (128 - part) + knots[place + 1]! * part + 64) >> 7;
  return Math.min(Math.max(value, 48), 65_488);
});

/** The logit of each probability `index` * 16 + 8, -2047 to 2047. */
export const stretch = new Int16Array(4_096);
for (let index = 0, logit = -2_047; index < 4_096; index++) {
  while (logit < 2_047 && squash[logit + 2_048]! < 16 * index + 8) logit++;
  stretch[index] = logit;
}

/** How far a slot seen `index` times moves towards a bit, in 1/32768. */
export const rates = Int16Array.from({ length: 256 }, (_, seen) => 65_536 / (2 * seen + 3));
