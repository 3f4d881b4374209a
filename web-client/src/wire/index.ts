/** The wire: every message of the protocol, its limits and its encoding. */
export * from "./index.generated.js";
export { decode, encode, fromHex, toHex, type Codec, type MessageCodec } from "./codec.js";
export * from "./topic-stamps.js";
export * from "./wire-error.js";
