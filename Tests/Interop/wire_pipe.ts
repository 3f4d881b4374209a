/**
 * Messages of the protocol for tests in other languages, one a line: `encode TYPE JSON` is answered with hexadecimal digits, `decode TYPE
 * HEX` with the message as the vectors write it, `broken` with why not.
 */
import { createInterface } from "node:readline";
import { decode, encode, fromHex, toHex } from "../../web-client/src/wire/codec.js";
import { codecOf, fromJSON, shapeOf, toJSON } from "../../web-client/tests/wire-values.js";

function answer(line: string): string {
  const [verb, type, ...rest] = line.split(" ");
  const text = rest.join(" ");
  if (verb === "encode") return toHex(encode(codecOf(type!), fromJSON(shapeOf(type!), JSON.parse(text))));
  return toJSON(decode(codecOf(type!), fromHex(text)));
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    console.log(answer(line));
  } catch (error) {
    console.log(`broken ${String(error).replaceAll("\n", " ")}`);
  }
}
