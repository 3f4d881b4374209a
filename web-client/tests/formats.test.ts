import assert from "node:assert/strict";
import test from "node:test";
import type { AnswerKey, PollContent } from "../src/wire/index.js";
import { readAiken, writeAiken } from "../src/formats/aiken.js";
import { readDecimal, readInterval, writeDecimal } from "../src/formats/decimal.js";
import { readGift } from "../src/formats/gift.js";
import { writeGift } from "../src/formats/gift-writer.js";
import { question, type Question } from "../src/formats/question.js";
import { Seeded } from "./wire-seeded.js";

/** What was read, in few words: kind, prompt, options, key. */
const brief = ({ content, key, explanation }: Question) => [content.pollKind, content.prompt, ...content.options.map(({ text }) => text), key, ...(explanation === "" ? [] : [explanation])];
const gift = (text: string) => {
  const { questions, notes } = readGift(text);
  return { questions: questions.map(brief), losses: notes.map(({ line, loss }) => `${line}: ${loss}`) };
};
const options = (...options: number[]): AnswerKey => ({ kind: "options", options });

// docs.moodle.org, GIFT format: each kind of question, in examples of our own.
test("GIFT: multiple choice with one right answer, on one line and on several", () => {
  assert.deepEqual(gift("Which is a slate?{~Qalam =Takhti ~Dawat}\n\n// a comment\nWhich river\nis longest? {\n\t~ Kabul\n\t= Indus\n}\n"), {
    questions: [["single", "Which is a slate?", "Qalam", "Takhti", "Dawat", options(1)], ["single", "Which river\nis longest?", "Kabul", "Indus", options(1)]],
    losses: [],
  });
});

test("GIFT: a missing word leaves a gap, before a full stop too", () => {
  assert.deepEqual(gift("Water boils at {=100 ~50} degrees.\n\nOne and one make {=two =2}.").questions, [
    ["single", "Water boils at _____ degrees.", "100", "50", options(0)], ["text", "One and one make _____.", { kind: "words", words: ["two", "2"] }]]);
});

test("GIFT: true and false in all spellings; feedback is named, general feedback is the explanation", () => {
  assert.deepEqual(gift("Ice floats.{T}\n\nIron floats.{FALSE#No.#Right.####It sinks.}\n\nA.{true}\n\nB.{f}"), {
    questions: [["truth", "Ice floats.", options(0)], ["truth", "Iron floats.", options(1), "It sinks."], ["truth", "A.", options(0)], ["truth", "B.", options(1)]],
    losses: ["3: feedback"],
  });
});

test("GIFT: numbers with a tolerance, as an interval, with several answers", () => {
  assert.deepEqual(gift("Year?{#1947:2}\n\nPi?{#3.141..3.142}\n\nHalf?{#=0.5:0 =%50%0.5:0.1}\n\nMinus?{#-4}\n\nNear?{#3:2~#far off}"), {
    questions: [
      ["number", "Year?", { kind: "number", value: { digits: 1947, places: 0 }, tolerance: { digits: 2, places: 0 } }],
      ["number", "Pi?", { kind: "number", value: { digits: 31415, places: 4 }, tolerance: { digits: 5, places: 4 } }],
      ["number", "Half?", { kind: "number", value: { digits: 5, places: 1 }, tolerance: { digits: 0, places: 0 } }],
      ["number", "Minus?", { kind: "number", value: { digits: -4, places: 0 }, tolerance: { digits: 0, places: 0 } }],
      ["number", "Near?", { kind: "number", value: { digits: 3, places: 0 }, tolerance: { digits: 2, places: 0 } }],
    ],
    losses: ["5: partCredit", "9: feedback"],
  });
});

test("GIFT: weights that a poll does not have are named; equal ones are several right answers", () => {
  assert.deepEqual(gift("Two of them? {~%50%one ~%-100%two ~%50%three}\n\nOne? {~%50%near =full ~none}\n\nUneven? {~%25%a ~%75%b ~c}\n\nAny? {=a =b ~c}\n\nNone? {~a ~b}"), {
    questions: [
      ["multiple", "Two of them?", "one", "two", "three", options(0, 2)], ["single", "One?", "near", "full", "none", options(1)], ["multiple", "Uneven?", "a", "b", "c", options(0, 1)],
      ["multiple", "Any?", "a", "b", "c", options(0, 1)],
    ],
    losses: ["3: partCredit", "5: partCredit", "7: severalRight", "9: noRightAnswer"],
  });
});

test("GIFT: an essay is an open text; matching, descriptions and categories are named", () => {
  assert.deepEqual(gift("$CATEGORY: physics\n\nSay why. {}\n\nPair them. {=a -> b =c -> d}\n\nRead this first.\n\nBroken {=a"), {
    questions: [["text", "Say why.", { kind: "unmarked" }]], losses: ["1: category", "5: matching", "7: description", "9: unreadable"] });
});

test("GIFT: escapes, titles, formats", () => {
  assert.deepEqual(gift("::Sets::Which is \\{1\\}\\: {=\\=1\\~2 ~\\#\\\\}\n\n[html]<b>Bold</b> &amp; x<br>y {T}\n\n[markdown]**strong** {T}\n\n[plain]a < b {T}\n\n[html]<math><mi>x</mi></math> {T}"), {
    questions: [
      ["single", "Which is {1}:", "=1~2", "#\\", options(0)], ["truth", "Bold & x\ny", options(0)], ["truth", "**strong**", options(0)], ["truth", "a < b", options(0)],
      ["truth", "<math><mi>x</mi></math>", options(0)],
    ],
    losses: ["1: title", "3: formatting", "5: formatting"],
  });
});

test("Aiken: choices with points or brackets; what is broken is named and the next is read", () => {
  const { questions, notes } = readAiken("Which is blue?\r\nA. Sky\r\nB. Grass\r\nANSWER: A\r\n\r\nWhich\nis red?\na) Coal\nb) Blood\nANSWER: b\nNo answer?\nA. x\nB. y\nNext?\nA. p\nB. q\nANSWER: C\nANSWER: A\n");
  assert.deepEqual(questions.map(brief), [["single", "Which is blue?", "Sky", "Grass", options(0)], ["single", "Which\nis red?", "Coal", "Blood", options(1)]]);
  assert.deepEqual(notes.map(({ line, loss, isWhole }) => [line, loss, isWhole]), [[11, "unreadable", true], [14, "unreadable", true]]);
});

test("what cannot be written is named, not dropped", () => {
  const asked: Question[] = [
    question("ranking", "Order?", ["a", "b"], options(1, 0)), question("single", "Best?", ["a", "b"], { kind: "unmarked" }),
    question("multiple", "Which?", ["a", "b", "c"], options(0, 2)), question("truth", "Sure?", [], options(1), "Because."),
    question("single", "A. like a choice", ["a", "b"], options(0)),
    { ...question("single", "Seen?", ["a", "b"], options(0)), content: { ...question("single", "Seen?", ["a", "b"], options(0)).content, picture: new Uint8Array(16) as never } },
    question("rating", "How good?", [], { kind: "unmarked" }),
  ];
  assert.deepEqual(writeGift(asked).notes.map(({ line, loss }) => [line, loss]), [[1, "pollKind"], [2, "noRightAnswer"], [6, "picture"], [7, "pollKind"]]);
  assert.deepEqual(writeAiken(asked).notes.map(({ line, loss }) => [line, loss]), [[1, "notChoice"], [2, "noRightAnswer"], [3, "notChoice"], [4, "explanation"], [5, "notWritten"], [6, "picture"], [7, "notChoice"]]);
});

test("decimals are exact", () => {
  assert.deepEqual(["12.50", "-0.5", ".5", "1e3", "2.5e-3", "1e40", "x", ""].map(readDecimal), [
    { digits: 125, places: 1 }, { digits: -5, places: 1 }, { digits: 5, places: 1 }, { digits: 1000, places: 0 }, { digits: 25, places: 4 }, undefined, undefined, undefined]);
  assert.deepEqual(readInterval("1", "2"), { value: { digits: 15, places: 1 }, tolerance: { digits: 5, places: 1 } });
  assert.equal(readInterval("2", "1"), undefined);
  assert.deepEqual([{ digits: -5, places: 2 }, { digits: 1234, places: 1 }, { digits: 7, places: 0 }].map(writeDecimal), ["-0.05", "123.4", "7"]);
});

// Text with every sign of both formats, in several scripts.
const letters = [..."ab AZ09.,:;=~#{}\\%-><&[]()/$*\n\"'", "ت", "ش", "é", "漢", "🙂", "->", "####", "::", "..", "ANSWER: A", "A. "];
const scribble = (draw: Seeded, length: number) => Array.from({ length: draw.below(length) + 1 }, () => letters[draw.below(letters.length)]).join("");

test("a question that can be written is read again as it was", () => {
  let unwritten = 0;
  for (let seed = 1; seed <= 2_000; seed++) {
    const draw = new Seeded(seed);
    // As the domain keeps texts: trimmed, not empty. A text that names a format or holds markup is another text in another format.
    const text = () => `w${scribble(draw, 20)}w`;
    const line = () => text().replace(/\s+/g, " ");
    const many = Array.from({ length: draw.below(5) + 2 }, line);
    const asked = [
      () => question("single", text(), many, options(draw.below(many.length)), text()),
      () => question("multiple", text(), many, options(...many.map((_, place) => place).filter((place) => place === 0 || draw.bool()))),
      () => question("truth", text(), [], options(draw.below(2))),
      () => question("text", text(), [], { kind: "unmarked" }, text()),
      () => question("text", text(), [], { kind: "words", words: many.map((word) => word.replace(/\*/g, "")) }),
      () => question("number", text(), [], { kind: "number", value: { digits: draw.below(9_999) * 10 + 1 - 50_000, places: draw.below(9) }, tolerance: { digits: draw.below(9), places: 0 } }),
    ][draw.below(6)]!();
    const written = writeGift([asked]);
    const { questions, notes } = readGift(written.text);
    if (written.notes.length > 0) unwritten++;
    else assert.deepEqual([questions, notes], [[asked], []], `seed ${seed}:\n${written.text}`);
    const plain = question("single", line(), many, options(draw.below(many.length)));
    const aiken = writeAiken([plain]);
    if (aiken.notes.length > 0) unwritten++;
    else assert.deepEqual(readAiken(aiken.text).questions, [plain], `seed ${seed}:\n${aiken.text}`);
  }
  assert(unwritten < 400, `${unwritten}`);
});

test("whatever a file holds, reading ends and keeps its limits", () => {
  for (let seed = 1; seed <= 3_000; seed++) {
    const text = scribble(new Seeded(seed), 400);
    for (const { questions, notes } of [readGift(text), readAiken(text)]) {
      assert(questions.length <= 200 && notes.length <= 500);
      for (const { content } of questions) assert(check(content), `seed ${seed}: ${text}`);
    }
  }
  assert.deepEqual(readGift("a{T}\n\n".repeat(300)).notes.slice(-1)[0]!.loss, "tooMany");
  assert.deepEqual(readGift(`${"x".repeat(3_001)}{T}`).notes[0]!.loss, "tooLong");
  assert.deepEqual(readAiken("y".repeat(1_000_001)).notes[0]!.loss, "tooLong");
  // Signs that a careless pattern would look through again and again.
  for (const heap of ["{".repeat(300_000), "&a".repeat(300_000), "<b".repeat(300_000), "=%1".repeat(200_000), "\\".repeat(500_000), `${"{=a".repeat(200_000)}}`]) readGift(heap), readAiken(heap);
});

/** As `PollContent.checked` of the domain demands, so far as a file can break it. */
function check({ prompt, options, pollKind }: PollContent): boolean {
  const isText = (text: string) => text !== "" && text === text.trim() && !/(?!\n)\p{Cc}|[\u2028-\u202E\u2066-\u2069\uFEFF]/u.test(text);
  const needsOptions = pollKind === "single" || pollKind === "multiple";
  return isText(prompt) && options.every(({ text }) => isText(text)) && (needsOptions ? options.length >= 2 : options.length === 0);
}
