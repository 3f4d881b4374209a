import type { AnswerKey, PollContent } from "../wire/index.js";

/** A question as it travels between a room and a file: what `draftPoll` takes. */
export interface Question {
  readonly content: PollContent;
  readonly key: AnswerKey;
  readonly explanation: string;
}

/** What a file or a room has that the other cannot hold. */
export type Loss =
  /** The whole question: its kind has no like. */
  | "matching" | "description" | "pollKind" | "picture" | "noRightAnswer" | "notChoice"
  /** The whole question: it is broken, or larger than a poll may be. */
  | "unreadable" | "tooLong" | "tooMany"
  /** A part of it. */
  | "feedback" | "partCredit" | "severalRight" | "formatting" | "wildcard" | "lineBreaks" | "explanation" | "title" | "category" | "rules" | "notWritten";

/** One thing that was lost on the way, named for a person to read. */
export interface Note {
  /** The line of the file, from 1; of a question that is written: its place, from 1. */
  readonly line: number;
  /** Words by which the question is known. */
  readonly about: string;
  readonly loss: Loss;
  /** Whether the whole question is missing, not only a part of it. */
  readonly isWhole: boolean;
}

/** What was read from a file. */
export interface Reading {
  readonly questions: readonly Question[];
  readonly notes: readonly Note[];
}

/** What was written for a file. */
export interface Writing {
  readonly text: string;
  readonly notes: readonly Note[];
}

/** Characters of a file. */
export const fileLimit = 1_000_000;
/** More than this nobody reads. */
const noteLimit = 500;
/** As `Room.pollLimit`: drafts of one room. */
const questionLimit = 200;
/** As the domain's limits, in bytes of UTF-8 (`PollContent.promptByteLimit`, `optionByteLimit`; protocol: `optionLimit`, `lineByteLimit`). */
const promptByteLimit = 3_000;
const optionByteLimit = 1_000;
export const optionLimit = 31;
export const wordByteLimit = 255;

/** The rules that most polls have. */
export const usualRules: PollContent["rules"] = { secrecy: "anonymous", live: false, neighbours: true, changes: true, moderated: false };

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** A text as a room takes it: one kind of line end, no control characters, none that turn the direction of what stands around. */
export function cleaned(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\u2028\u2029]/g, "\n").replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/g, "").replace(/(?!\n)\p{Cc}/gu, " ").trim();
}

/** Gathers what a reader finds, within what a room holds. */
export class Reader {
  readonly questions: Question[] = [];
  readonly notes: Note[] = [];

  note(line: number, about: string, loss: Loss, isWhole = false): void {
    if (this.notes.length === noteLimit) return;
    this.notes.push({ line, about: about.replace(/\s+/g, " ").slice(0, 80), loss, isWhole });
  }

  add(line: number, question: Question): void {
    const { content, key, explanation } = question;
    const options = content.options.map(({ text }) => text);
    const words = key.kind === "words" ? key.words : [];
    const isChoice = content.pollKind === "single" || content.pollKind === "multiple";
    if (content.prompt === "" || (isChoice && options.length < 2) || options.some((text) => text === "")) return this.note(line, content.prompt, "unreadable", true);
    if (bytes(content.prompt) > promptByteLimit || options.some((text) => bytes(text) > optionByteLimit) || words.some((word) => bytes(word) > wordByteLimit) || bytes(explanation) > promptByteLimit) return this.note(line, content.prompt, "tooLong", true);
    if (options.length > optionLimit || words.length > optionLimit || this.questions.length === questionLimit) return this.note(line, content.prompt, "tooMany", true);
    this.questions.push(question);
  }
}

/** A question with what its kind needs and nothing else. */
export function question(pollKind: PollContent["pollKind"], prompt: string, options: readonly string[], key: AnswerKey, explanation = ""): Question {
  return { content: { pollKind, rules: usualRules, prompt, options: options.map((text) => ({ text })) }, key, explanation };
}
