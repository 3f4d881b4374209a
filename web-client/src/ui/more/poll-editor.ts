import type { AnswerKey, PollContent, PollKind } from "../../wire/index.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { toggle } from "./people-panel.js";
import { decimalOf } from "./poll-options.js";

/** Kinds that are made here, the most usual first. */
const kinds: readonly PollKind[] = ["single", "multiple", "truth", "words", "text", "rating", "ranking", "number", "spot"];
const hasOptions = (kind: PollKind): boolean => kind === "single" || kind === "multiple" || kind === "ranking";
const optionLimit = 12;

/** The rules that most polls have. */
export const usualRules: PollContent["rules"] = { secrecy: "anonymous", live: false, neighbours: true, changes: true, moderated: false };

/** Prepares a poll: what is asked, what there is to choose from, what is right. */
export class PollEditor {
  readonly element = h("form", { class: "editor" });
  private kind: PollKind = "single";
  private prompt = "";
  private options: { text: string; right: boolean }[] = [{ text: "", right: false }, { text: "", right: false }];
  private number = "";
  private explanation = "";
  private seconds = "";
  private live = false;
  private named = false;

  constructor(private readonly done: (content: PollContent, key: AnswerKey, explanation: string, isStarted: boolean) => void, private readonly cancel: () => void) {
    this.draw();
  }

  private draw(): void {
    const field = (label: string, value: string, set: (value: string) => void, props = {}) =>
      h("input", { value, "aria-label": label, placeholder: label, dir: "auto", oninput: (event: Event) => set((event.target as HTMLInputElement).value), ...props });
    const isTruth = this.kind === "truth";
    const marks = hasOptions(this.kind) && this.kind !== "ranking";
    const texts = isTruth ? [say("true"), say("false")] : [];
    this.element.replaceChildren(
      h("select", { "aria-label": say("pollKind"), onchange: (event: Event) => this.change(() => (this.kind = (event.target as HTMLSelectElement).value as PollKind)) },
        ...kinds.map((kind) => h("option", { value: kind, selected: kind === this.kind }, say(`poll.${kind}`)))),
      h("textarea", { rows: 2, maxlength: 1000, dir: "auto", "aria-label": say("pollPrompt"), placeholder: say("pollPrompt"), oninput: (event: Event) => (this.prompt = (event.target as HTMLTextAreaElement).value) }, this.prompt),
      ...(hasOptions(this.kind) ? this.options.map((option, index) => h("div", { class: "row edit" },
        field(say("optionNumber", { n: index + 1 }), option.text, (text) => (option.text = text), { maxlength: 400 }),
        marks && this.mark(option, option.text || say("optionNumber", { n: index + 1 })),
        this.options.length > 2 && button(icons.bin, say("removeOption", { n: index + 1 }), () => this.change(() => this.options.splice(index, 1)), { class: "plain" }))) : []),
      ...(isTruth ? texts.map((text, index) => h("div", { class: "row edit" }, h("span", {}, text), this.mark(this.options[index]!, text))) : []),
      hasOptions(this.kind) && this.options.length < optionLimit ? button(icons.add, say("addOption"), () => this.change(() => this.options.push({ text: "", right: false })), { class: "plain", word: true }) : "",
      this.kind === "number" ? field(say("rightNumber"), this.number, (value) => (this.number = value), { inputmode: "decimal" }) : "",
      field(say("explanation"), this.explanation, (value) => (this.explanation = value), { maxlength: 1000 }),
      h("label", { class: "row spread" }, h("span", {}, say("timeLimit")), h("select", { onchange: (event: Event) => (this.seconds = (event.target as HTMLSelectElement).value) },
        ...["", "15", "30", "60", "120", "300"].map((seconds) => h("option", { value: seconds, selected: seconds === this.seconds }, seconds === "" ? say("noLimit") : say("seconds", { n: Number(seconds) }))))),
      toggle(say("liveResults"), this.live, (on) => this.change(() => (this.live = on))),
      toggle(say("namedVotes"), this.named, (on) => this.change(() => (this.named = on))),
      h("div", { class: "row" }, button("", say("askNow"), () => this.finish(true), { class: "primary", word: true }), button("", say("keepForLater"), () => this.finish(false), { class: "plain", word: true }), button("", say("close"), () => this.cancel(), { class: "plain", word: true })));
  }

  private mark(option: { right: boolean }, text: string): HTMLElement {
    return button(icons.check, say("markRight", { text }), () => this.change(() => {
      const isRight = !option.right;
      if (this.kind !== "multiple") for (const other of this.options) other.right = false;
      option.right = isRight;
    }), { class: "plain mark", "aria-pressed": `${option.right}` });
  }

  private change(act: () => void): void {
    act();
    this.draw();
  }

  private finish(isStarted: boolean): void {
    const options = hasOptions(this.kind) ? this.options.filter(({ text }) => text.trim() !== "") : [];
    const prompt = this.element.querySelector("textarea")!;
    prompt.toggleAttribute("aria-invalid", false);
    if (this.prompt.trim() === "") return prompt.setAttribute("aria-invalid", "true"), prompt.focus();
    if (hasOptions(this.kind) && options.length < 2) return this.element.querySelector<HTMLInputElement>(".edit input")?.focus();
    const right = (this.kind === "truth" ? this.options.slice(0, 2) : options).flatMap(({ right }, index) => (right ? [index] : []));
    const value = decimalOf(this.number);
    const key: AnswerKey = right.length > 0 && this.kind !== "ranking" ? { kind: "options", options: right } : this.kind === "number" && value ? { kind: "number", value, tolerance: { digits: 0, places: 0 } } : { kind: "unmarked" };
    const rules = { ...usualRules, live: this.live, secrecy: this.named ? "staff" as const : "anonymous" as const, ...(this.seconds === "" ? {} : { seconds: Number(this.seconds) }) };
    this.done({ pollKind: this.kind, rules, prompt: this.prompt, options: options.map(({ text }) => ({ text })) }, key, this.explanation, isStarted);
  }
}
