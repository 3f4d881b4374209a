import type { Answer, AnswerKey, PollContent, TallyView } from "../../wire/index.js";
import { h } from "../element.js";
import { say } from "../words.js";
import { formulaText, plainText } from "./formula-text.js";
import { PictureView } from "./picture-view.js";

export const digits = (value: number): string => value.toLocaleString(document.documentElement.lang);

/** What there is to choose from, in the reader's words: of a picture without words, what it shows. */
export function optionTexts({ pollKind, options }: PollContent): string[] {
  if (pollKind === "truth") return [say("true"), say("false")];
  if (pollKind === "rating") return Array.from({ length: 11 }, (_, rating) => digits(rating));
  return options.map(({ text, picture }, index) => text || picture?.description || say("optionNumber", { n: index + 1 }));
}

/** The same to be looked at: a picture without words stays without. */
export function optionBodies(content: PollContent): (Node | string)[][] {
  return optionTexts(content).map((text, index) => {
    const option = content.options[index];
    return [...(option?.picture ? [new PictureView(option.picture, true)] : []), ...(option?.text === "" ? [] : formulaText(text))];
  });
}

/** Whether it is answered by choosing. */
export const isChosen = ({ pollKind }: PollContent): boolean => ["single", "multiple", "truth", "rating"].includes(pollKind);

/** Which options an answer chose. */
export function chosenIn(answer: Answer | undefined): number[] {
  switch (answer?.kind) {
    case "option": return [answer.option];
    case "options": return [...answer.options];
    case "rating": return [answer.rating];
    default: return [];
  }
}

export const rightOptions = (key: AnswerKey | undefined): readonly number[] => (key?.kind === "options" ? key.options : []);

/** An answer in words. */
export function answerText(answer: Answer | undefined, content: PollContent): string {
  const texts = optionTexts(content).map(plainText);
  switch (answer?.kind) {
    case "words": return answer.words.join(", ");
    case "text": return answer.text;
    case "number": return decimalText(answer.number);
    case "option":
    case "options":
    case "rating": return chosenIn(answer).map((option) => texts[option]).join(content.pollKind === "ranking" ? " › " : ", ");
    default: return "";
  }
}

export function decimalText({ digits, places }: { digits: number; places: number }): string {
  return (digits / 10 ** places).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 15 });
}

/** A number as people write it, with a point or a comma, in any digits; undefined when it is none. */
export function decimalOf(text: string): { digits: number; places: number } | undefined {
  const plain = text.trim().replace(/[٠-٩]/g, (digit) => `${digit.charCodeAt(0) - 0x660}`).replace(/[۰-۹]/g, (digit) => `${digit.charCodeAt(0) - 0x6f0}`).replace(/[,٫]/, ".").replace(/^[−–]/, "-");
  if (!/^-?\d{1,12}(\.\d{1,12})?$/.test(plain)) return undefined;
  const [whole, fraction = ""] = plain.split(".") as [string, string?];
  const value = Number(whole + fraction);
  return Number.isSafeInteger(value) && Math.abs(value) <= 2 ** 51 ? { digits: value, places: fraction.length } : undefined;
}

/** The result: bars with figures that are read from the last row, or words as large as they are many. `pick` is called with a word that is tapped. */
export function resultOf(content: PollContent, tally: TallyView, key: AnswerKey | undefined, before?: TallyView, pick?: (word: string) => void): HTMLElement {
  if (content.pollKind === "words" || content.pollKind === "text" || content.pollKind === "number") return cloud(content, tally, pick);
  const texts = optionBodies(content);
  const right = rightOptions(key);
  const votes = (view: TallyView, option: number) => {
    const row = view.rows.find(({ row }) => row === option);
    return (row?.votes ?? 0) + (row?.hall ?? 0);
  };
  /** How many of them are not in the hall. */
  const afar = (view: TallyView, option: number) => {
    const remote = view.rows.find(({ row }) => row === option)?.remote ?? 0;
    return remote > 0 && h("small", { class: "quiet afar" }, ` ${say("fromAfar", { n: remote })}`);
  };
  const sum = (view: TallyView) => Math.max(1, texts.reduce((all, _, option) => all + votes(view, option), 0));
  const share = (view: TallyView, option: number) => votes(view, option) / (content.pollKind === "multiple" ? Math.max(1, view.answered + view.rows.reduce((all, { hall }) => Math.max(all, hall), 0)) : sum(view));
  const percent = (value: number) => value.toLocaleString(document.documentElement.lang, { style: "percent" });
  return h("ol", { class: "result" }, ...texts.map((text, option) => {
    const part = share(tally, option);
    const old = before && share(before, option);
    return styled("--share", part, h("li", { "data-right": right.includes(option) },
      h("span", { class: "what", dir: "auto" }, ...text, right.includes(option) && h("span", { class: "tag" }, say("right"))),
      h("span", { class: "number" }, percent(part), h("small", {}, ` ${digits(votes(tally, option))}`), afar(tally, option), old !== undefined && h("small", { class: "quiet" }, ` ${say("beforeThat", { share: percent(old) })}`))));
  }));
}

function cloud({ pollKind }: PollContent, { rows }: TallyView, pick?: (word: string) => void): HTMLElement {
  const most = rows.reduce((all, { votes }) => Math.max(all, votes), 1);
  const shown = pollKind === "words" ? [...rows].sort((one, other) => one.row - other.row) : [...rows].sort((one, other) => other.votes - one.votes);
  return h("ul", { class: pollKind === "words" ? "cloud" : "cloud plainly" }, ...shown.map(({ word, votes }) =>
    styled("--weight", votes / most, h("li", {}, pick
      ? h("button", { type: "button", title: say("hideWord"), "aria-label": `${say("hideWord")}: ${word ?? ""}`, onclick: () => pick(word ?? ""), dir: "auto" }, word ?? "", h("small", {}, digits(votes)))
      : h("span", { dir: "auto" }, word ?? "", h("small", {}, digits(votes)))))));
}

/** Gives an element a value for its style sheet. (The content policy allows no style in attributes.) */
function styled(name: string, value: number, element: HTMLElement): HTMLElement {
  element.style.setProperty(name, `${value}`);
  return element;
}
