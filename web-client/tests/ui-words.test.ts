import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { codesOf } from "./ui-codes.js";
import { fitName } from "../src/ui/name-text.js";
import { fill, preferredLanguage, type Message } from "../src/ui/words.js";
import en from "../src/ui/words/en.js";
import enMore from "../src/ui/words/en-more.js";
import enHouse from "../src/ui/words/en-house.js";
import enLab from "../src/ui/words/en-lab.js";
import fr from "../src/ui/words/fr.js";
import frMore from "../src/ui/words/fr-more.js";
import frHouse from "../src/ui/words/fr-house.js";
import frLab from "../src/ui/words/fr-lab.js";
import ar from "../src/ui/words/ar.js";
import arMore from "../src/ui/words/ar-more.js";
import arHouse from "../src/ui/words/ar-house.js";
import arLab from "../src/ui/words/ar-lab.js";
import ur from "../src/ui/words/ur.js";
import urMore from "../src/ui/words/ur-more.js";
import urHouse from "../src/ui/words/ur-house.js";
import urLab from "../src/ui/words/ur-lab.js";

const english: Record<string, Message> = { ...en, ...enMore, ...enHouse, ...enLab };
const others: Record<string, Record<string, Message>> = { fr: { ...fr, ...frMore, ...frHouse, ...frLab }, ar: { ...ar, ...arMore, ...arHouse, ...arLab }, ur: { ...ur, ...urMore, ...urHouse, ...urLab } };

/** The source of the views, without the catalogues. */
function sources(folder: string): string {
  const names = readdirSync(folder).filter((name) => name !== "words");
  return names.map((name) => (name.endsWith(".ts") ? readFileSync(join(folder, name), "utf8") : name.includes(".") ? "" : sources(join(folder, name)))).join("\n");
}

const places = (message: Message) => [...new Set((typeof message === "string" ? message : Object.values(message).join(" ")).match(/\{\w+\}/g) ?? [])].sort();

test("every word that is said is in the catalogue, and every word in the catalogue is said", () => {
  const code = sources("src/ui");
  const said = [...code.matchAll(/"([a-zA-Z]+(?:\.[a-zA-Z]+)?)"/g)].map((match) => match[1]!);
  const families = [...code.matchAll(/`([a-z]+\.)\$\{/g)].map((match) => match[1]!);
  const unused = Object.keys(english).filter((key) => !said.includes(key) && !families.some((family) => key.startsWith(family)));
  assert.deepEqual(unused, []);
  const literal = [...code.matchAll(/\bsay\((?:\w+ \? )?"([^"]+)"/g)].map((match) => match[1]!);
  assert.deepEqual(literal.filter((key) => !(key in english)), []);
});

test("every state that the protocol can name has its words", () => {
  for (const [family, kind] of Object.entries({ denial: "Denial", farewell: "Farewell", rejection: "Rejection", role: "Role", background: "Background" })) {
    for (const code of codesOf(kind)) assert(`${family}.${code}` in english, `${family}.${code}`);
  }
});

test("every mistake in a template has its words", () => {
  const source = readFileSync("../Sources/Lab/Templates/TemplateError.swift", "utf8");
  const flaws = [...source.matchAll(/^ {4}case (\w+)/gm)].map((match) => match[1]!);
  assert.equal(flaws.length, 8);
  for (const flaw of flaws) assert(`template.${flaw}` in english, flaw);
});

test("every language has every word with the same places, and its own plural forms", () => {
  for (const [language, words] of Object.entries(others)) {
    assert.deepEqual(Object.keys(words).sort(), Object.keys(english).sort());
    for (const [key, message] of Object.entries(words)) {
      const original = english[key]!;
      assert.deepEqual([language, key, ...places(message).filter((place) => place !== "{n}")], [language, key, ...places(original).filter((place) => place !== "{n}")]);
      assert.equal(typeof message, typeof original, `${language} ${key}`);
      if (typeof message !== "string") {
        const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((category) => category !== "many" || language !== "fr").sort();
        assert.deepEqual(Object.keys(message).sort(), needed, `${language} ${key}`);
      }
    }
  }
});

test("plurals follow the language", () => {
  const waiting = (language: string, n: number) => fill((others[language] ?? english)["waiting"]!, language, { n });
  assert.equal(waiting("en", 1), "1 change waiting");
  assert.equal(waiting("en", 0), "0 changes waiting");
  assert(waiting("fr", 0) !== waiting("fr", 2).replace(/2/, "0"));
  assert(new Set([0, 1, 2, 3, 11, 100].map((n) => waiting("ar", n).replace(/[0-9٠-٩]+/g, ""))).size === 6);
});

test("the language is the chosen one, else the first that the browser prefers and we speak", () => {
  assert.equal(preferredLanguage("ur", ["fr"]), "ur");
  assert.equal(preferredLanguage(undefined, ["de-DE", "fr-CA", "en"]), "fr");
  assert.equal(preferredLanguage(undefined, ["de"]), "en");
});

test("a name is cut to what fits, and never within a letter", () => {
  const bytes = (text: string) => new TextEncoder().encode(text).length;
  assert.equal(fitName("Amina Yusuf"), "Amina Yusuf");
  assert.equal(fitName("x".repeat(80)), "x".repeat(64));
  for (const letter of ["é", "ط", "語", "𝄞"]) {
    const fit = fitName(`a${letter.repeat(80)}`);
    assert.equal(fit, `a${letter.repeat((fit.length - 1) / letter.length)}`);
    assert(bytes(fit) <= 64 && bytes(fit + letter) > 64);
  }
});
