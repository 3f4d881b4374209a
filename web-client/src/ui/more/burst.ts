import type { Reaction } from "../../wire/index.js";
import { h, icon } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { reactions } from "./reaction-icons.js";

/** How long a sign stays after the last one of its kind, in ms. */
const stay = 4_000;

/** What the class shows just now: each sign once, with how many gave it. It comes and goes without moving about, beside what is written. */
export class Burst extends HTMLElement {
  private readonly signs = new Map<Reaction, { element: HTMLElement; count: number; timer: number }>();
  private stop = (): void => {};

  constructor(private readonly room: RoomContext) {
    super();
    this.setAttribute("aria-hidden", "true");
  }

  connectedCallback(): void {
    this.stop = this.room.lesson.subscribe((change) => {
      if (change.kind === "signal" && change.signal.kind === "reaction") this.show(change.signal.reaction, change.signal.count);
    });
  }

  disconnectedCallback(): void {
    this.stop();
    for (const { timer } of this.signs.values()) clearTimeout(timer);
    this.signs.clear();
    this.replaceChildren();
  }

  private show(reaction: Reaction, count: number): void {
    let sign = this.signs.get(reaction);
    if (!sign) {
      sign = { element: h("span", { class: "sign", "data-reaction": reaction }, icon(reactions[reaction]), h("b", {})), count: 0, timer: 0 };
      this.signs.set(reaction, sign);
      this.append(sign.element);
    }
    sign.count += count;
    sign.element.lastElementChild!.textContent = sign.count > 1 ? sign.count.toLocaleString(document.documentElement.lang) : "";
    clearTimeout(sign.timer);
    sign.timer = window.setTimeout(() => this.end(reaction), stay);
  }

  private end(reaction: Reaction): void {
    this.signs.get(reaction)?.element.remove();
    this.signs.delete(reaction);
  }
}

customElements.define("takhti-burst", Burst);
