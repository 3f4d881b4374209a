import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";

/** A golden message: bytes and what they mean. */
export interface MessageVector {
  rule: string;
  name: string;
  type: string;
  hex: string;
  message: unknown;
}

/** Bytes that are no message, with the rule they break. */
export interface MalformedVector {
  rule: string;
  name: string;
  type: string;
  hex: string;
  error: string;
}

/** What random and broken messages come to, per kind of message. */
export interface DigestVector {
  type: string;
  random: { seeds: number; digest: number };
  mutated: { inputs: number; accepted: number; digest: number };
}

/** The folder of the vectors, found from the folder of the tests. */
export function vectorsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (dirname(folder) !== folder) {
    const candidate = join(folder, "protocol", "vectors");
    try {
      readFileSync(join(candidate, "messages.json"));
      return candidate;
    } catch {
      folder = dirname(folder);
    }
  }
  throw new Error("protocol/vectors is not above the tests");
}

/** The vectors of one file; a missing or empty file is an error. */
export function loadVectors<T>(name: string): T[] {
  const vectors = JSON.parse(readFileSync(join(vectorsFolder(), name), "utf8")) as T[];
  if (!Array.isArray(vectors) || vectors.length === 0) throw new Error(`${name} holds no vector`);
  return vectors;
}
