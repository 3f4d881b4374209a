import { rates, squash, stretch } from "./logistic.js";
import { layouts } from "./layout.js";
import type { InkBitCoder } from "./bit-coder.js";
import type { InkChannel, InkLayout } from "./layout.js";
import { priors } from "./prior.js";

/**
 * An adaptive model of ink: slots that learn probabilities, and weights that learn whom to trust (protocol/INK.md, chapter
 * Model). Coding a number through it changes it in the same way on both ends.
 */
export class InkModel {
  readonly layout: InkLayout;
  private readonly slots: Int32Array;
  private readonly weights: Int32Array;
  // Where the present number's bits are found.
  private first = 0;
  private second = 0;
  private third = 0;
  private inputs = 0;
  private weight = 0;

  /** A fresh model of `profile`. */
  constructor(profile: number) {
    this.layout = layouts[profile]!;
    this.slots = priors[profile]!.slots.slice();
    this.weights = priors[profile]!.weights.slice();
  }

  /** Turns to a channel whose inputs are at the given rows. Before every number. */
  at(channel: InkChannel, first: number, second = 0, third = 0, set = 0): this {
    this.first = channel.first + first * 32;
    this.second = channel.second + second * 32;
    this.third = channel.third + third * 32;
    this.inputs = channel.inputs;
    this.weight = channel.weights + set * 96;
    return this;
  }

  /** Codes `value`, whose magnitude is below 2^21 (I25). */
  number(value: number, coder: InkBitCoder): number {
    if (this.bit(value !== 0 ? 1 : 0, 0, coder) === 0) return 0;
    const sign = this.bit(value < 0 ? 1 : 0, 1, coder);
    const magnitude = Math.abs(value);
    let top = 0;
    while (top < 20 && this.bit(magnitude >> (top + 1) !== 0 ? 1 : 0, 2 + 2 * Math.min(top, 6) + sign, coder) === 1) {
      top++;
    }
    let result = 1;
    for (let place = top - 1; place >= 0; place--) {
      const next = (magnitude >> place) & 1;
      const depth = top - 1 - place;
      const bit =
        depth === 0
          ? this.bit(next, 15 + Math.min(top, 5), coder)
          : depth === 1
          ? this.bit(next, 17 + 2 * Math.min(top, 6) + (result & 1), coder)
          : coder.code(next, 32_768);
      result = (result << 1) | bit;
    }
    return sign === 1 ? -result : result;
  }

  /** Codes one decision of a number. */
  bit(bit: number, node: number, coder: InkBitCoder): number {
    const { slots, weights, inputs } = this;
    const weight = this.weight + node * 3;
    const firstSlot = this.first + node;
    const first = slots[firstSlot]!;
    const a = stretch[first >> 12]!;
    let sum = Math.imul(weights[weight]!, a) >> 8;
    let second = 0;
    let third = 0;
    if (inputs > 1) {
      second = slots[this.second + node]!;
      sum += Math.imul(weights[weight + 1]!, stretch[second >> 12]!) >> 8;
    }
    if (inputs > 2) {
      third = slots[this.third + node]!;
      sum += Math.imul(weights[weight + 2]!, stretch[third >> 12]!) >> 8;
    }
    sum >>= 8;
    const p = squash[sum < -2_047 ? 1 : sum > 2_047 ? 4_095 : sum + 2_048]!;
    const result = coder.code(bit, p);
    const target = result === 1 ? 65_535 : 0;
    const error = ((target - p) * 6) >> 7;
    slots[firstSlot] = learnt(first, target);
    weights[weight] = moved(weights[weight]!, a, error);
    if (inputs > 1) {
      slots[this.second + node] = learnt(second, target);
      weights[weight + 1] = moved(weights[weight + 1]!, stretch[second >> 12]!, error);
    }
    if (inputs > 2) {
      slots[this.third + node] = learnt(third, target);
      weights[weight + 2] = moved(weights[weight + 2]!, stretch[third >> 12]!, error);
    }
    return result;
  }
}

/** A slot that has seen one more bit. */
function learnt(slot: number, target: number): number {
  const seen = slot & 255;
  const p = slot >> 8;
  return ((p + (Math.imul(target - p, rates[seen]!) >> 15)) << 8) | (seen < 255 ? seen + 1 : 255);
}

/** A weight that has seen what its input was worth. */
function moved(weight: number, input: number, error: number): number {
  const next = weight + ((Math.imul(input, error) + 2_048) >> 12);
  return next < -262_143 ? -262_143 : next > 262_143 ? 262_143 : next;
}
