// Prints what each part of the client weighs in brotli and fails past the limits of DESIGN.md §6.
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const limits = { first: 14_000, drawing: 6_000, "ink coder": 8_000 };
const { parts, chunks } = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../dist/sizes.json"), "utf8"));
for (const [part, size] of Object.entries(parts)) {
  const limit = limits[part];
  const isOver = limit !== undefined && size > limit;
  if (isOver) process.exitCode = 1;
  console.log(`${part.padEnd(13)} ${String(size).padStart(7)} B${limit === undefined ? "" : ` of ${limit}`}${isOver ? "  TOO LARGE" : ""}`);
}
if (process.argv.includes("--chunks")) console.log(chunks);
