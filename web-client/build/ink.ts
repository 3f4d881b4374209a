/** What reads ink, as a part of its own. */
export * from "../src/wire/ink/index.js";
