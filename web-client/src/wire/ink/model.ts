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
  private readonly slots: Uint32Array;
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
    const first = stretch[slots[this.first + node]! >>> 12]!;
    const second = inputs > 1 ? stretch[slots[this.second + node]! >>> 12]! : 0;
    const third = inputs > 2 ? stretch[slots[this.third + node]! >>> 12]! : 0;
    const sum =
      ((weights[weight]! * first) >> 8) + ((weights[weight + 1]! * second) >> 8) + ((weights[weight + 2]! * third) >> 8);
    const p = squash[Math.min(Math.max(sum >> 8, -2_047), 2_047) + 2_048]!;
    const result = coder.code(bit, p);
    const target = result === 1 ? 65_535 : 0;
    const error = ((target - p) * 6) >> 7;
    this.learn(this.first + node, weight, first, error, target);
    if (inputs > 1) this.learn(this.second + node, weight + 1, second, error, target);
    if (inputs > 2) this.learn(this.third + node, weight + 2, third, error, target);
    return result;
  }

  private learn(slot: number, weight: number, input: number, error: number, target: number): void {
    const moved = this.weights[weight]! + ((input * error + 2_048) >> 12);
    this.weights[weight] = Math.min(Math.max(moved, -262_143), 262_143);
    const value = this.slots[slot]!;
    const seen = value & 255;
    const p = value >>> 8;
    this.slots[slot] = ((p + (((target - p) * rates[seen]!) >> 15)) << 8) | Math.min(seen + 1, 255);
  }
}
