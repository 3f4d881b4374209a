/**
 * `node ink-soak.mjs [INPUTS] [SEED]`: feeds the ink decoders and prints one line of JSON, with the digest that the Swift
 * side must reach for the same inputs and seed. Whatever is thrown must be an `InkError`.
 */
import { fuzzInk } from "./ink-fuzz.js";

console.log(JSON.stringify(fuzzInk(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 1))));
