/**
 * `node wire-fuzz.mjs [INPUTS] [SEED]`: feeds the decoders of every message with mutated golden messages, mutated random
 * ones and random bytes. Whatever is thrown must be a `WireError`; what is accepted must be the one encoding of its
 * value. Prints one line of JSON, with a digest that the Swift side must reach for the same inputs and seed
 * (Sources/WireTesting/DifferentialFuzz.swift); exits with 1 when an invariant broke.
 */
import { fromHex } from "../src/wire/codec.js";
import { outcomeOf } from "./wire-digests.js";
import { Digest, Seeded } from "./wire-seeded.js";
import { encode } from "../src/wire/codec.js";
import { codecOf, messageNames, random, shapeOf } from "./wire-values.js";
import { loadVectors, type MessageVector } from "./wire-vectors.js";

const [inputs = 1000000, seed = 1] = process.argv.slice(2).map(Number);
const golden = loadVectors<MessageVector>("messages.json").map(({ type, hex }) => ({ type, bytes: fromHex(hex) }));
const seeded = new Seeded(seed);
const digest = new Digest();
const utf8 = new TextEncoder();
const failures: string[] = [];
let accepted = 0;

for (let input = 0; input < inputs; input++) {
  const { type, bytes } = makeInput();
  try {
    const outcome = outcomeOf(type, bytes);
    digest.add(utf8.encode(outcome));
    if (!outcome.startsWith("W")) accepted++;
  } catch (error) {
    failures.push(`input ${input} of ${type}: ${String(error)}`);
  }
}
console.log(JSON.stringify({ inputs, seed, accepted, rejected: inputs - accepted, digest: digest.value, failures }));
if (failures.length > 0) process.exitCode = 1;

function makeInput(): { type: string; bytes: Uint8Array } {
  const type = messageNames[seeded.below(messageNames.length)]!;
  switch (seeded.below(4)) {
    case 0: return { type, bytes: seeded.bytes(300) };
    case 1: return mutated({ type, bytes: encode(codecOf(type), random(shapeOf(type), seeded)) });
    default: return mutated(golden[seeded.below(golden.length)]!);
  }
}

function mutated(valid: { type: string; bytes: Uint8Array }): { type: string; bytes: Uint8Array } {
  const bytes = Array.from(valid.bytes);
  seeded.mutate(bytes);
  return { type: valid.type, bytes: Uint8Array.from(bytes) };
}
