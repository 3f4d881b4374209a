import { fill, language, type FirstWords, type Message, type MoreWords } from "../words.js";
import type { enLab } from "../words/en-lab.js";

export type LabWords = Record<keyof typeof enLab, Message>;
export type LabWord = keyof LabWords & string;

const loaders = {
  en: () => import("../words/en-lab.js"),
  fr: () => import("../words/fr-lab.js"),
  ar: () => import("../words/ar-lab.js"),
  ur: () => import("../words/ur-lab.js"),
};

let words: Partial<Record<string, Message>> = {};

/** Loads the words of labs in the language that is spoken. */
export async function speakLab(): Promise<void> {
  words = (await loaders[language]()).default;
}

/** As `say` of the lesson's words. */
export function say(word: Exclude<LabWord, keyof FirstWords | keyof MoreWords>, places: Record<string, string | number> = {}): string {
  return fill(words[word] ?? word, language, places);
}

/** A number in the digits of the language. */
export function digits(value: number): string {
  return value.toLocaleString(language);
}
