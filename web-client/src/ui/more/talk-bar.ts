import { button, dress, h } from "../element.js";
import type { PanelKind, RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { Burst } from "./burst.js";
import { buzz } from "./buzz.js";
import { icons } from "./icons.js";
import { openLabs } from "./lab-opener.js";
import { pageName, pageText } from "./page-number.js";
import { digits } from "./poll-options.js";
import { writeThrough } from "./write-through.js";

/**
 * What those who watch do in the lesson: raise a hand, ask, react, write. Stands in the bar at the lower edge. What is seldom needed stands there,
 * too, where there is room, and behind a chip beside the link's where there is not.
 */
export class TalkBar extends HTMLElement implements RoomPart {
  private hand!: HTMLButtonElement;
  private labs = 0;
  private refused = 0;
  private readonly parts = new Map<PanelKind, HTMLButtonElement>();
  /** What opens the lab, in the bar and beside the link's chip. */
  private readonly labOpeners = ["lab-opener item seldom", "lab-opener chip"].map((look) => button(icons.lab, say("labTool"), () => void openLabs(this.room), { class: look, word: true, hidden: true }));
  private readonly moreChip = button(icons.more, say("more"), () => this.room.toggle("settings"), { class: "chip", "aria-expanded": "false" });
  private readonly chips = h("div", { class: "seldom-chips" }, this.labOpeners[1], this.moreChip);
  private readonly burst = new Burst(this.room);

  constructor(private readonly room: RoomContext) {
    super();
  }

  connectedCallback(): void {
    const { lesson } = this.room;
    const part = (kind: PanelKind, path: string, name: string, look = "item") => {
      const made = button(path, name, () => this.room.toggle(kind), { class: look, word: true });
      this.parts.set(kind, made);
      return made;
    };
    this.hand = button(icons.hand, say("hand"), () => lesson.raiseHand(!this.isUp), { class: "item", word: true, "aria-pressed": "false" });
    this.labs = lesson.labCount;
    const seldom = (kind: PanelKind, path: string, name: string) => part(kind, path, name, "item seldom");
    this.replaceChildren(
      this.hand, part("questions", icons.question, say("ask")), part("react", icons.react, say("react")), part("chat", icons.chat, say("chat")),
      this.labOpeners[0]!, seldom("pages", icons.pages, ""), seldom("people", icons.people, ""), seldom("settings", icons.more, say("more")));
    this.room.board.parentElement!.querySelector(".corner")!.prepend(this.chips);
    this.room.board.after(this.burst);
    lesson.followOwn();
    this.update();
  }

  disconnectedCallback(): void {
    this.burst.remove();
    this.chips.remove();
  }

  update(): void {
    if (!this.hand) return;
    const { lesson, panel } = this.room;
    const place = lesson.hands.findIndex(({ isMine }) => isMine);
    dress(this.hand, { "aria-pressed": `${place >= 0}`, hidden: !lesson.may("ask"), "aria-label": place < 0 ? say("raiseHand") : say("handUp", { n: place + 1 }) });
    this.hand.lastElementChild!.textContent = place < 0 ? say("hand") : say("place", { n: place + 1 });
    this.showLab(lesson.labCount);
    this.showWhere();
    this.showRefused(lesson.questions.filter(({ refused }) => refused).length);
    this.parts.get("questions")!.hidden = !lesson.may("ask") && !lesson.counts?.questions;
    dress(this.parts.get("react")!, { hidden: !lesson.may("react"), "data-feels": lesson.feeling === "fine" ? undefined : lesson.feeling });
    for (const [kind, made] of this.parts) made.setAttribute("aria-expanded", `${panel === kind}`);
    this.moreChip.setAttribute("aria-expanded", `${["settings", "pages", "people"].includes(panel ?? "")}`);
  }

  /** The page that is looked at, and how many people are here. */
  private showWhere(): void {
    const [pages, people] = [this.parts.get("pages")!, this.parts.get("people")!];
    const { lesson } = this.room;
    pages.lastElementChild!.textContent = pageText(this.room);
    pages.setAttribute("aria-label", pageName(this.room));
    people.lastElementChild!.textContent = digits(lesson.presentCount ?? 0);
    dress(people, { "aria-label": say("people", { n: lesson.presentCount ?? 0 }), hidden: lesson.presentCount === undefined });
  }

  /** Says once that a lab was opened, and opens it. */
  private showLab(count: number): void {
    for (const opener of this.labOpeners) opener.hidden = count === 0;
    if (count > this.labs) {
      const rises = notice(say("labOpened"), false);
      rises.append(h("button", { type: "button", class: "primary", onclick: () => void openLabs(this.room) }, say("labTool")));
      this.say(rises);
    }
    this.labs = count;
  }

  /** Says that an own question is not shown to the class, and where it is. */
  private showRefused(count: number): void {
    if (count > this.refused && this.room.panel !== "questions") this.say(notice(say("questionNotShown"), false));
    this.refused = count;
  }

  /** Over the page, and not in the bar, where nobody sees it. */
  private say(words: HTMLElement): void {
    this.room.board.parentElement!.append(words);
  }

  private get isUp(): boolean {
    return this.room.lesson.hands.some(({ isMine }) => isMine);
  }
}

/** Says for a while that somebody was called on: loudly to the one whose turn it is. */
export function notice(words: string, isLoud: boolean): HTMLElement {
  const made = h("div", { class: isLoud ? "notice loud" : "notice", role: isLoud ? "alert" : "status" }, words);
  made.addEventListener("click", () => made.remove());
  writeThrough(made, () => made.remove());
  setTimeout(() => made.remove(), isLoud ? 12_000 : 6_000);
  if (isLoud) buzz([120, 80, 120]);
  return made;
}

customElements.define("takhti-talk", TalkBar);
