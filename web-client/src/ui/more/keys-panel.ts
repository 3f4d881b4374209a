import { h } from "../element.js";
import { say, type Word } from "../words.js";
import { Panel } from "./panel.js";

const keys: readonly (readonly [string, Word])[] = [
  ["P", "key.p"], ["H", "key.h"], ["E", "key.e"], ["L", "key.l"], ["1 2 3", "key.digits"], ["Ctrl Z · Ctrl Shift Z", "key.undo"], ["Page ↑ · Page ↓", "key.pages"],
  ["← ↑ ↓ →", "key.look"], ["+ · − · 0", "key.zoom"], ["?", "key.help"], ["Esc", "key.escape"],
];

/** Which key does what. */
export class KeysPanel extends Panel {
  protected readonly heading = say("keysTitle");

  update(): void {
    if (this.body.childElementCount === 0) this.body.append(h("dl", { class: "keys" }, ...keys.flatMap(([key, word]) => [h("dt", { dir: "ltr" }, ...key.split(" ").map((part) => (part === "·" ? " " : h("kbd", {}, part)))), h("dd", {}, say(word))])));
  }
}

customElements.define("takhti-keys", KeysPanel);
