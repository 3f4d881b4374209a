import { Seeded } from "./wire-seeded.js";
import type { InkSample } from "../src/wire/ink/format.js";

const limit = 131_064;

/** Writing-like points: a pen that turns, speeds up and slows down. Whole steps of `unit` 1/8 px. */
export function scribble(seeded: Seeded, count: number, unit: number, hasPressure: boolean): InkSample[] {
  let x = 800 + seeded.below(12_000);
  let y = 800 + seeded.below(6_000);
  let [dx, dy, pressure] = [0, 0, 20 + seeded.below(40)];
  const samples: InkSample[] = [];
  for (let index = 0; index < count; index++) {
    samples.push({ x, y, pressure: hasPressure ? pressure : 0 });
    dx = Math.min(Math.max(dx + seeded.below(9) - 4, -30), 30);
    dy = Math.min(Math.max(dy + seeded.below(9) - 4, -30), 30);
    x += dx * unit;
    y += dy * unit;
    pressure = Math.min(Math.max(pressure + seeded.below(15) - 6, 0), 255);
  }
  return samples;
}

/** Points anywhere: jumps across the page, the ends of the coordinates, points that stay. */
export function wild(seeded: Seeded, count: number, hasPressure: boolean): InkSample[] {
  const samples: InkSample[] = [];
  const coordinate = (): number => {
    switch (seeded.below(4)) {
      case 0:
        return -limit;
      case 1:
        return limit;
      case 2:
        return seeded.below(15_360);
      default:
        return seeded.below(2 * limit + 1) - limit;
    }
  };
  for (let index = 0; index < count; index++) {
    const last = samples[index - 1];
    if (last && seeded.bool()) samples.push(last);
    else samples.push({ x: coordinate(), y: coordinate(), pressure: hasPressure ? seeded.below(256) : 0 });
  }
  return samples;
}
