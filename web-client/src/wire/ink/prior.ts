import { InkNode, layouts } from "./layout.js";
import { InkRangeDecoder } from "./range-decoder.js";
import { rates, squash } from "./logistic.js";
import { tableText } from "./tables.generated.js";

/** What a model knows when it starts. */
export interface InkPrior {
  /** The probability (16 bits) and, in the low 8 bits, how often it counts as seen. */
  readonly slots: Int32Array;
  /** Weights of the mixing, in 1/65536. */
  readonly weights: Int32Array;
}

/** How often a slot counts as seen before the first bit. */
const confidence = 14;

const coder = new InkRangeDecoder(Uint8Array.from(atob(tableText), (character) => character.charCodeAt(0)));
const counts = new Uint32Array(112).fill(32_768 << 8);

function bit(slot: number): number {
  const value = counts[slot]!;
  const p = value >>> 8;
  const seen = value & 255;
  const result = coder.code(0, Math.min(Math.max(p, 128), 65_408));
  const target = result === 1 ? 65_535 : 0;
  counts[slot] = ((p + (((target - p) * rates[seen]!) >> 15)) << 8) | Math.min(seen + 1, 30);
  return result;
}

/** Reads the levels of a table and hands them to `take` (protocol/INK.md, I27). */
function read(count: number, stride: number, kind: number, take: (index: number, level: number) => void): void {
  const changes = new Uint8Array(count);
  let level = 16;
  let change = 0;
  let run = 0;
  for (let index = 0; index < count; index++) {
    const bucket = run < 3 ? run : 3 + Math.min(31 - Math.clz32(run - 1), 7);
    const above = (changes[index - stride] ?? 0) + 2 * (changes[index - 2 * stride] ?? 0);
    if (bit(kind + bucket * 4 + above) === 1) {
      change = 0;
      run++;
    } else {
      const sign = bit(kind + 45 + Math.sign(change));
      change = 1;
      while (change < 16 && bit(kind + 46 + Math.min(change, 9)) === 1) change++;
      if (sign === 1) change = -change;
      run = 0;
      changes[index] = 1;
    }
    level = (level + change) & 31;
    take(index, level);
  }
}

/** The priors of all profiles. */
export const priors: readonly InkPrior[] = layouts.map(({ rows, sets }) => {
  const slots = new Int32Array(rows * InkNode.count);
  const weights = new Int32Array(sets * InkNode.count * 3);
  read(slots.length, rows, 0, (index, level) => {
    slots[(index % rows) * InkNode.count + ((index / rows) | 0)] = (squash[level * 128]! << 8) | confidence;
  });
  read(weights.length, sets * 3, 56, (index, level) => {
    weights[(index % sets) * InkNode.count * 3 + ((index / sets) | 0)] = (level - 8) << 13;
  });
  return { slots, weights };
});
