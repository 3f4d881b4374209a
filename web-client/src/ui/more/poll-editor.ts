import { optionLimit, usualRules } from "../../formats/question.js";
import type { AnswerKey, Picture, PollContent, PollKind, Secrecy } from "../../wire/index.js";
import { button, h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { aim } from "./aim.js";
import { icons } from "./icons.js";
import { toggle } from "./people-panel.js";
import { pictureField } from "./picture-field.js";
import { decimalOf, decimalText } from "./poll-options.js";

/** Kinds that are made here, the most usual first. */
const kinds: readonly PollKind[] = ["single", "multiple", "truth", "words", "text", "rating", "ranking", "number", "spot"];
const secrecies: readonly Secrecy[] = ["anonymous", "staff", "named"];
const times = ["", "15", "30", "60", "120", "300"];
const hasOptions = (kind: PollKind): boolean => kind === "single" || kind === "multiple" || kind === "ranking";
/** A place that was tapped, not framed, is right this far around, in 1/8 px. */
const nearness = 600;

/** What a question is made of. */
export interface PollDraftParts {
  readonly content: PollContent;
  readonly answer: AnswerKey;
  readonly explanation: string;
}

interface EditedOption {
  text: string;
  right: boolean;
  picture?: Picture | undefined;
}

/** Prepares a poll: what is asked, what there is to choose from, what is right, how it is held. */
export class PollEditor {
  readonly element = h("form", { class: "editor", onsubmit: (event: Event) => event.preventDefault() });
  private kind: PollKind = "single";
  private prompt = "";
  /** Beside the question. */
  private readonly beside: { picture?: Picture | undefined } = {};
  private options: EditedOption[] = [{ text: "", right: false }, { text: "", right: false }];
  private number = "";
  private tolerance = "";
  /** Right words, apart by commas. */
  private words = "";
  private isOrderRight = false;
  private spot: Extract<AnswerKey, { kind: "spot" }>["box"] | undefined;
  private page: PollContent["page"];
  private explanation = "";
  private rules = usualRules;
  private areRulesShown = false;
  private endAim: (() => void) | undefined;

  /** `draft`: what is changed; a new one without. */
  constructor(private readonly room: RoomContext, private readonly done: (content: PollContent, key: AnswerKey, explanation: string, isStarted: boolean) => void, private readonly cancel: () => void, draft?: PollDraftParts) {
    if (draft) this.take(draft);
    this.draw();
  }

  /** Ends what waits for the board. */
  close(): void {
    this.endAim?.();
  }

  private take({ content, answer, explanation }: PollDraftParts): void {
    Object.assign(this, { kind: content.pollKind, prompt: content.prompt, rules: content.rules, page: content.page, explanation });
    this.beside.picture = content.picture;
    const right = answer.kind === "options" ? answer.options : [];
    if (hasOptions(this.kind)) this.options = content.options.map(({ text, picture }, index) => ({ text, right: right.includes(index), picture }));
    if (this.kind === "truth") this.options.forEach((option, index) => (option.right = right.includes(index)));
    if (this.kind === "ranking") this.isOrderRight = right.length > 0;
    if (answer.kind === "number") [this.number, this.tolerance] = [decimalText(answer.value), answer.tolerance.digits === 0 ? "" : decimalText(answer.tolerance)];
    if (answer.kind === "words") this.words = answer.words.join(", ");
    if (answer.kind === "spot") this.spot = answer.box;
  }

  // --- what is shown ---

  private draw(): void {
    this.element.replaceChildren(
      h("select", { "aria-label": say("pollKind"), onchange: (event: Event) => this.change(() => (this.kind = (event.target as HTMLSelectElement).value as PollKind)) },
        ...kinds.map((kind) => h("option", { value: kind, selected: kind === this.kind }, say(`poll.${kind}`)))),
      h("textarea", { rows: 2, maxlength: 1000, dir: "auto", "aria-label": say("pollPrompt"), placeholder: say("pollPrompt"), oninput: (event: Event) => (this.prompt = (event.target as HTMLTextAreaElement).value) }, this.prompt),
      this.pictureOf(say("addPicture"), this.beside, false),
      ...this.choices(),
      ...this.rightAnswer(),
      this.field(say("explanation"), this.explanation, (value) => (this.explanation = value), { maxlength: 1000 }),
      h("details", { open: this.areRulesShown, ontoggle: (event: Event) => (this.areRulesShown = (event.target as HTMLDetailsElement).open) }, h("summary", {}, say("howItIsHeld")), ...this.ruleFields()),
      h("div", { class: "row" }, button("", say("askNow"), () => this.finish(true), { class: "primary", word: true }), button("", say("keepForLater"), () => this.finish(false), { class: "plain", word: true }), button("", say("close"), () => this.cancel(), { class: "plain", word: true })));
  }

  private field(label: string, value: string, set: (value: string) => void, props = {}): HTMLElement {
    return h("input", { value, "aria-label": label, placeholder: label, dir: "auto", oninput: (event: Event) => set((event.target as HTMLInputElement).value), ...props });
  }

  private choices(): HTMLElement[] {
    if (this.kind === "truth") return [say("true"), say("false")].map((text, index) => h("div", { class: "row edit" }, h("span", {}, text), this.mark(this.options[index]!, text)));
    if (!hasOptions(this.kind)) return [];
    const rows = this.options.flatMap((option, index) => {
      const picture = this.pictureOf(say("addPictureTo", { n: index + 1 }), option, true);
      const row = h("div", { class: "row edit" },
        this.field(say("optionNumber", { n: index + 1 }), option.text, (text) => (option.text = text), { maxlength: 400 }),
        this.kind !== "ranking" && this.mark(option, option.text || say("optionNumber", { n: index + 1 })),
        !option.picture && picture,
        this.options.length > 2 && button(icons.bin, say("removeOption", { n: index + 1 }), () => this.change(() => this.options.splice(index, 1)), { class: "plain" }));
      return option.picture ? [row, picture] : [row];
    });
    return this.options.length < optionLimit ? [...rows, button(icons.add, say("addOption"), () => this.change(() => this.options.push({ text: "", right: false })), { class: "plain", word: true })] : rows;
  }

  /** Its description is typed without drawing everything anew. */
  private pictureOf(name: string, holder: { picture?: Picture | undefined }, isShort: boolean): HTMLElement {
    return pictureField(this.room, name, holder.picture, isShort, (picture) => {
      const isOther = picture?.asset !== holder.picture?.asset;
      holder.picture = picture;
      if (isOther) this.draw();
    });
  }

  private rightAnswer(): HTMLElement[] {
    switch (this.kind) {
      case "ranking": return [toggle(say("orderIsRight"), this.isOrderRight, (on) => this.change(() => (this.isOrderRight = on)))];
      case "number": return [this.field(say("rightNumber"), this.number, (value) => (this.number = value), { inputmode: "decimal" }), this.field(say("tolerance"), this.tolerance, (value) => (this.tolerance = value), { inputmode: "decimal" })];
      case "words": case "text": return [this.field(say("rightWords"), this.words, (value) => (this.words = value), { maxlength: 1000 })];
      case "spot": return [
        button(icons.target, say(this.spot ? "placeIsMarked" : "markPlace"), () => this.markPlace(), { class: "choice", word: true, "aria-pressed": `${this.spot !== undefined}` }),
        h("p", { class: "quiet" }, say("markPlaceHow"))];
      case "single": case "multiple": case "truth": case "rating": return [];
    }
  }

  private ruleFields(): HTMLElement[] {
    const set = (rules: Partial<PollContent["rules"]>) => this.change(() => (this.rules = { ...this.rules, ...rules }));
    const choose = (label: string, values: readonly string[], value: string, words: (value: string) => string, set: (value: string) => void) =>
      h("label", { class: "row spread" }, h("span", {}, label), h("select", { onchange: (event: Event) => set((event.target as HTMLSelectElement).value) }, ...values.map((one) => h("option", { value: one, selected: one === value }, words(one)))));
    const { seconds, ...untimed } = this.rules;
    return [
      choose(say("timeLimit"), times, `${seconds ?? ""}`, (time) => (time === "" ? say("noLimit") : say("seconds", { n: Number(time) })), (time) => (this.rules = time === "" ? untimed : { ...untimed, seconds: Number(time) })),
      choose(say("whoKnows"), secrecies, this.rules.secrecy, (secrecy) => say(`secrecy.${secrecy as Secrecy}`), (secrecy) => (this.rules = { ...this.rules, secrecy: secrecy as Secrecy })),
      toggle(say("liveResults"), this.rules.live, (live) => set({ live })),
      toggle(say("mayChange"), this.rules.changes, (changes) => set({ changes })),
      toggle(say("forNeighbours"), this.rules.neighbours, (neighbours) => set({ neighbours })),
      ...(this.kind === "words" || this.kind === "text" ? [toggle(say("approveWords"), this.rules.moderated, (moderated) => set({ moderated }))] : []),
    ];
  }

  private mark(option: { right: boolean }, text: string): HTMLElement {
    return button(icons.check, say("markRight", { text }), () => this.change(() => {
      const isRight = !option.right;
      if (this.kind !== "multiple") for (const other of this.options) other.right = false;
      option.right = isRight;
    }), { class: "plain mark", "aria-pressed": `${option.right}` });
  }

  /** The next touch of the board frames the right place, or taps its middle. */
  private markPlace(): void {
    const { board, shown, lesson } = this.room;
    this.endAim?.();
    this.endAim = aim(board, (from, to) => {
      const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
      const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
      const around = right - left < 80 || bottom - top < 80 ? nearness : 0;
      const x = Math.max(0, left - around);
      const y = Math.max(0, top - around);
      this.change(() => {
        this.spot = { x, y, width: right + around - x, height: bottom + around - y } as never;
        this.page = shown && lesson.topicOf(shown);
      });
    });
  }

  private change(act: () => void): void {
    act();
    this.draw();
  }

  // --- what is made of it ---

  private finish(isStarted: boolean): void {
    const options = hasOptions(this.kind) ? this.options.filter(({ text, picture }) => text.trim() !== "" || picture) : [];
    const prompt = this.element.querySelector("textarea")!;
    prompt.toggleAttribute("aria-invalid", false);
    if (this.prompt.trim() === "") return prompt.setAttribute("aria-invalid", "true"), prompt.focus();
    if (hasOptions(this.kind) && options.length < 2) return this.element.querySelector<HTMLInputElement>(".edit input")?.focus();
    const page = this.kind === "spot" ? this.page ?? (this.room.shown && this.room.lesson.topicOf(this.room.shown)) : undefined;
    const rules = { ...this.rules, moderated: this.rules.moderated && (this.kind === "words" || this.kind === "text") };
    this.done({ pollKind: this.kind, rules, prompt: this.prompt, options: options.map(({ text, picture }) => ({ text: text.trim(), ...(picture && { picture }) })), ...(page === undefined ? {} : { page }), ...(this.beside.picture && { picture: this.beside.picture }) }, this.key(options), this.explanation, isStarted);
  }

  private key(options: readonly { right: boolean }[]): AnswerKey {
    switch (this.kind) {
      case "single": case "multiple": case "truth": {
        const right = (this.kind === "truth" ? this.options.slice(0, 2) : options).flatMap(({ right }, index) => (right ? [index] : []));
        return right.length > 0 ? { kind: "options", options: right } : { kind: "unmarked" };
      }
      case "ranking": return this.isOrderRight ? { kind: "options", options: options.map((_, index) => index) } : { kind: "unmarked" };
      case "number": {
        const [value, tolerance] = [decimalOf(this.number), decimalOf(this.tolerance)];
        return value ? { kind: "number", value, tolerance: tolerance && tolerance.digits > 0 ? tolerance : { digits: 0, places: 0 } } : { kind: "unmarked" };
      }
      case "words": case "text": {
        const words = this.words.split(/[,،;、\n]+/).map((word) => word.trim()).filter((word) => word !== "").slice(0, optionLimit);
        return words.length > 0 ? { kind: "words", words } : { kind: "unmarked" };
      }
      case "spot": return this.spot ? { kind: "spot", box: this.spot } : { kind: "unmarked" };
      case "rating": return { kind: "unmarked" };
    }
  }
}
