import { readAiken, writeAiken } from "../../formats/aiken.js";
import { readGift } from "../../formats/gift.js";
import { writeGift } from "../../formats/gift-writer.js";
import { fileLimit, type Note, type Question } from "../../formats/question.js";

export type { Note, Question };

/** Reads a file of questions; which format it is in, it shows itself. Undefined when it is too large to be one. */
export async function readQuestions(file: File): Promise<{ questions: readonly Question[]; notes: readonly Note[] } | undefined> {
  if (file.size > fileLimit) return undefined;
  const text = await file.text();
  return /^ANSWER:\s*[A-Za-z]\s*$/m.test(text.replace(/\r/g, "")) ? readAiken(text) : readGift(text);
}

/** Offers a file of questions for keeping, and returns what it could not hold. */
export function saveQuestions(format: "gift" | "aiken", questions: readonly Question[]): readonly Note[] {
  const { text, notes } = format === "gift" ? writeGift(questions) : writeAiken(questions);
  save(`takhti-${new Date().toISOString().slice(0, 10)}.${format === "gift" ? "gift" : "aiken"}.txt`, text);
  return notes;
}

/** Offers a file for keeping. */
export function save(name: string, text: string, type = "text/plain"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
