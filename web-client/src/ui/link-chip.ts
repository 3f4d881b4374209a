import type { Lesson, Link } from "../sync/lesson.js";
import { h } from "./element.js";
import { more } from "./parts.js";
import { say } from "./words.js";

/** Says in one or two words how the link is and whether everything is stored; a tap explains it in a sentence. */
export class LinkChip extends HTMLElement {
  private readonly chip = h("button", { type: "button", class: "chip link", "aria-expanded": "false", onclick: () => this.toggle() });
  private readonly words = h("span");
  private readonly live = h("span", { class: "unseen", role: "status" });
  private readonly note = h("div", { class: "card note", hidden: true });
  private told = "";

  constructor(
    private readonly lesson: Lesson,
    private readonly showRefused: () => void,
  ) {
    super();
  }

  connectedCallback(): void {
    this.chip.replaceChildren(h("i", { class: "dot" }), this.words);
    this.replaceChildren(this.chip, this.note, this.live);
    this.update();
  }

  update(): void {
    const { link, pendingCount, refusals } = this.lesson;
    const waits = pendingCount > 0 && link.kind !== "live";
    this.words.textContent = [short(link), waits && say("waiting", { n: pendingCount })].filter(Boolean).join(" · ");
    this.chip.dataset["state"] = link.kind;
    // A ring around the dot while something is on its way: a state that is usual need not be read.
    this.chip.toggleAttribute("data-pending", pendingCount > 0);
    this.chip.toggleAttribute("data-refused", refusals.length > 0);
    if (link.kind !== this.told && this.told !== "" && link.kind !== "connecting") this.live.textContent = short(link);
    this.told = link.kind;
    if (!this.note.hidden) void this.explain();
  }

  private toggle(): void {
    this.note.hidden = !this.note.hidden;
    this.chip.setAttribute("aria-expanded", `${!this.note.hidden}`);
    if (!this.note.hidden) void this.explain();
  }

  private async explain(): Promise<void> {
    const { explainLink } = await more();
    this.note.replaceChildren(explainLink(this.lesson, () => this.toggle(), this.showRefused));
  }
}

function short(link: Link): string {
  return say(`link.${link.kind}`, { n: link.kind === "slow" ? seconds(link.delay) : 0 });
}

export function seconds(milliseconds: number): number {
  return Math.max(1, Math.round(milliseconds / 1_000));
}

customElements.define("takhti-link", LinkChip);
