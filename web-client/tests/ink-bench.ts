/**
 * Decodes a page that `takhti bench ink --page FILE` wrote, and prints how long it took: the median of 9 times, after 3
 * to warm up.
 */
import { readFileSync } from "node:fs";
import { InkPageDecoder } from "../src/wire/ink/index.js";

const bytes = new Uint8Array(readFileSync(process.argv[2] ?? ""));
const times: number[] = [];
let strokes = 0;
let samples = 0;
for (let round = 0; round < 12; round++) {
  const start = performance.now();
  const page = new InkPageDecoder().decode(bytes);
  if (round > 2) times.push(performance.now() - start);
  else times.length = 0;
  strokes = page.length;
  samples = page.reduce((sum, stroke) => sum + stroke.sampleCount, 0);
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ strokes, samples, bytes: bytes.length, decode_us: Math.round((times[4] ?? 0) * 1_000) }));
