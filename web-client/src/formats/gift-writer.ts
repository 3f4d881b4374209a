import { writeDecimal } from "./decimal.js";
import { escaped } from "./gift-text.js";
import { usualRules, type Loss, type Note, type Question, type Writing } from "./question.js";

/** Writes what Moodle's GIFT format can say. What it cannot is named. */
export function writeGift(questions: readonly Question[]): Writing {
  const notes: Note[] = [];
  const blocks = questions.flatMap((asked, index) => {
    const note = (loss: Loss, isWhole: boolean) => notes.push({ line: index + 1, about: asked.content.prompt.slice(0, 80), loss, isWhole });
    const answers = answersOf(asked);
    if (answers.loss !== undefined) return note(answers.loss, true), [];
    const { rules, prompt } = asked.content;
    const isUsual = (Object.keys({ ...rules, ...usualRules }) as (keyof typeof rules)[]).every((rule) => rules[rule] === usualRules[rule]);
    if (!isUsual) note("rules", false);
    const general = asked.explanation === "" ? "" : `####${escaped(asked.explanation)}`;
    // Behind the name of a format nothing is taken for a comment, a title or a category. Formulas are MathML.
    const format = /<math[\s>]/i.test(prompt) ? "[html]" : "[plain]";
    return [`${format}${escaped(prompt)} {${answers.text}${general}}\n`];
  });
  return { text: blocks.join("\n"), notes };
}

function answersOf({ content, key }: Question): { text: string; loss?: undefined } | { loss: Loss } {
  if (content.picture !== undefined || content.options.some(({ picture }) => picture !== undefined)) return { loss: "picture" };
  const line = (mark: string, text: string) => `\n\t${mark}${escaped(text)}`;
  // What would be taken for a weight, a format or the arrow of a pair, and cannot be escaped.
  const texts = [...content.options.map(({ text }) => text), ...(key.kind === "words" ? key.words : [])];
  if (texts.some((text) => /^%-?[\d.]+%|^\[(html|moodle|plain|markdown)\]/.test(text)) || (key.kind === "words" && texts.some((text) => text.includes("->")))) return { loss: "notWritten" };
  switch (content.pollKind) {
    case "truth":
      return key.kind === "options" ? { text: key.options[0] === 0 ? "TRUE" : "FALSE" } : { loss: "noRightAnswer" };
    case "single":
      return key.kind === "options" ? { text: content.options.map(({ text }, place) => line(key.options.includes(place) ? "=" : "~", text)).join("") + "\n" } : { loss: "noRightAnswer" };
    case "multiple": {
      if (key.kind !== "options") return { loss: "noRightAnswer" };
      const share = Number((100 / key.options.length).toFixed(5));
      return { text: content.options.map(({ text }, place) => line(key.options.includes(place) ? `~%${share}%` : "~%-100%", text)).join("") + "\n" };
    }
    case "number":
      return key.kind === "number" ? { text: `#${writeDecimal(key.value)}:${writeDecimal(key.tolerance)}` } : { loss: "noRightAnswer" };
    case "text":
      return { text: key.kind === "words" ? key.words.map((word) => line("=", word)).join("") + "\n" : "" };
    case "words": case "rating": case "ranking": case "spot": return { loss: "pollKind" };
  }
}
