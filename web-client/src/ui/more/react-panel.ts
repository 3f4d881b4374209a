import type { Pace, Reaction } from "../../wire/index.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { Panel } from "./panel.js";
import { paceKinds, paces, reactionKinds, reactions } from "./reaction-icons.js";

/** A sign for all to see, and, for those who teach and without a name, how the pace feels. It leaves the board free. */
export class ReactPanel extends Panel {
  protected readonly heading = say("reactAndPace");
  private shown = "";

  override connectedCallback(): void {
    this.classList.add("small");
    super.connectedCallback();
  }

  update(): void {
    const { lesson } = this.room;
    const isHere = lesson.link.kind === "live" || lesson.link.kind === "slow";
    const now = JSON.stringify([lesson.feeling, lesson.may("react"), isHere]);
    if (now === this.shown) return;
    this.shown = now;
    const focused = (document.activeElement as HTMLElement | null)?.dataset["focus"];
    if (!lesson.may("react")) this.body.replaceChildren(h("p", { class: "quiet" }, say("reactionsOff")));
    else {
      this.body.replaceChildren(
        h("div", { class: "signs", role: "group", "aria-label": say("react") }, ...reactionKinds.map((kind) => this.sign(kind, isHere))),
        h("h3", {}, say("paceFeels")),
        h("div", { class: "paces", role: "group", "aria-label": say("paceFeels") }, ...paceKinds.map((kind) => this.pace(kind, isHere))),
        h("p", { class: "quiet small-print" }, say(isHere ? "paceSecret" : "signalsNeedLink")));
    }
    if (focused) this.body.querySelector<HTMLElement>(`[data-focus="${focused}"]`)?.focus();
  }

  private sign(kind: Reaction, isHere: boolean): HTMLElement {
    const made = button(reactions[kind], say(`reaction.${kind}`), () => {
      this.room.lesson.react(kind);
      // One a second counts: the button says so for as long.
      made.setAttribute("aria-pressed", "true");
      setTimeout(() => made.setAttribute("aria-pressed", "false"), 1_000);
    }, { class: "sign-button", "aria-pressed": "false", disabled: !isHere, "data-focus": kind });
    return made;
  }

  private pace(kind: Exclude<Pace, "fine">, isHere: boolean): HTMLElement {
    const { lesson } = this.room;
    const isOn = lesson.feeling === kind;
    return button(paces[kind], say(`pace.${kind}`), () => lesson.feel(isOn ? "fine" : kind), { class: "choice", word: true, turns: true, "aria-pressed": `${isOn}`, disabled: !isHere, "data-focus": kind });
  }
}

customElements.define("takhti-react", ReactPanel);
