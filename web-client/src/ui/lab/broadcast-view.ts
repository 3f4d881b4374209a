import { h, icon } from "../element.js";
import { icons } from "./icons.js";
import type { Lab, LabDesk } from "./lab-desk.js";
import { say } from "./lab-words.js";
import { fitLine } from "./open-lab.js";
import { sumOf } from "./progress.js";

/** A line for all machines: written, then shown with what it will do, then typed. */
export function broadcastForm(desk: LabDesk, lab: () => Lab | undefined, done: () => void): HTMLElement {
  const field = h("input", { class: "line-field", "aria-label": say("lineForAll"), placeholder: say("lineForAll"), dir: "ltr", autocomplete: "off", autocapitalize: "none", spellcheck: "false", required: true });
  const next = h("div", { class: "stack" });
  const form = h("form", { class: "stack" }, h("p", { class: "quiet" }, say("broadcastAbout")), h("div", { class: "row nowrap" }, field, h("button", { class: "plain" }, say("goOn"))), next);
  field.addEventListener("input", () => next.replaceChildren());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const now = lab();
    const line = fitLine(field.value);
    if (!now || line.trim() === "") return;
    const send = h("button", { type: "button", class: "primary", onclick: () => {
      desk.broadcast(now.key, line);
      done();
    } }, icon(icons.broadcast), h("span", {}, say("typeIntoAll")));
    next.replaceChildren(h("p", { role: "alert" }, say("broadcastSure", { n: sumOf(now.state, desk).running })), h("pre", { class: "shown-line", dir: "ltr" }, line), h("div", { class: "row" }, send));
    send.focus();
  });
  return form;
}
