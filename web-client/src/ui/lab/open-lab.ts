import { lineByteLimit, type KeyboardRule } from "../../wire/index.js";
import { h } from "../element.js";
import { icons } from "./icons.js";
import { icon } from "../element.js";
import type { BrokenTemplate, LabDesk, LabTemplate } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";
import { SheetView } from "./sheet-view.js";

const rules: readonly KeyboardRule[] = ["queue", "shared", "locked"];
/** Machines of one lab, as Sources/Classroom/Labs/Room+Labs.swift. */
const groupLimit = 100;

/** As much of a line as may be sent, in UTF-8. */
export function fitLine(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= lineByteLimit ? text : new TextDecoder().decode(bytes.subarray(0, lineByteLimit)).replace(/\uFFFD+$/, "");
}

/** The sheet as students will see it, and whether its steps and checks agree. */
function previewOf({ sheet, steps }: LabTemplate): HTMLElement[] {
  if (sheet === "" && steps === 0) return [];
  const view = new SheetView({ check: () => undefined, type: () => undefined });
  view.show(sheet, { done: [], steps, mayCheck: false, mayType: false });
  return [
    h("p", {}, say("sheetSteps", { n: view.steps, count: digits(Math.min(steps, view.steps)) })),
    ...(steps > view.steps ? [h("p", { class: "broken" }, icon(icons.alert), h("span", {}, say("tooManyChecks", { n: steps, count: digits(view.steps) })))] : []),
    h("details", {}, h("summary", {}, say("seeSheet")), view)];
}

/** Why a template cannot be used: in the reader's words, and to the letter for who wrote it. */
function brokenLine({ name, flaw, places, detail }: BrokenTemplate): HTMLElement {
  return h("p", { class: "broken" }, icon(icons.alert), h("span", {}, say("templateBroken", { name }), " ", say(`template.${flaw}` as "template.invalid", places), h("small", { dir: "ltr", lang: "en" }, detail)));
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
    h("fieldset", {}, h("legend", {}, say("template")), desk.templates.length === 0 && h("p", { class: "quiet", role: "status" }, say("noTemplates")), ...desk.templates.map(({ name, title, about }, index) => choice("template", name, title, about, index === 0))),
    h("fieldset", {}, h("legend", {}, say("forWhom")), choice("whom", "groups", say("forGroups"), say("forGroupsAbout"), true), h("div", { class: "row count" }, count, h("span", { class: "quiet" }, say("groups"))), choice("whom", "class", say("forClass"), say("forClassAbout"), false)),
    h("fieldset", {}, h("legend", {}, say("keyboardRule")), ...rules.map((rule) => choice("rule", rule, say(`rule.${rule}`), say(`ruling.${rule}`), rule === "queue"))),
    h("label", { class: "field" }, h("b", {}, say("labTitle")), title),
    h("div", { class: "row foot" }, h("button", { class: "primary", disabled: desk.templates.length === 0 }, icon(icons.start), h("span", {}, say("openLab")))));
  const preview = h("div", { class: "field preview" });
  const look = (): void => {
    const chosen = desk.templates.find(({ name }) => name === new FormData(form).get("template"));
    preview.replaceChildren(...(chosen ? previewOf(chosen) : []));
  };
  form.querySelector("fieldset")!.append(...desk.broken.map(brokenLine), preview);
  look();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const template = `${data.get("template")}`;
    const name = fitLine(title.value.trim()) || (desk.templates.find((one) => one.name === template)?.title ?? template);
    desk.prepare(template, data.get("whom") === "class" ? 1 : Math.max(1, Math.min(groupLimit, count.valueAsNumber || suggested)), data.get("rule") as KeyboardRule, name);
    done();
  });
  form.addEventListener("change", ({ target }) => {
    count.parentElement!.hidden = new FormData(form).get("whom") === "class";
    if ((target as HTMLInputElement).name === "template") look();
  });
  return form;
}
