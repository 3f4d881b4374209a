import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { decode, encode, fromHex, toHex } from "../src/wire/codec.js";
import { protocolName } from "../src/wire/index.generated.js";
import { WireError } from "../src/wire/wire-error.js";
import { kindsFrom, kindsIn } from "./wire-coverage.js";
import { codecOf, fromJSON, messageNames, shapeOf, toJSON, type Value } from "./wire-values.js";
import { loadVectors, vectorsFolder, type MalformedVector, type MessageVector } from "./wire-vectors.js";

const messages = loadVectors<MessageVector>("messages.json");
const malformed = loadVectors<MalformedVector>("malformed.json");
const released = readdirSync(join(vectorsFolder(), "released"));

function agrees(vector: MessageVector): void {
  const codec = codecOf(vector.type);
  const value = decode(codec, fromHex(vector.hex));
  assert.deepEqual(JSON.parse(toJSON(value)), vector.message);
  assert.equal(toHex(encode(codec, value)), vector.hex);
  assert.equal(toHex(encode(codec, fromJSON(shapeOf(vector.type), vector.message))), vector.hex);
}

for (const vector of messages) test(`golden: ${vector.name}`, () => agrees(vector));

for (const vector of malformed) {
  test(`malformed: ${vector.name}`, () => {
    assert.throws(
      () => decode(codecOf(vector.type), fromHex(vector.hex)),
      (error: unknown) => error instanceof WireError && error.rule === vector.rule && error.fault === vector.error,
    );
  });
}

for (const name of released) {
  for (const vector of loadVectors<MessageVector>(join("released", name, "messages.json"))) {
    test(`released in ${name}: ${vector.name}`, () => agrees(vector));
  }
}

test("there are vectors of the protocol's released version", () => {
  assert(released.includes(protocolName));
});

test("every kind of every union has a golden vector", () => {
  const missing = new Set<string>();
  for (const name of messageNames) for (const kind of kindsFrom(name)) missing.add(kind);
  for (const vector of messages) {
    kindsIn({ of: "named", name: vector.type }, vector.message as Value, (kind) => missing.delete(kind));
  }
  assert.deepEqual([...missing], []);
});

test("every message of the schema has golden and malformed vectors", () => {
  for (const name of messageNames) {
    assert(messages.some((vector) => vector.type === name), name);
    assert(malformed.some((vector) => vector.type === name), name);
  }
});

test("every proper prefix of a golden message is refused or means something else", () => {
  for (const vector of messages) {
    const bytes = fromHex(vector.hex);
    for (let count = 0; count < bytes.length; count++) {
      const cut = bytes.slice(0, count);
      let value: Value;
      try {
        value = decode(codecOf(vector.type), cut);
      } catch (error) {
        assert(error instanceof WireError);
        continue;
      }
      assert.deepEqual(encode(codecOf(vector.type), value), cut);
    }
  }
});
