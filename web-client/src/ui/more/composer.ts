import { button, h } from "../element.js";
import { say } from "../words.js";
import { icons } from "./icons.js";

/** A field of several lines and what sends it: Enter does, with shift it begins a line. What was typed stays while the panel is drawn anew. */
export class Composer {
  readonly field: HTMLTextAreaElement;
  readonly element: HTMLElement;

  constructor(label: string, send: (text: string) => void) {
    this.field = h("textarea", { rows: 2, maxlength: 2000, "aria-label": label, placeholder: label, dir: "auto" });
    const act = () => {
      const text = this.field.value.trim();
      if (text === "") return this.field.focus();
      send(text);
      this.field.value = "";
      this.field.focus();
    };
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      act();
    });
    this.element = h("div", { class: "composer" }, this.field, button(icons.send, say("send"), act, { class: "primary", turns: true }));
  }
}
