/** The ink coder: what reads ink. What writes it is in `stroke-encoder.js` and `page-encoder.js`. */
export { InkDevice, InkGrid, InkKind, InkPressure } from "./format.js";
export { InkError, InkRule } from "./ink-error.js";
export { InkPageDecoder } from "./page-decoder.js";
export { InkStrokeDecoder } from "./stroke-decoder.js";
export { InkLimit } from "./limits.js";
export type { InkFormat, InkSample } from "./format.js";
export type { InkPageStroke } from "./page-walk.js";
export type { InkStrokeChunk } from "./stroke-decoder.js";
