import { button, h } from "../element.js";
import { icons } from "../icons.js";
import type { RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";

/** A panel over one side: a title, what closes it, and what a kind of panel puts in. */
export abstract class Panel extends HTMLElement implements RoomPart {
  protected readonly body = h("div", { class: "body" });

  constructor(protected readonly room: RoomContext) {
    super();
  }

  protected abstract readonly heading: string;
  abstract update(): void;

  connectedCallback(): void {
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-label", this.heading);
    this.classList.add("panel");
    this.replaceChildren(h("div", { class: "head" }, h("h2", {}, this.heading), button(icons.close, say("close"), () => this.room.toggle(undefined), { class: "plain" })), this.body);
    this.update();
    // Who writes goes on writing when something was refused.
    if (this.room.panel !== "refused") this.querySelector<HTMLElement>("[aria-current=true],button")?.focus({ preventScroll: true });
  }
}
