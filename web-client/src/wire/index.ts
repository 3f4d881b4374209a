/** The wire: every message of the protocol and its limits, and the encoding of what is needed at first; `rest.generated.ts` has the others. */
export * from "./index.generated.js";
export { decode, encode, fromHex, toHex, NotLoaded, type Codec, type MessageCodec } from "./codec.js";
export * from "./topic-stamps.js";
export * from "./wire-error.js";
