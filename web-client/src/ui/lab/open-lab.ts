import { lineByteLimit, type KeyboardRule } from "../../wire/index.js";
import { h } from "../element.js";
import { icons } from "./icons.js";
import { icon } from "../element.js";
import type { LabDesk } from "./lab-desk.js";
import { say } from "./lab-words.js";

const rules: readonly KeyboardRule[] = ["queue", "shared", "locked"];
/** Machines of one lab, as Sources/Classroom/Labs/Room+Labs.swift. */
const groupLimit = 100;

/** As much of a line as may be sent, in UTF-8. */
export function fitLine(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= lineByteLimit ? text : new TextDecoder().decode(bytes.subarray(0, lineByteLimit)).replace(/\uFFFD+$/, "");
}

/** What is to be opened: which template, for whom, who may type. */
export function openLabForm(desk: LabDesk, done: () => void): HTMLElement {
  const choice = (name: string, value: string, title: string, about: string, checked: boolean) =>
    h("label", { class: "pick" }, h("input", { type: "radio", name, value, checked, required: true }), h("span", {}, h("b", { dir: "auto" }, title), about !== "" && h("small", { dir: "auto" }, about)));
  const suggested = Math.max(2, Math.ceil(desk.people.length / 3));
  const count = h("input", { type: "number", min: 2, max: groupLimit, value: suggested, inputmode: "numeric", "aria-label": say("groupCount") });
  const title = h("input", { name: "title", "aria-label": say("labTitle"), placeholder: say("labTitle"), dir: "auto", autocomplete: "off" });
  const form = h("form", { class: "open-lab card" },
    h("h2", {}, say("openLab")),
    desk.templates.length === 0 ? h("p", { class: "quiet", role: "status" }, say("noTemplates")) : h("fieldset", {}, h("legend", {}, say("template")), ...desk.templates.map(({ name, title, about }, index) => choice("template", name, title, about, index === 0))),
    h("fieldset", {}, h("legend", {}, say("forWhom")), choice("whom", "groups", say("forGroups"), say("forGroupsAbout"), true), h("div", { class: "row count" }, count, h("span", { class: "quiet" }, say("groups"))), choice("whom", "class", say("forClass"), say("forClassAbout"), false)),
    h("fieldset", {}, h("legend", {}, say("keyboardRule")), ...rules.map((rule) => choice("rule", rule, say(`rule.${rule}`), say(`ruling.${rule}`), rule === "queue"))),
    h("label", { class: "field" }, h("b", {}, say("labTitle")), title),
    h("div", { class: "row" }, h("button", { class: "primary", disabled: desk.templates.length === 0 }, icon(icons.start), h("span", {}, say("openLab")))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const template = `${data.get("template")}`;
    const name = fitLine(title.value.trim()) || (desk.templates.find((one) => one.name === template)?.title ?? template);
    desk.prepare(template, data.get("whom") === "class" ? 1 : Math.max(1, Math.min(groupLimit, count.valueAsNumber || suggested)), data.get("rule") as KeyboardRule, name);
    done();
  });
  form.addEventListener("change", () => (count.parentElement!.hidden = new FormData(form).get("whom") === "class"));
  return form;
}
