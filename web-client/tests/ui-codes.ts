import { readFileSync } from "node:fs";

/** The names of an enumeration of the protocol. */
export function codesOf(name: string): string[] {
  const schema = readFileSync("../protocol/takhti.schema", "utf8");
  const body = new RegExp(`\\nenum ${name} \\d+ bits \\{([^}]*)\\}`).exec(schema)?.[1];
  if (!body) throw new Error(`no enum ${name}`);
  return [...body.matchAll(/^\s*(\w+) = \d+/gm)].map((match) => match[1]!);
}
