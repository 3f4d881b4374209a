/** The ink coder as a part of its own. */
export * from "../src/wire/ink/index.js";
export { InkStrokeEncoder } from "../src/wire/ink/stroke-encoder.js";
export { pieces } from "../src/wire/ink/sample-ranges.js";
