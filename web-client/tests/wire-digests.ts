import { decode, encode } from "../src/wire/codec.js";
import { WireError } from "../src/wire/wire-error.js";
import { Digest, Seeded } from "./wire-seeded.js";
import { codecOf, random, shapeOf, toJSON, type Value } from "./wire-values.js";
import type { DigestVector } from "./wire-vectors.js";

const utf8 = new TextEncoder();

/** How many random messages and how many broken ones go into the digests of a kind. */
export const digestSeeds = 2000;
export const digestInputs = 20000;

/** What random and broken messages of one kind come to; the same in Swift (Tests/WireTests/DigestTests.swift). */
export function digestsOf(type: string, golden: Uint8Array[]): DigestVector {
  const mutated = mutatedDigest(type, golden, 1, digestInputs);
  return { type, random: { seeds: digestSeeds, digest: randomDigest(type, digestSeeds) }, mutated };
}

/** Random messages of seeds 0, 1, 2, …: their JSON form, then their bytes. */
export function randomDigest(type: string, seeds: number): number {
  const digest = new Digest();
  for (let seed = 0; seed < seeds; seed++) {
    const value = random(shapeOf(type), new Seeded(seed));
    digest.add(utf8.encode(toJSON(value)));
    digest.add(encode(codecOf(type), value));
  }
  return digest.value;
}

/** Inputs changed from golden ones: the JSON form of what they mean, or the rule they break. */
export function mutatedDigest(
  type: string, golden: Uint8Array[], seed: number, inputs: number,
): DigestVector["mutated"] {
  const digest = new Digest();
  const seeded = new Seeded(seed);
  let accepted = 0;
  for (let input = 0; input < inputs; input++) {
    const bytes = Array.from(golden[seeded.below(golden.length)]!);
    seeded.mutate(bytes);
    const outcome = outcomeOf(type, Uint8Array.from(bytes));
    digest.add(utf8.encode(outcome));
    if (!outcome.startsWith("W")) accepted++;
  }
  return { inputs, accepted, digest: digest.value };
}

/** The JSON form of what bytes mean, or the rule they break. Whatever else is thrown is a fault of the decoder. */
export function outcomeOf(type: string, bytes: Uint8Array): string {
  let value: Value;
  try {
    value = decode(codecOf(type), bytes);
  } catch (error) {
    if (error instanceof WireError) return error.rule;
    throw error;
  }
  const again = encode(codecOf(type), value);
  if (again.length !== bytes.length || again.some((byte, index) => byte !== bytes[index])) {
    throw new Error(`${type}: not the one encoding of ${toJSON(value)}`);
  }
  return toJSON(value);
}
