import { h, icon } from "../../element.js";
import { icons } from "../icons.js";

/** How long it is seen that a bell rang, in ms. The server tells of one a second at the most. */
const ringing = 900;

/** The bell of a machine: seen for a moment, never heard. */
export class Bell {
  readonly element = h("span", { class: "bell", "aria-hidden": "true" }, icon(icons.bell));
  private timer = 0;

  ring(): void {
    clearTimeout(this.timer);
    this.element.toggleAttribute("data-rings", true);
    this.timer = window.setTimeout(() => this.element.toggleAttribute("data-rings", false), ringing);
  }
}
