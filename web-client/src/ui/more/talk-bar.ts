import { button, dress, h } from "../element.js";
import type { PanelKind, RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { Burst } from "./burst.js";
import { buzz } from "./buzz.js";
import { icons } from "./icons.js";
import { openLabs } from "./lab-opener.js";

/** What those who watch do in the lesson: raise a hand, ask, write. Stands in the bar at the lower edge. */
export class TalkBar extends HTMLElement implements RoomPart {
  private hand!: HTMLButtonElement;
  private lab!: HTMLButtonElement;
  private labs = 0;
  private refused = 0;
  private readonly parts = new Map<PanelKind, HTMLButtonElement>();
  private readonly burst = new Burst(this.room);

  constructor(private readonly room: RoomContext) {
    super();
  }

  connectedCallback(): void {
    const { lesson } = this.room;
    const part = (kind: PanelKind, path: string, name: string) => {
      const made = button(path, name, () => this.room.toggle(kind), { class: "item", word: true });
      this.parts.set(kind, made);
      return made;
    };
    this.hand = button(icons.hand, say("hand"), () => lesson.raiseHand(!this.isUp), { class: "item", word: true, "aria-pressed": "false" });
    this.lab = button(icons.lab, say("labTool"), () => void openLabs(this.room), { class: "item", word: true, hidden: true });
    this.labs = lesson.labCount;
    this.replaceChildren(this.hand, this.lab, part("questions", icons.question, say("ask")), part("react", icons.react, say("react")), part("chat", icons.chat, say("chat")));
    this.room.board.after(this.burst);
    lesson.followOwn();
    this.update();
  }

  disconnectedCallback(): void {
    this.burst.remove();
  }

  update(): void {
    if (!this.hand) return;
    const { lesson, panel } = this.room;
    const place = lesson.hands.findIndex(({ isMine }) => isMine);
    dress(this.hand, { "aria-pressed": `${place >= 0}`, hidden: !lesson.may("ask"), "aria-label": place < 0 ? say("raiseHand") : say("handUp", { n: place + 1 }) });
    this.hand.lastElementChild!.textContent = place < 0 ? say("hand") : say("place", { n: place + 1 });
    this.showLab(lesson.labCount);
    this.showRefused(lesson.questions.filter(({ refused }) => refused).length);
    this.parts.get("questions")!.hidden = !lesson.may("ask") && !lesson.counts?.questions;
    dress(this.parts.get("react")!, { hidden: !lesson.may("react"), "data-feels": lesson.feeling === "fine" ? undefined : lesson.feeling });
    for (const [kind, made] of this.parts) made.setAttribute("aria-expanded", `${panel === kind}`);
  }

  /** Says once that a lab was opened. */
  private showLab(count: number): void {
    this.lab.hidden = count === 0;
    if (count > this.labs) this.after(notice(say("labOpened"), false));
    this.labs = count;
  }

  /** Says that an own question is not shown to the class, and where it is. */
  private showRefused(count: number): void {
    if (count > this.refused && this.room.panel !== "questions") this.after(notice(say("questionNotShown"), false));
    this.refused = count;
  }

  private get isUp(): boolean {
    return this.room.lesson.hands.some(({ isMine }) => isMine);
  }
}

/** Says for a while that somebody was called on: loudly to the one whose turn it is. */
export function notice(words: string, isLoud: boolean): HTMLElement {
  const made = h("div", { class: isLoud ? "notice loud" : "notice", role: isLoud ? "alert" : "status" }, words);
  made.addEventListener("click", () => made.remove());
  setTimeout(() => made.remove(), isLoud ? 12_000 : 6_000);
  if (isLoud) buzz([120, 80, 120]);
  return made;
}

customElements.define("takhti-talk", TalkBar);
