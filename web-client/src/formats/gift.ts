import type { AnswerKey } from "../wire/index.js";
import { readDecimal, readInterval } from "./decimal.js";
import { cut, find, partsOf, textOf, unitsOf, type Units } from "./gift-text.js";
import { cleaned, fileLimit, question, Reader, type Loss, type Reading } from "./question.js";

/** Reads Moodle's GIFT format (docs.moodle.org, GIFT format). What a poll cannot hold is named, by its line. */
export function readGift(text: string): Reading {
  const reader = new Reader();
  if (text.length > fileLimit) return reader.note(1, "", "tooLong", true), reader;
  let block: { line: number; lines: string[] } | undefined;
  const end = () => {
    if (block && block.lines.join("").trim() !== "") new Block(reader, block.line, block.lines.join("\n")).read();
    block = undefined;
  };
  for (const [index, line] of text.replace(/^\uFEFF/, "").split(/\r\n?|\n/).entries()) {
    if (line.trim() === "") end();
    else if (/^\s*\$CATEGORY:/.test(line)) end(), reader.note(index + 1, line.trim().slice(10), "category");
    else if (!/^\s*\/\//.test(line)) (block ??= { line: index + 1, lines: [] }).lines.push(line);
  }
  end();
  return reader;
}

const formatName = /^\[(html|moodle|plain|markdown)\]/;

function formatOf(units: Units): string | undefined {
  return formatName.exec(textOf(units).trim())?.[1];
}

/** One way to answer, with what it is worth. */
interface Choice {
  readonly text: string;
  /** In percent; undefined when nothing is said. */
  readonly share: number | undefined;
  readonly isMarkedRight: boolean;
}

/** One question of a file. */
class Block {
  private prompt = "";
  /** How the prompt is written, and with it what says nothing else of itself. */
  private format = "moodle";
  private readonly lost = new Set<Loss>();

  constructor(private readonly reader: Reader, private readonly line: number, private readonly text: string) {}

  read(): void {
    let units = unitsOf(this.text.trim());
    if (find(units, "::") === 0) {
      const [title, rest] = cut(units.slice(2), "::");
      if (rest) {
        units = rest;
        if (textOf(title).trim() !== "") this.lost.add("title");
      }
    }
    const [open, close] = [find(units, "{"), units.lastIndexOf("}")];
    if (open < 0 || close < open) {
      this.prompt = this.plain(units);
      return this.drop(open < 0 && close < 0 ? "description" : "unreadable");
    }
    const [head, tail] = [units.slice(0, open), units.slice(close + 1)];
    // Answers in the middle of a sentence, or before its full stop, leave a gap there ("missing word").
    this.format = formatOf(head) ?? this.format;
    this.prompt = this.plain(textOf(tail).trim() === "" ? head : [...head, "_____", ...tail]);
    const [answers, general] = cut(units.slice(open + 1, close), "####");
    this.answers(trimmed(answers), general ? this.plain(general) : "");
  }

  /** A text without its format's name and its marks. */
  private plain(units: Units): string {
    const format = formatOf(units) ?? this.format;
    const text = cleaned(textOf(units)).replace(formatName, "").trim();
    // Formulas in MathML stay as they are.
    if (format === "plain" || !/<\/?[a-z][^<>]*>|&[a-z#0-9]+;/i.test(text)) {
      if (format === "markdown" && /[*_`#]/.test(text)) this.lost.add("formatting");
      return text;
    }
    if (/<math[\s>]/i.test(text)) return text;
    const bare = text.replace(/<br\s*\/?>|<\/p>/gi, "\n").replace(/<\/?[a-z][^<>]*>/gi, "");
    if (/<\/?[a-z][^<>]*>/i.test(text)) this.lost.add("formatting");
    return cleaned(bare.replace(/&(lt|gt|amp|quot|apos|nbsp|#\d{1,6});/gi, (whole, name: string) => entities[name.toLowerCase()] ?? characterOf(name) ?? whole));
  }

  private answers(units: Units, explanation: string): void {
    const text = textOf(units).trim();
    const [word] = cut(units, "#");
    const truth = /^(T|TRUE|F|FALSE)$/i.exec(textOf(word).trim());
    if (text === "") this.add("text", [], { kind: "unmarked" }, explanation);
    else if (find(units, "#") === 0) this.number(units.slice(1), explanation);
    else if (find(units, "~") >= 0) this.choices(units, explanation);
    else if (find(units, "=") >= 0 && find(units, "->") >= 0) this.drop("matching");
    else if (truth) {
      if (find(units, "#") >= 0) this.lost.add("feedback");
      this.add("truth", [], { kind: "options", options: [/^t/i.test(truth[1]!) ? 0 : 1] }, explanation);
    } else if (find(units, "=") >= 0) this.words(units, explanation);
    else this.drop("unreadable");
  }

  private choices(units: Units, explanation: string): void {
    const choices = this.parts(units);
    const right = choices.flatMap(({ share, isMarkedRight }, place) => (isMarkedRight && (share ?? 100) === 100 ? [place] : []));
    const worth = choices.flatMap(({ share }, place) => ((share ?? 0) > 0 ? [place] : []));
    const options = choices.map(({ text }) => text);
    if (right.length === 1) {
      if (choices.some(({ share }) => share !== undefined && share !== 0 && share !== 100)) this.lost.add("partCredit");
      return this.add("single", options, { kind: "options", options: right }, explanation);
    }
    if (right.length > 1) {
      this.lost.add("severalRight");
      return this.add("multiple", options, { kind: "options", options: right }, explanation);
    }
    if (worth.length === 0) return this.drop("noRightAnswer");
    // Several answers together: what each is worth is not kept, so it must be the same.
    if (new Set(worth.map((place) => choices[place]!.share)).size > 1) this.lost.add("partCredit");
    this.add("multiple", options, { kind: "options", options: worth }, explanation);
  }

  private words(units: Units, explanation: string): void {
    const choices = this.parts(units);
    const full = choices.filter(({ share }) => (share ?? 100) === 100);
    if (full.length < choices.length) this.lost.add("partCredit");
    if (full.some(({ text }) => text.includes("*"))) this.lost.add("wildcard");
    const words = full.map(({ text }) => text).filter((text) => text !== "");
    if (words.length === 0) return this.drop("noRightAnswer");
    this.add("text", [], { kind: "words", words }, explanation);
  }

  private number(units: Units, explanation: string): void {
    const bare = trimmed(units);
    const choices = this.parts(bare[0] === "=" || bare[0] === "~" ? bare : ["=", ...bare]);
    const numbers = choices.filter(({ isMarkedRight, text }) => isMarkedRight && text !== "");
    const best = numbers.find(({ share }) => (share ?? 100) === 100);
    if (numbers.length > 1) this.lost.add("partCredit");
    if (!best) return this.drop("noRightAnswer");
    const [, low, high] = /^(.*?)\.\.(.*)$/.exec(best.text) ?? [];
    const [value, tolerance = "0"] = best.text.split(":");
    const key = low !== undefined ? readInterval(low, high!) : { value: readDecimal(value!), tolerance: readDecimal(tolerance) };
    if (!key?.value || !key.tolerance || key.tolerance.digits < 0) return this.drop("unreadable");
    this.add("number", [], { kind: "number", value: key.value, tolerance: key.tolerance }, explanation);
  }

  private parts(units: Units): Choice[] {
    return partsOf(units, "=~").map(({ mark, units }) => this.choice(mark, units));
  }

  private choice(mark: string, units: Units): Choice {
    const [said, feedback] = cut(units, "#");
    if (feedback && textOf(feedback).trim() !== "") this.lost.add("feedback");
    const [, share, text] = /^\s*%(-?\d{1,3}(?:\.\d{1,6})?)%([^]*)$/.exec(said.join("")) ?? [];
    return { text: this.plain(share === undefined ? said : unitsOf(text!)), share: share === undefined ? undefined : Number(share), isMarkedRight: mark === "=" };
  }

  private add(kind: Parameters<typeof question>[0], options: readonly string[], key: AnswerKey, explanation: string): void {
    const before = this.reader.questions.length;
    this.reader.add(this.line, question(kind, this.prompt, options, key, explanation));
    if (this.reader.questions.length > before) for (const loss of this.lost) this.reader.note(this.line, this.prompt, loss);
  }

  private drop(loss: Loss): void {
    this.reader.note(this.line, this.prompt || this.text, loss, true);
  }
}

const entities: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: "\"", apos: "'", nbsp: " " };

function characterOf(name: string): string | undefined {
  const code = name.startsWith("#") ? Number(name.slice(1)) : 0;
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

function trimmed(units: Units): Units {
  let [start, end] = [0, units.length];
  while (start < end && units[start]!.trim() === "") start++;
  while (end > start && units[end - 1]!.trim() === "") end--;
  return units.slice(start, end);
}
