import { checkedRanges, keptRanges, normalisedRanges, subtractRanges, unionOfRanges } from "../src/wire/ink/sample-ranges.js";
import { InkError, InkRule } from "../src/wire/ink/ink-error.js";
import type { InkRange } from "../src/wire/ink/sample-ranges.js";
import type { InkRangesVector } from "./ink-vectors.js";

/** What a vector's operation gives; null where it breaks its rule. */
export function rangesResult({ of, a, b, sampleCount }: InkRangesVector): InkRange[] | null {
  try {
    switch (of) {
      case "check":
        return [...checkedRanges(a, sampleCount)];
      case "normalise":
        return [...normalisedRanges(a, sampleCount)];
      case "union":
        return [...unionOfRanges(a, b)];
      case "subtract":
        return [...subtractRanges(a, b)];
      case "keep":
        return [...keptRanges(a, sampleCount)];
    }
  } catch (error) {
    if (error instanceof InkError && error.rule === InkRule.badRange) return null;
    throw error;
  }
}
