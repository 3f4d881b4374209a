import type { KeyboardRule, Machine, ParticipantHandle } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import { icons } from "./icons.js";
import { keyboardState, type KeyboardState } from "./keyboard.js";
import type { Lab, LabDesk, MachineKey } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";

const rules: readonly KeyboardRule[] = ["queue", "locked", "shared"];

/** Who types, who waits, and what the one who looks can do about it with one tap. */
export class KeyboardLine extends HTMLElement {
  private shown = "";
  /** A list was used: the focus stays in the line. */
  private isUsed = false;

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey) {
    super();
  }

  connectedCallback(): void {
    this.setAttribute("role", "status");
  }

  update(lab: Lab, machine: Machine): void {
    const { desk } = this;
    const state = keyboardState(machine, lab.state, desk);
    const now = JSON.stringify([state, machine.keyboard, machine.driver, machine.queue, machine.group, [...machine.queue, machine.driver ?? 0].map((who) => desk.name(who as ParticipantHandle)), desk.mayTeach]);
    // Who chooses from a list is not disturbed.
    if (now === this.shown || (document.activeElement instanceof HTMLSelectElement && this.contains(document.activeElement))) return;
    this.shown = now;
    const had = this.contains(document.activeElement);
    this.dataset["keyboard"] = state;
    this.replaceChildren(
      h("span", { class: "lead" }, icon(state === "locked" || state === "open" ? icons.lock : icons.keyboard)),
      h("div", { class: "who" }, h("b", {}, this.headline(state, machine)), this.waiting(machine)),
      h("div", { class: "row acts" }, ...this.acts(state, machine)));
    const isUsed = this.isUsed;
    this.isUsed = false;
    if (had || isUsed) this.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }

  private headline(state: KeyboardState, { driver, queue }: Machine): string {
    const me = this.desk.me;
    switch (state) {
      case "mine": return say("keyboardMine");
      case "shared": return say("keyboardShared");
      case "open": return say("keyboardOpen");
      case "free": return say("keyboardFree");
      case "asked": return say("keyboardAsked", { n: queue.indexOf(me!) + 1 });
      case "locked": return say("keyboardLocked");
      case "other": case "watching": return driver === undefined ? say("nobodyTypes") : say("keyboardOther", { name: this.desk.name(driver) });
    }
  }

  private waiting({ queue, driver, keyboard }: Machine): HTMLElement | undefined {
    const isTyped = driver !== undefined && driver !== this.desk.me && (keyboard !== "queue" || queue.includes(this.desk.me!));
    const typed = isTyped ? say("keyboardOther", { name: this.desk.name(driver) }) : "";
    if (queue.length === 0) return typed ? h("small", {}, typed) : undefined;
    const names = queue.slice(0, 3).map((who) => this.desk.name(who)).join(" · ");
    return h("small", {}, [typed, say("waitForKeyboard", { n: queue.length, names: names + (queue.length > 3 ? " …" : "") })].filter((text) => text).join(" – "));
  }

  private acts(state: KeyboardState, machine: Machine): HTMLElement[] {
    const { desk, key } = this;
    const act = (path: string, name: string, run: () => void, isMain = false) => button(path, name, run, { word: true, class: isMain ? "primary" : "plain" });
    const next = machine.queue[0];
    const acts: HTMLElement[] = [];
    if (state === "mine") acts.push(act(icons.keyboard, next === undefined ? say("giveBack") : say("giveTo", { name: desk.name(next) }), () => desk.releaseKeyboard(key), next !== undefined));
    if (state === "free") acts.push(act(icons.keyboard, say("takeKeyboard"), () => desk.askKeyboard(key), true));
    if (state === "other" && !desk.mayTeach) acts.push(act(icons.hand, say("askKeyboard"), () => desk.askKeyboard(key), true));
    if (state === "asked" && !desk.mayTeach) acts.push(act(icons.close, say("leaveQueue"), () => desk.releaseKeyboard(key)));
    if (!desk.mayTeach) return state === "mine" && machine.group.length > 1 ? [...acts, this.giveField(machine)] : acts;
    if (state !== "mine" && state !== "free" && machine.keyboard !== "shared") acts.push(act(icons.keyboard, say("takeKeyboard"), () => desk.giveKeyboard(key, desk.me)));
    return [...acts, this.giveField(machine), this.ruleField(machine)];
  }

  private giveField({ group, queue, driver }: Machine): HTMLElement {
    const all = [...new Set([...queue, ...(group.length > 0 ? group : this.desk.people)])].filter((who) => who !== driver);
    const field = h("select", { "aria-label": say("giveKeyboard"), disabled: all.length === 0, onchange: () => {
      this.leave(field);
      this.desk.giveKeyboard(this.key, field.value === "nobody" ? undefined : (Number(field.value) as ParticipantHandle));
    } }, h("option", { value: "", selected: true, disabled: true }, say("giveKeyboard")), ...all.map((who) => h("option", { value: who }, this.desk.name(who) + (queue.includes(who) ? ` (${digits(queue.indexOf(who) + 1)})` : ""))), driver !== undefined && h("option", { value: "nobody" }, say("toNobody")));
    return field;
  }

  private leave(field: HTMLElement): void {
    field.blur();
    this.isUsed = true;
  }

  private ruleField({ keyboard }: Machine): HTMLElement {
    const field = h("select", { "aria-label": say("keyboardRule"), onchange: () => {
      this.leave(field);
      this.desk.ruleKeyboard(this.key, field.value as KeyboardRule);
    } }, ...rules.map((rule) => h("option", { value: rule, selected: rule === keyboard }, say(`rule.${rule}`))));
    return field;
  }
}

customElements.define("takhti-keyboard-line", KeyboardLine);
