import type { RaisedHand } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { nameIn, waiting } from "./names.js";
import { Panel } from "./panel.js";

/** The queue of hands: who waits how long, whom to call on, hands of people without devices. */
export class HandsPanel extends Panel {
  protected readonly heading = say("hands");
  private readonly list = h("ol", { class: "people hands" });
  private readonly hall = h("div", { class: "row stepper" });
  private readonly foot = h("div", { class: "foot" });
  private timer = 0;
  private shown = "";

  override connectedCallback(): void {
    this.body.append(this.list);
    super.connectedCallback();
    this.append(this.foot);
    this.timer = window.setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  /** Only the times change by themselves. */
  private tick(): void {
    const { lesson } = this.room;
    this.list.querySelectorAll(".number").forEach((time, index) => (time.textContent = waiting(lesson.roomTime() - (lesson.hands[index]?.since ?? 0))));
  }

  update(): void {
    const { lesson } = this.room;
    const names = nameIn(lesson);
    const now = JSON.stringify([lesson.hands, lesson.hallHands, lesson.hands.map(({ participant }) => [names(participant), lesson.grantsOf(participant)])]);
    if (now === this.shown) return;
    this.shown = now;
    const rows = lesson.hands.map((hand) => this.row(hand, names(hand.participant)));
    this.list.replaceChildren(...rows, ...(rows.length === 0 ? [h("li", { class: "quiet" }, say("noHands"))] : []));
    const count = lesson.hallHands;
    const step = (by: number, name: string, path: string) => button(path, name, () => lesson.countHall(Math.max(0, count + by)), { class: "plain", disabled: count + by < 0 });
    this.hall.replaceChildren(h("span", {}, say("hallHands")), step(-1, say("fewer"), icons.less), h("b", {}, count.toLocaleString(document.documentElement.lang)), step(1, say("moreHands"), icons.add));
    this.foot.replaceChildren(this.hall, h("div", { class: "row" },
      button(icons.dice, say("pickOne"), () => lesson.pick(), { class: "plain", word: true }),
      button(icons.down, say("lowerAll"), () => lesson.lowerHands(), { class: "plain", word: true, disabled: rows.length === 0 && count === 0 })));
  }

  private row({ participant, since }: RaisedHand, name: string): HTMLElement {
    const { lesson } = this.room;
    const mayWrite = lesson.grantsOf(participant).includes("write");
    const mayGive = lesson.mayTeach && !lesson.roles.get("student")?.write;
    return h("li", {},
      h("span", { class: "name", dir: "auto" }, name),
      h("span", { class: "quiet number" }, waiting(lesson.roomTime() - since)),
      h("span", { class: "acts" },
        mayGive && button(icons.pen, say(mayWrite ? "takePen" : "givePen", { name }), () => lesson.grantPen(participant, !mayWrite), { class: "plain", "aria-pressed": `${mayWrite}` }),
        button(icons.down, say("lowerHand", { name }), () => lesson.lowerHand(participant), { class: "plain" }),
        button(icons.speak, say("callOn", { name }), () => lesson.callOn(participant), { class: "primary" })));
  }
}

customElements.define("takhti-hands", HandsPanel);
