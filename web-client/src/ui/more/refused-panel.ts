import type { Refusal } from "../../sync/lesson.js";
import { h } from "../element.js";
import { say } from "../words.js";
import { Panel } from "./panel.js";

/** Changes that the server did not take: where, why, and what to do with them. It leaves the board free. */
export class RefusedPanel extends Panel {
  protected readonly heading = say("refusedTitle");

  update(): void {
    this.classList.add("small");
    this.setAttribute("role", "status");
    this.body.replaceChildren(h("ul", { class: "refusals" }, ...this.room.lesson.refusals.slice(-5).map((refusal) => this.row(refusal))));
  }

  private row(refusal: Refusal): HTMLElement {
    const { lesson, shown } = this.room;
    const index = lesson.pages.findIndex(({ key }) => key === refusal.page);
    const act = (word: "tryIt" | "discard", run: () => void, look: string) => h("button", { type: "button", class: look, onclick: run }, say(word));
    return h("li", {}, h("p", {}, say(`rejection.${refusal.reason}`)),
      h("div", { class: "row" },
        index >= 0 && refusal.page !== shown && h("button", { type: "button", class: "plain", onclick: () => this.room.goTo(refusal.page!) }, say("pageNumber", { n: index + 1 })),
        act("tryIt", () => lesson.resend(refusal), "plain"), act("discard", () => lesson.discard(refusal), "plain")));
  }
}

customElements.define("takhti-refused", RefusedPanel);
