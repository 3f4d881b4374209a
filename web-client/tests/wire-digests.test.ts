import assert from "node:assert/strict";
import test from "node:test";
import { decode, encode, fromHex } from "../src/wire/codec.js";
import { WireError } from "../src/wire/wire-error.js";
import { digestsOf } from "./wire-digests.js";
import { Seeded } from "./wire-seeded.js";
import { codecOf, messageNames, random, shapeOf, toJSON } from "./wire-values.js";
import { loadVectors, type DigestVector, type MessageVector } from "./wire-vectors.js";

const digests = loadVectors<DigestVector>("digests.json");
const messages = loadVectors<MessageVector>("messages.json");

for (const name of messageNames) {
  test(`${name}: random and broken messages are the same in both languages`, () => {
    const golden = messages.filter((vector) => vector.type === name).map((vector) => fromHex(vector.hex));
    assert.deepEqual(digestsOf(name, golden), digests.find((digest) => digest.type === name));
  });

  test(`${name}: a random message comes back from its bytes`, () => {
    for (let seed = 0; seed < 1000; seed++) {
      const value = random(shapeOf(name), new Seeded(seed));
      const bytes = encode(codecOf(name), value);
      assert.equal(toJSON(decode(codecOf(name), bytes)), toJSON(value), `seed ${seed}`);
    }
  });

  test(`${name}: no message is longer than its limit`, () => {
    const bytes = new Uint8Array(codecOf(name).byteLimit + 1);
    assert.throws(() => decode(codecOf(name), bytes), (error: unknown) =>
      error instanceof WireError && error.fault === "messageTooLong");
  });
}
