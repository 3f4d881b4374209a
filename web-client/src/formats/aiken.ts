import { cleaned, fileLimit, question, Reader, type Note, type Question, type Reading, type Writing } from "./question.js";

/** A choice: a letter, a point or a bracket, a text. */
const choice = /^([A-Za-z])[.)]\s+(\S.*)$/;
const answer = /^ANSWER:\s*([A-Za-z])\s*$/;

/** Reads Moodle's Aiken format: questions of one line with choices A., B., … and `ANSWER: A` (docs.moodle.org, Aiken format). */
export function readAiken(text: string): Reading {
  const reader = new Reader();
  if (text.length > fileLimit) return reader.note(1, "", "tooLong", true), reader;
  let asked: { line: number; prompt: string[]; options: string[] } | undefined;
  const fail = () => {
    if (asked) reader.note(asked.line, asked.prompt.join(" "), "unreadable", true);
    asked = undefined;
  };
  for (const [index, raw] of text.split(/\r\n?|\n/).entries()) {
    const line = cleaned(raw);
    if (line === "") continue;
    const [, letter] = answer.exec(line) ?? [];
    const [, name, option] = choice.exec(line) ?? [];
    if (letter !== undefined) {
      const right = letter.toUpperCase().charCodeAt(0) - 65;
      if (!asked || asked.options.length < 2 || right >= asked.options.length) fail();
      else reader.add(asked.line, question("single", asked.prompt.join("\n"), asked.options, { kind: "options", options: [right] }));
      asked = undefined;
    } else if (asked && option !== undefined && name!.toUpperCase().charCodeAt(0) - 65 === asked.options.length) {
      asked.options.push(option);
    } else {
      // Behind choices another question begins: the one before had no answer.
      if (asked && asked.options.length > 0) fail();
      asked ??= { line: index + 1, prompt: [], options: [] };
      asked.prompt.push(line);
    }
  }
  fail();
  return reader;
}

/** Writes what Aiken can say: one choice that is right. What it cannot is named. */
export function writeAiken(questions: readonly Question[]): Writing {
  const notes: Note[] = [];
  const blocks = questions.flatMap(({ content, key, explanation }, index) => {
    const note = (loss: Note["loss"], isWhole: boolean) => notes.push({ line: index + 1, about: content.prompt.slice(0, 80), loss, isWhole });
    const options = content.pollKind === "truth" ? ["True", "False"] : content.options.map(({ text }) => text);
    const isChoice = (content.pollKind === "single" || content.pollKind === "truth") && options.length <= 26;
    if (!isChoice) return note("notChoice", true), [];
    if (key.kind !== "options") return note("noRightAnswer", true), [];
    if (content.picture !== undefined || content.options.some(({ picture }) => picture !== undefined)) return note("picture", true), [];
    const lines = [content.prompt, ...options].map((text) => text.replace(/\s*\n\s*/g, " "));
    // A question whose own words look like a choice or an answer would be read as one.
    if (choice.test(lines[0]!) || lines.some((line) => answer.test(line))) return note("notWritten", true), [];
    if ([content.prompt, ...options].some((text) => text.includes("\n"))) note("lineBreaks", false);
    if (explanation !== "") note("explanation", false);
    return [[lines[0], ...lines.slice(1).map((option, place) => `${String.fromCharCode(65 + place)}. ${option}`), `ANSWER: ${String.fromCharCode(65 + key.options[0]!)}`].join("\n")];
  });
  return { text: blocks.map((block) => `${block}\n`).join("\n"), notes };
}
