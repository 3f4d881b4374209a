import { fill, language, type FirstWords, type Message } from "../words.js";
import type { enHouse } from "../words/en-house.js";

export type HouseWords = Record<keyof typeof enHouse, Message>;
export type HouseWord = keyof HouseWords & string;

const loaders = {
  en: () => import("../words/en-house.js"),
  fr: () => import("../words/fr-house.js"),
  ar: () => import("../words/ar-house.js"),
  ur: () => import("../words/ur-house.js"),
};

let words: Partial<Record<string, Message>> = {};

/** Loads the words of the house's pages in the language that is spoken. */
export async function speakHouse(): Promise<void> {
  words = (await loaders[language]()).default;
}

/** As `say` of the lesson's words. */
export function say(word: Exclude<HouseWord, keyof FirstWords>, places: Record<string, string | number> = {}): string {
  return fill(words[word] ?? word, language, places);
}
