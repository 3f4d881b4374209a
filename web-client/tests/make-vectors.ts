/**
 * Fills in what follows from the schema and the messages of protocol/vectors/messages.json: the bytes of vectors that
 * have none yet, vectors for kinds that no vector shows, and digests.json. Bytes that are there are never changed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode, fromHex, toHex } from "../src/wire/codec.js";
import { kindsFrom, kindsIn } from "./wire-coverage.js";
import { digestsOf } from "./wire-digests.js";
import { extreme, variants, type Extreme } from "./wire-extremes.js";
import { codecOf, fromJSON, messageNames, shapeOf, toJSON, type Value } from "./wire-values.js";
import { vectorsFolder, type MessageVector } from "./wire-vectors.js";

const file = join(vectorsFolder(), "messages.json");
const vectors = JSON.parse(readFileSync(file, "utf8")) as MessageVector[];

for (const type of ["Entry", "ClientMessage", "ServerMessage", "Snapshot", "Hello", "PageCheckpoint"]) addMissing(type);
for (const vector of vectors) {
  if (vector.hex) continue;
  vector.hex = toHex(encode(codecOf(vector.type), fromJSON(shapeOf(vector.type), vector.message)));
}
writeFileSync(file, lines(vectors.map(({ rule, name, type, hex, message }) => ({ rule, name, type, hex, message }))));

const digests = messageNames.map((type) => {
  const seeds = vectors.filter((vector) => vector.type === type).map((vector) => fromHex(vector.hex));
  return digestsOf(type, seeds);
});
writeFileSync(join(vectorsFolder(), "digests.json"), lines(digests));

function addMissing(type: string): void {
  const shape = shapeOf(type);
  const missing = kindsFrom(type);
  for (const vector of vectors) kindsIn({ of: "named", name: vector.type }, vector.message as Value, (k) => missing.delete(k));
  const add = (path: string[], end: Extreme, value: Value): void => {
    const name = `${[type, ...path].join(" ")}, at the ${end}`;
    if (vectors.some((vector) => vector.name === name)) return;
    vectors.push({ rule: "W18", name, type, hex: toHex(encode(codecOf(type), value)), message: JSON.parse(toJSON(value)) });
  };
  if (shape.of === "struct" && !vectors.some((vector) => vector.type === type)) {
    for (const end of ["least", "greatest"] as const) add([], end, extreme(shape, end));
  }
  for (const [path, value] of variants(shape, "greatest")) {
    let isNew = false;
    kindsIn({ of: "named", name: type }, value, (kind) => (isNew = missing.delete(kind) || isNew));
    if (!isNew) continue;
    add(path, "greatest", value);
    for (const [other, least] of variants(shape, "least")) {
      if (other.join() === path.join()) add(path, "least", least);
    }
  }
}

/** One entry a line, in ASCII, so that nothing in a file steers its reader. */
function lines(entries: unknown[]): string {
  const text = `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]\n`;
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
