// Prints what each stage of the client weighs in brotli and fails past its limit. DESIGN.md §6 wants `joining`, `knocking` and `board` together within
// 14,000 B; they are not, so the limit of the board only keeps it from growing, and the last line says how much is missing.
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const whole = 14_000;
const stages = [
  { name: "paint and join", parts: ["joining", "knocking"], limit: whole },
  { name: "the board", parts: ["board"], limit: 24_200 },
  { name: "ink coder", parts: ["ink coder"], limit: 8_000 },
  { name: "drawing", parts: ["drawing"], limit: 6_000 },
  { name: "rest", parts: ["rest"] },
];
const { parts, files } = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "../dist/sizes.json"), "utf8"));
const weigh = (names) => names.reduce((sum, name) => sum + parts[name], 0);
for (const { name, parts: names, limit } of stages) {
  const size = weigh(names);
  const isOver = limit !== undefined && size > limit;
  if (isOver) process.exitCode = 1;
  console.log(`${name.padEnd(14)} ${String(size).padStart(7)} B${limit === undefined ? "" : ` of ${limit}`}${isOver ? "  TOO LARGE" : ""}`);
}
const seeing = weigh(["joining", "knocking", "board"]);
console.log(`to see the board: ${seeing} B beside the ink coder, ${Math.max(0, seeing - whole)} B more than the ${whole} B of DESIGN.md §6`);
if (process.argv.includes("--files")) console.log(files);
