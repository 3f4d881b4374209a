import type { en } from "./words/en.js";
import type { enMore } from "./words/en-more.js";

/** A text with `{places}`, or one for each plural category of the language. */
export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type FirstWords = Record<keyof typeof en, Message>;
export type MoreWords = Record<keyof typeof enMore, Message>;
export type Word = (keyof FirstWords | keyof MoreWords) & string;

/** The languages with a catalogue, by their own names. */
export const languages = { en: "English", fr: "Français", ar: "العربية", ur: "اردو" } as const;
export type Language = keyof typeof languages;

const loaders: Record<Language, { first: () => Promise<{ default: FirstWords }>; more: () => Promise<{ default: MoreWords }> }> = {
  en: { first: () => import("./words/en.js"), more: () => import("./words/en-more.js") },
  fr: { first: () => import("./words/fr.js"), more: () => import("./words/fr-more.js") },
  ar: { first: () => import("./words/ar.js"), more: () => import("./words/ar-more.js") },
  ur: { first: () => import("./words/ur.js"), more: () => import("./words/ur-more.js") },
};

let words: Partial<Record<string, Message>> = {};
let hasMore = false;
export let language: Language = "en";

/** The language to begin with: what was chosen here, else what the browser prefers. */
export function preferredLanguage(chosen: string | undefined, preferred: readonly string[]): Language {
  const known = [chosen ?? "", ...preferred].map((tag) => tag.split("-")[0]!.toLowerCase());
  return (known.find((tag) => tag in languages) as Language | undefined) ?? "en";
}

/** The first words of `next` if they came with the page (build/build.mjs). */
function carried(next: Language): FirstWords | undefined {
  const data = document.getElementById("words");
  return data?.lang === next ? JSON.parse(data.textContent!) : undefined;
}

/** Loads one language and turns the page to its direction. */
export async function speak(next: Language): Promise<void> {
  const [first, more] = await Promise.all([carried(next) ?? loaders[next].first().then((loaded) => loaded.default), hasMore ? loaders[next].more() : undefined]);
  language = next;
  words = { ...first, ...more?.default };
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" || next === "ur" ? "rtl" : "ltr";
}

/** Loads the words of tools and panels too. */
export async function speakMore(): Promise<void> {
  hasMore = true;
  const more = await loaders[language].more();
  words = { ...words, ...more.default };
}

/** What the catalogue says, with `{name}` replaced; `n` chooses the plural and is written in the language's digits. */
export function say(word: Word, places: Record<string, string | number> = {}): string {
  return fill(words[word] ?? word, language, places);
}

export function fill(message: Message, language: string, places: Record<string, string | number>): string {
  const form = typeof message === "string" ? message : message[new Intl.PluralRules(language).select(Number(places["n"]))] ?? message.other ?? "";
  return form.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = places[name] ?? "";
    return typeof value === "number" ? value.toLocaleString(language) : value;
  });
}
