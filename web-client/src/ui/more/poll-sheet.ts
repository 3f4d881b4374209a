import type { AskedPoll } from "../../sync/lesson.js";
import type { Answer, PollContent } from "../../wire/index.js";
import { button, h } from "../element.js";
import { fitField, fitName } from "../name-text.js";
import type { RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { aim } from "./aim.js";
import { buzz } from "./buzz.js";
import { formulaText, plainText } from "./formula-text.js";
import { icons } from "./icons.js";
import { waiting } from "./names.js";
import { enlargeButton, PictureView } from "./picture-view.js";
import { forgetNeighbours, keepNeighbours, recallNeighbours, type Neighbours } from "./neighbours.js";
import { isRight, keyText } from "./poll-key.js";
import { answerText, chosenIn, decimalOf, isChosen, optionBodies, resultOf } from "./poll-options.js";
import { SpotMap } from "./poll-spot.js";
import { WhoAnswered } from "./who-answered.js";

/** As the domain's `Room.neighbourLimit`. */
const neighbourLimit = 4;
/** Who learns what one answers, said before one does. */
const known = { anonymous: "nobodyKnows", staff: "staffKnows", named: "allKnow" } as const;

/** The poll as those who answer see it: a sheet that rises by itself, answered in one tap. What was chosen stays in sight with its state. */
export class PollSheet extends HTMLElement implements RoomPart {
  private shown = "";
  private poll: string | undefined;
  protected isSmall = false;
  private timer = 0;
  /** What is being typed or chosen and not sent yet. */
  private draft = "";
  protected picked: number[] = [];
  /** People without a device whom this one votes for, with what they said; for whom the next answer is; whether another's name is asked for. */
  private neighbours: Neighbours = new Map();
  private neighbour: string | undefined;
  private isNaming = false;
  private endAim: (() => void) | undefined;
  private map: SpotMap | undefined;
  private readonly who = new WhoAnswered(this.room, () => this.update());

  constructor(protected readonly room: RoomContext, name = say("poll")) {
    super();
    this.classList.add("poll");
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", name);
    this.hidden = true;
  }

  connectedCallback(): void {
    this.timer = window.setInterval(() => this.tick(), 500);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.leave();
  }

  /** What is asked of those who answer. */
  protected get asked(): AskedPoll | undefined {
    const { lesson } = this.room;
    return lesson.mayTeach ? undefined : lesson.polls?.[lesson.polls.length - 1];
  }

  /** Whether there is something to see. */
  protected get isThere(): boolean {
    return this.asked !== undefined;
  }

  protected isOpen({ phase }: AskedPoll): boolean {
    return phase.kind === "running" && this.room.lesson.may("answer");
  }

  update(): void {
    const { lesson } = this.room;
    const poll = this.asked;
    this.hidden = !this.isThere;
    if (this.hidden) return this.leave(), void Object.assign(this, { shown: "", poll: undefined, neighbours: new Map() });
    if (poll?.phase.kind !== "running") this.endAim?.();
    if (poll?.key !== this.poll) {
      this.leave();
      Object.assign(this, { poll: poll?.key, isSmall: false, draft: "", picked: [], neighbours: recallNeighbours(this.placeOf(poll?.key)), neighbour: undefined, isNaming: false });
      buzz(60);
    }
    // What was refused does not count.
    if (poll) for (const [name, answer] of this.neighbours) if (answer && lesson.voteFor(poll.key, name)?.state === "refused") this.saidFor(name, undefined);
    // The result does not change what is being asked.
    const isAsking = poll !== undefined && this.isOpen(poll);
    const now = JSON.stringify([isAsking ? { ...poll, tally: undefined } : poll, this.besides, this.isSmall, this.picked, [...this.neighbours], this.neighbour, poll && this.neighbour !== undefined && lesson.voteFor(poll.key, this.neighbour), this.isNaming, lesson.link.kind, lesson.may("answer"), this.who.state(poll)]);
    if (now === this.shown) return;
    this.shown = now;
    const focused = this.querySelector("textarea,input") === document.activeElement;
    this.classList.toggle("small", this.isSmall);
    this.replaceChildren(
      h("div", { class: "head" }, this.heading(poll), h("span", { class: "left number" }),
        button(this.isSmall ? icons.up : icons.down, say(this.isSmall ? "enlarge" : "shrink"), () => this.shrink(!this.isSmall), { class: "plain" })),
      ...(this.isSmall ? [] : [...this.above(poll), ...(!poll ? [] : [poll.content.picture ? new PictureView(poll.content.picture) : "", isAsking ? this.question(this.asNeighbour(poll)) : this.answered(poll), isAsking && poll.content.rules.neighbours ? this.voters() : "", this.state(isAsking ? this.asNeighbour(poll) : poll)]), ...this.below(poll)]));
    this.tick();
    if (focused) this.querySelector<HTMLElement>("textarea,input")?.focus();
  }

  /** What changes the looks beside the poll itself. */
  protected get besides(): unknown {
    return undefined;
  }

  protected heading(poll: AskedPoll | undefined): HTMLElement {
    // What is in another direction than the reader's words stands where they begin.
    return h("h2", {}, h("span", { dir: "auto" }, ...formulaText(poll?.content.prompt ?? "")));
  }

  protected above(_: AskedPoll | undefined): readonly HTMLElement[] {
    return [];
  }

  protected below(_: AskedPoll | undefined): readonly HTMLElement[] {
    return [];
  }

  /** Its name over all rooms. */
  private placeOf(poll: string | undefined): string {
    return `${this.room.code}/${poll}`;
  }

  private saidFor(name: string, answer: Answer | undefined): void {
    this.neighbours.set(name, answer);
    keepNeighbours(this.placeOf(this.poll), this.neighbours);
  }

  /** Ends what a poll has under way. */
  private leave(): void {
    if (this.neighbours.size > 0 && this.isConnected) forgetNeighbours();
    this.endAim?.();
    this.who.close();
    this.map?.close();
    this.endAim = this.map = undefined;
  }

  private shrink(on: boolean): void {
    this.isSmall = on;
    this.update();
  }

  /** The time that is left. */
  protected tick(): void {
    const time = this.timeLeft;
    const left = this.querySelector(".left");
    if (left) left.textContent = time === undefined ? "" : waiting(time + 999);
  }

  protected get timeLeft(): number | undefined {
    const phase = this.asked?.phase;
    return phase?.kind === "running" && phase.closes !== undefined ? phase.closes - this.room.lesson.roomTime() : undefined;
  }

  // --- answering ---

  /** Oneself and those beside one who have no device; who is chosen answers. */
  private voters(): HTMLElement {
    const choose = (name: string | undefined) => {
      Object.assign(this, { neighbour: name, draft: "", picked: [], isNaming: false });
      this.update();
    };
    const chip = (name: string | undefined, text: string) => h("button", { type: "button", class: "choice", "aria-pressed": `${this.neighbour === name}`, onclick: () => choose(name), dir: "auto" }, text);
    const isOpen = this.neighbours.size > 0;
    return h("div", { class: "row voters", role: "group", "aria-label": say("whoAnswers") }, isOpen && chip(undefined, say("myself")), ...[...this.neighbours.keys()].map((name) => chip(name, name)),
      this.isNaming ? this.naming(choose)
      : this.neighbours.size < neighbourLimit && button(icons.add, say("voteForNeighbour"), () => {
        this.isNaming = true;
        this.update();
        this.querySelector<HTMLElement>(".voters input")?.focus();
      }, { class: "plain quiet", word: !isOpen }));
  }

  private naming(choose: (name: string | undefined) => void): HTMLElement {
    const field = h("input", { "aria-label": say("neighbourName"), placeholder: say("neighbourName"), dir: "auto", oninput: fitField });
    return h("form", { class: "composer", onsubmit: (event: Event) => {
      event.preventDefault();
      const name = fitName(field.value.trim());
      if (name !== "") this.saidFor(name, this.neighbours.get(name));
      choose(name === "" ? undefined : name);
    } }, field, h("button", { type: "submit", class: "primary" }, say("addName")));
  }

  /** The poll as who is chosen sees it: with their own answer. */
  private asNeighbour(poll: AskedPoll): AskedPoll {
    if (this.neighbour === undefined) return poll;
    const answer = this.neighbours.get(this.neighbour);
    return { ...poll, own: this.room.lesson.voteFor(poll.key, this.neighbour) ?? (answer && { answer, state: "stored", reason: undefined }) };
  }

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

  protected choices(poll: AskedPoll): HTMLElement {
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
    return this.optionList(content, isMany, optionBodies(content).map((body, option) =>
      h("button", { type: "button", class: "option", role: isMany ? "checkbox" : "radio", "aria-checked": `${chosen.includes(option)}`, disabled: isFixed && !chosen.includes(option), onclick: () => choose(option) }, h("span", { dir: "auto" }, ...body))));
  }

  /** Options below each other; beside one with a picture, what enlarges it. */
  protected optionList(content: PollContent, isMany: boolean, options: readonly HTMLElement[]): HTMLElement {
    const hasPictures = content.options.some(({ picture }) => picture);
    const name = plainText(content.prompt);
    return h("div", { class: content.pollKind === "rating" ? "options rating" : "options", role: isMany || hasPictures ? "group" : "radiogroup", "aria-label": name }, ...options.map((option, index) => {
      const picture = content.options[index]?.picture;
      return picture ? h("div", { class: "row pictured" }, option, enlargeButton(picture)) : option;
    }));
  }

  /** The best first, tapped one after another. */
  private ranking(poll: AskedPoll): HTMLElement {
    const texts = optionBodies(poll.content);
    const order = this.picked;
    const pick = (option: number) => {
      this.picked = order.includes(option) ? order.filter((one) => one !== option) : [...order, option];
      if (this.picked.length === texts.length) this.send(poll, { kind: "options", options: this.picked });
      this.update();
    };
    return h("div", { class: "options" }, h("p", { class: "quiet" }, say("rankHow")), ...texts.map((text, option) =>
      h("button", { type: "button", class: "option", "aria-pressed": `${order.includes(option)}`, onclick: () => pick(option) }, order.includes(option) && h("b", { class: "number" }, `${(order.indexOf(option) + 1).toLocaleString(document.documentElement.lang)}.`), h("span", { dir: "auto" }, ...text))));
  }

  /** The next tap on the page is the answer. */
  private spot(poll: AskedPoll): HTMLElement {
    const { board, lesson, shown } = this.room;
    const page = poll.content.page === undefined ? undefined : lesson.pageOf(poll.content.page);
    const begin = () => {
      if (page && page !== shown) this.room.goTo(page);
      this.shrink(true);
      this.endAim?.();
      this.endAim = aim(board, (_, { x, y }) => {
        this.shrink(false);
        this.send(poll, { kind: "spot", x: x as never, y: y as never });
      });
    };
    return h("div", { class: "options" }, h("button", { type: "button", class: "option", "aria-pressed": `${poll.own?.answer.kind === "spot"}`, onclick: begin }, say("tapThePage")));
  }

  protected send(poll: AskedPoll, answer: Answer): void {
    this.room.lesson.vote(poll.key, answer, this.neighbour);
    if (this.neighbour === undefined) return;
    this.saidFor(this.neighbour, answer);
    this.update();
  }

  // --- afterwards ---

  private answered(poll: AskedPoll): HTMLElement {
    const { content, phase, own, tally } = poll;
    const { lesson } = this.room;
    const key = phase.kind === "revealed" ? phase.key : undefined;
    const mine = own?.state !== "refused" && own ? answerText(own.answer, content) : "";
    const grade = own?.state === "refused" ? undefined : isRight(own?.answer, key, content);
    const right = key && content.options.length === 0 && content.pollKind !== "truth" ? keyText(key, content) : "";
    return h("div", { class: "after" },
      (mine !== "" || grade !== undefined) && h("p", {}, mine !== "" && `${say("yourAnswer")}: `, mine !== "" && h("b", { dir: "auto" }, mine), grade !== undefined && h("span", { class: "tag" }, say(grade ? "right" : "notRight"))),
      ...[...this.neighbours].map(([name, answer]) => answer && h("p", {}, h("bdi", {}, name), ": ", h("b", { dir: "auto" }, answerText(answer, content)))),
      right !== "" && h("p", {}, `${say("rightAnswer")}: `, h("b", { dir: "auto" }, right)),
      tally && tally.answered + tally.rows.length > 0 && (content.pollKind === "spot" ? this.spots(poll) : resultOf(content, tally, key)),
      phase.kind === "revealed" && phase.explanation !== "" && h("p", { class: "answer", dir: "auto" }, phase.explanation),
      lesson.polls.some(({ key }) => key === poll.key) && this.who.element(poll));
  }

  private spots({ content, tally, phase }: AskedPoll): HTMLElement {
    const map = (this.map ??= new SpotMap(this.room, content));
    // Its colours are known once it is in the sheet.
    requestAnimationFrame(() => map.show(tally!, phase.kind === "revealed" ? phase.key : undefined));
    return map.element;
  }

  protected state({ phase, own, content }: AskedPoll): HTMLElement {
    const { lesson } = this.room;
    const isAway = lesson.link.kind !== "live" && lesson.link.kind !== "slow";
    const words = own?.state === "refused" ? say(`rejection.${own.reason ?? "tooLate"}`)
      : own?.state === "pending" ? say(isAway ? "sentLater" : "sending")
      : phase.kind === "closing" ? say("lateVotes")
      : phase.kind === "closed" ? say("votingOver")
      : phase.kind === "revealed" ? ""
      : own ? say(content.rules.changes ? "voteStored" : "voteStoredForGood") : say(known[content.rules.secrecy]);
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
