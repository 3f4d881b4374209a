import type { AskedPoll } from "../../sync/lesson.js";
import type { Answer } from "../../wire/index.js";
import { button, h } from "../element.js";
import type { RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { waiting } from "./names.js";
import { answerText, chosenIn, decimalOf, isChosen, optionTexts, resultOf, rightOptions } from "./poll-options.js";

/** The poll as those who answer see it: a sheet that rises by itself, answered in one tap. What was chosen stays in sight with its state. */
export class PollSheet extends HTMLElement implements RoomPart {
  private shown = "";
  private poll: string | undefined;
  private isSmall = false;
  private timer = 0;
  /** What is being typed or chosen and not sent yet. */
  private draft = "";
  private picked: number[] = [];

  constructor(private readonly room: RoomContext) {
    super();
    this.classList.add("poll");
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", say("poll"));
    this.hidden = true;
  }

  connectedCallback(): void {
    this.timer = window.setInterval(() => this.tick(), 500);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  update(): void {
    const { lesson } = this.room;
    const poll = lesson.mayTeach ? undefined : lesson.polls?.[lesson.polls.length - 1];
    this.hidden = !poll;
    if (!poll) return void (this.shown = "");
    if (poll.key !== this.poll) {
      Object.assign(this, { poll: poll.key, isSmall: false, draft: "", picked: [] });
      navigator.vibrate?.(60);
    }
    // The result does not change what is being asked.
    const isAsking = poll.phase.kind === "running" && lesson.may("answer");
    const now = JSON.stringify([isAsking ? { ...poll, tally: undefined } : poll, this.isSmall, this.picked, lesson.link.kind, lesson.may("answer")]);
    if (now === this.shown) return;
    this.shown = now;
    const focused = this.querySelector("textarea,input") === document.activeElement;
    this.classList.toggle("small", this.isSmall);
    this.replaceChildren(
      h("div", { class: "head" }, h("h2", { dir: "auto" }, poll.content.prompt), h("span", { class: "left number" }),
        button(this.isSmall ? icons.up : icons.down, say(this.isSmall ? "enlarge" : "shrink"), () => this.shrink(!this.isSmall), { class: "plain" })),
      ...(this.isSmall ? [] : [isAsking ? this.question(poll) : this.answered(poll), this.state(poll)]));
    this.tick();
    if (focused) this.querySelector<HTMLElement>("textarea,input")?.focus();
  }

  private shrink(on: boolean): void {
    this.isSmall = on;
    this.update();
  }

  /** The time that is left. */
  private tick(): void {
    const { lesson } = this.room;
    const phase = lesson.polls?.[lesson.polls.length - 1]?.phase;
    const left = this.querySelector(".left");
    if (left) left.textContent = phase?.kind === "running" && phase.closes !== undefined ? waiting(phase.closes - lesson.roomTime() + 999) : "";
  }

  // --- answering ---

  private question(poll: AskedPoll): HTMLElement {
    const { content } = poll;
    if (isChosen(content)) return this.choices(poll);
    if (content.pollKind === "ranking") return this.ranking(poll);
    if (content.pollKind === "spot") return this.spot(poll);
    const isLong = content.pollKind === "text";
    const field = isLong
      ? h("textarea", { rows: 3, maxlength: 1000, dir: "auto", "aria-label": say("yourAnswer") })
      : h("input", { maxlength: 120, dir: "auto", inputmode: content.pollKind === "number" ? "decimal" : "text", "aria-label": say("yourAnswer"), placeholder: content.pollKind === "words" ? say("wordsApart") : "" });
    field.value = this.draft;
    field.addEventListener("input", () => (this.draft = field.value));
    return h("form", { class: "composer", onsubmit: (event: Event) => {
      event.preventDefault();
      const answer = answerOf(content.pollKind, field.value);
      if (answer) this.send(poll, answer);
      else field.setAttribute("aria-invalid", "true");
    } }, field, h("button", { type: "submit", class: "primary" }, say("send")));
  }

  private choices(poll: AskedPoll): HTMLElement {
    const { content, own } = poll;
    const chosen = own?.state === "refused" ? [] : chosenIn(own?.answer);
    const isMany = content.pollKind === "multiple";
    const choose = (option: number) => {
      if (content.pollKind === "rating") return this.send(poll, { kind: "rating", rating: option });
      if (!isMany) return this.send(poll, { kind: "option", option });
      const next = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((one, other) => one - other);
      this.send(poll, next.length === 0 ? { kind: "nothing" } : { kind: "options", options: next });
    };
    const isFixed = !content.rules.changes && own !== undefined && own.state !== "refused";
    return h("div", { class: content.pollKind === "rating" ? "options rating" : "options", role: isMany ? "group" : "radiogroup", "aria-label": content.prompt }, ...optionTexts(content).map((text, option) =>
      h("button", { type: "button", class: "option", role: isMany ? "checkbox" : "radio", "aria-checked": `${chosen.includes(option)}`, disabled: isFixed && !chosen.includes(option), onclick: () => choose(option), dir: "auto" }, h("span", {}, text))));
  }

  /** The best first, tapped one after another. */
  private ranking(poll: AskedPoll): HTMLElement {
    const texts = optionTexts(poll.content);
    const order = this.picked;
    const pick = (option: number) => {
      this.picked = order.includes(option) ? order.filter((one) => one !== option) : [...order, option];
      if (this.picked.length === texts.length) this.send(poll, { kind: "options", options: this.picked });
      this.update();
    };
    return h("div", { class: "options" }, h("p", { class: "quiet" }, say("rankHow")), ...texts.map((text, option) =>
      h("button", { type: "button", class: "option", "aria-pressed": `${order.includes(option)}`, onclick: () => pick(option), dir: "auto" }, order.includes(option) && h("b", { class: "number" }, `${(order.indexOf(option) + 1).toLocaleString(document.documentElement.lang)}.`), h("span", {}, text))));
  }

  /** The next tap on the page is the answer. */
  private spot(poll: AskedPoll): HTMLElement {
    const { board } = this.room;
    const aim = () => {
      this.shrink(true);
      const take = (event: PointerEvent) => {
        event.stopImmediatePropagation();
        const at = board.at(event);
        const { x, y } = board.view.unitsAt(at.x, at.y);
        if (x >= 0 && y >= 0 && x < 15_360 && y < 8_640) this.send(poll, { kind: "spot", x: Math.round(Math.min(x, 15_359)), y: Math.round(Math.min(y, 8_639)) });
        this.shrink(false);
      };
      board.addEventListener("pointerdown", take, { capture: true, once: true });
    };
    return h("div", { class: "options" }, h("button", { type: "button", class: "option", onclick: aim }, say("tapThePage")));
  }

  private send(poll: AskedPoll, answer: Answer): void {
    this.room.lesson.vote(poll.key, answer);
  }

  // --- afterwards ---

  private answered({ content, phase, own, tally }: AskedPoll): HTMLElement {
    const key = phase.kind === "revealed" ? phase.key : undefined;
    const mine = own?.state !== "refused" && own ? answerText(own.answer, content) : "";
    const right = rightOptions(key);
    const chosen = chosenIn(own?.answer);
    const isRight = right.length > 0 && chosen.length === right.length && chosen.every((option, at) => (content.pollKind === "ranking" ? right[at] === option : right.includes(option)));
    return h("div", { class: "after" },
      mine !== "" && h("p", {}, `${say("yourAnswer")}: `, h("b", { dir: "auto" }, mine), right.length > 0 && h("span", { class: "tag" }, say(isRight ? "right" : "notRight"))),
      tally && tally.answered + tally.rows.length > 0 && resultOf(content, tally, key),
      phase.kind === "revealed" && phase.explanation !== "" && h("p", { class: "answer", dir: "auto" }, phase.explanation));
  }

  private state({ phase, own, content }: AskedPoll): HTMLElement {
    const { lesson } = this.room;
    const isAway = lesson.link.kind !== "live" && lesson.link.kind !== "slow";
    const words = own?.state === "refused" ? say(`rejection.${own.reason ?? "tooLate"}`)
      : own?.state === "pending" ? say(isAway ? "sentLater" : "sending")
      : phase.kind === "closing" ? say("lateVotes")
      : phase.kind === "closed" ? say("votingOver")
      : phase.kind === "revealed" ? ""
      : own ? say(content.rules.changes ? "voteStored" : "voteStoredForGood") : say(content.rules.secrecy === "anonymous" ? "nobodyKnows" : "staffKnows");
    return h("p", { class: "quiet state", role: "status", "data-state": own?.state ?? "" }, words);
  }
}

function answerOf(kind: string, text: string): Answer | undefined {
  const value = text.trim();
  if (kind === "number") {
    const number = decimalOf(value);
    return number && { kind: "number", number };
  }
  if (value === "") return undefined;
  if (kind === "text") return { kind: "text", text: value };
  const words = value.split(/[,،;、\n]+/).map((word) => word.trim()).filter((word) => word !== "").slice(0, 8);
  return words.length > 0 ? { kind: "words", words } : undefined;
}

customElements.define("takhti-poll", PollSheet);
