import type { Answer, AnswerKey, Decimal, PollContent } from "../../wire/index.js";
import { plainText } from "./formula-text.js";
import { chosenIn, decimalText, optionTexts } from "./poll-options.js";

/** The right answer in words; empty when there is none that words can say. */
export function keyText(key: AnswerKey, content: PollContent): string {
  switch (key.kind) {
    case "options": return key.options.map((option) => plainText(optionTexts(content)[option] ?? "")).join(content.pollKind === "ranking" ? " › " : ", ");
    case "number": return decimalText(key.value) + (key.tolerance.digits > 0 ? ` ± ${decimalText(key.tolerance)}` : "");
    case "words": return key.words.join(", ");
    case "spot": case "unmarked": return "";
  }
}

/** Whether an answer is right; undefined when no answer is right or wrong. */
export function isRight(answer: Answer | undefined, key: AnswerKey | undefined, { pollKind }: PollContent): boolean | undefined {
  if (!answer || answer.kind === "nothing" || !key || key.kind === "unmarked") return undefined;
  switch (key.kind) {
    case "options": {
      const chosen = chosenIn(answer);
      return chosen.length === key.options.length && chosen.every((option, at) => (pollKind === "ranking" ? key.options[at] === option : key.options.includes(option)));
    }
    case "number": return answer.kind === "number" && distance(answer.number, key.value) <= scaled(key.tolerance, Math.max(answer.number.places, key.value.places, key.tolerance.places), key.tolerance.places);
    case "spot": return answer.kind === "spot" && answer.x >= key.box.x && answer.y >= key.box.y && answer.x <= key.box.x + key.box.width && answer.y <= key.box.y + key.box.height;
    case "words": {
      const said = answer.kind === "words" ? answer.words : answer.kind === "text" ? [answer.text] : [];
      return said.some((word) => key.words.some((right) => folded(right) === folded(word)));
    }
  }

  function distance(one: Decimal, other: Decimal): bigint {
    const places = Math.max(one.places, other.places, key?.kind === "number" ? key.tolerance.places : 0);
    const difference = scaled(one, places) - scaled(other, places);
    return difference < 0n ? -difference : difference;
  }
}

/** In units of the last of so many places. */
function scaled({ digits, places }: Decimal, wanted: number, own = places): bigint {
  return BigInt(digits) * 10n ** BigInt(wanted - own);
}

/** As words are compared for a person's own eyes; what counts is counted by the server. */
const folded = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
