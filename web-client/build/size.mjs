// Prints what each stage of the client weighs in brotli and fails past its limit. DESIGN.md §6 wants `joining`, `knocking` and `board` together within
// 14,000 B, and what drawing adds within 6,000; they are not, so the limits of the board and of what waits to be sent only keep these from growing, and
// the last lines say how much is missing. The hashes in the names of files alone make the board 60 B more or less.
import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";

const whole = 14_000;
const pens = 6_000;
const stages = [
  { name: "paint and join", parts: ["joining", "knocking"], limit: whole },
  { name: "the board", parts: ["board"], limit: 23_500 },
  { name: "ink coder", parts: ["ink coder"], limit: 8_000 },
  { name: "pens", parts: ["drawing"], limit: pens },
  { name: "what waits", parts: ["editing"], limit: 7_200 },
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
const against = (what, names, limit) => {
  const size = weigh(names);
  console.log(`${what}: ${size} B, ${Math.max(0, size - limit)} B more than the ${limit} B of DESIGN.md §6`);
};
against("to see the board, beside the ink coder", ["joining", "knocking", "board"], whole);
against("to draw on it, beside the words", ["drawing", "editing"], pens);
if (process.argv.includes("--files")) console.log(files);
