import { keyOf } from "../../classroom/item-key.js";
import type { KeyboardRule, Machine } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import { armed } from "./armed.js";
import { broadcastForm } from "./broadcast-view.js";
import { GroupsView } from "./groups-view.js";
import { icons } from "./icons.js";
import { ownMachine } from "./keyboard.js";
import type { Lab, LabDesk, LabKey, MachineKey } from "./lab-desk.js";
import { say } from "./lab-words.js";
import { MachineView } from "./machine-view.js";
import { openLabForm } from "./open-lab.js";
import { Overview } from "./overview.js";
import { sumOf } from "./progress.js";
import { showWords, waitingText } from "./waiting.js";

type Sheet = "groups" | "broadcast" | "keyboard";

const rules: readonly KeyboardRule[] = ["queue", "shared", "locked"];

/** Labs over the whole window: the machine of a student's group; for those who teach all machines, and each when it is entered. */
export class LabPage extends HTMLElement {
  private lab: LabKey | undefined;
  private machine: MachineKey | undefined;
  /** A new lab is being chosen. */
  private isOpening = false;
  private readonly head = h("header");
  private readonly link = h("p", { class: "lab-link", role: "status", hidden: true });
  private readonly body = h("div", { class: "lab-body" });
  private readonly over = h("div", { class: "lab-over", hidden: true });
  private readonly summary = h("p", { class: "summary", role: "status" });
  private view: { key: string; element: HTMLElement; update(lab: Lab, machine: Machine | undefined): void } | undefined;
  private sheet: { kind: Sheet; update(lab: Lab): void } | undefined;
  private opener: HTMLElement | undefined;
  private headShown = "";
  private known: ReadonlySet<LabKey> = new Set();
  private stop: () => void = () => undefined;

  /** `close`: back to the lesson. */
  constructor(private readonly desk: LabDesk, private readonly close: () => void) {
    super();
  }

  connectedCallback(): void {
    this.setAttribute("role", "dialog");
    this.setAttribute("aria-modal", "true");
    this.setAttribute("aria-label", say("lab"));
    this.replaceChildren(this.head, this.link, this.body, this.over);
    this.addEventListener("keydown", (event) => this.keyDown(event));
    document.addEventListener("keydown", this.pressed, { capture: true });
    this.over.addEventListener("click", (event) => event.target === this.over && this.showSheet(undefined));
    this.known = new Set(this.desk.labs.map(({ key }) => key));
    this.stop = this.desk.subscribe(() => this.update());
    this.update();
    this.head.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }

  disconnectedCallback(): void {
    this.stop();
    document.removeEventListener("keydown", this.pressed, { capture: true });
    this.body.replaceChildren();
    this.view = undefined;
  }

  /** Enters a machine, or goes back to all. */
  enter(machine: MachineKey | undefined): void {
    const left = this.machine;
    this.machine = machine;
    this.update();
    const back = left && !machine ? this.body.querySelector<HTMLElement>(`[data-key="${CSS.escape(left)}"] button`) : this.head.querySelector<HTMLElement>("button");
    back?.focus({ preventScroll: false });
  }

  private update(): void {
    const { labs, mayTeach } = this.desk;
    // A lab that was just opened here is shown.
    const fresh = labs.find(({ key }) => !this.known.has(key));
    if (fresh && mayTeach) this.choose(fresh.key);
    this.known = new Set(labs.map(({ key }) => key));
    const lab = labs.find(({ key }) => key === this.lab) ?? labs[labs.length - 1];
    this.lab = lab?.key;
    const machine = lab && this.machineIn(lab);
    if (!lab || (this.isOpening && mayTeach)) this.show("open", () => this.opening());
    else if (machine) this.show(`machine ${keyOf(machine.name)}`, () => this.oneMachine(machine));
    else if (mayTeach) this.show("overview", () => this.allMachines());
    else this.show("waiting", () => this.choosing());
    if (lab) this.view?.update(lab, machine);
    if (lab) this.sheet?.update(lab);
    else this.showSheet(undefined);
    this.showHead(lab, machine);
    this.showLink();
  }

  /** The screen is not what it seems while the link is away: that is said above it. */
  private showLink(): void {
    const { delay } = this.desk;
    const state = delay === undefined ? say("linkAway") : delay > 0 ? say("linkSlow", { n: delay }) : "";
    showWords(this.link, [state, waitingText(this.desk, undefined)].filter((text) => text).join(" "));
    this.toggleAttribute("data-away", delay === undefined);
  }

  /** The machine that is shown: what was entered, or one's own. */
  private machineIn({ state: { machines } }: Lab): Machine | undefined {
    const { me, mayTeach } = this.desk;
    const entered = machines.find(({ name }) => keyOf(name) === this.machine);
    if (mayTeach) return entered;
    return ownMachine({ machines }, me) ?? (machines.length === 1 ? machines[0] : undefined);
  }

  private choose(lab: LabKey): void {
    this.lab = lab;
    this.machine = undefined;
    this.isOpening = false;
  }

  private show(key: string, make: () => { element: HTMLElement; update(lab: Lab, machine: Machine | undefined): void }): void {
    if (this.view?.key === key) return;
    this.view = { key, ...make() };
    this.body.replaceChildren(this.view.element);
  }

  private opening(): { element: HTMLElement; update(): void } {
    const done = () => {
      this.isOpening = false;
      this.view = undefined;
      this.update();
    };
    const element = this.desk.mayTeach ? openLabForm(this.desk, done) : h("p", { class: "hint-card card", role: "status" }, say("noLab"));
    return { element: h("div", { class: "middle" }, element), update: () => undefined };
  }

  /** Who is in no group waits to be put into one, or chooses. */
  private choosing(): { element: HTMLElement; update(lab: Lab): void } {
    const list = h("ul", { class: "stack" });
    const element = h("div", { class: "middle" }, h("div", { class: "hint-card card stack" }, h("p", { role: "status" }, say("noGroup")), list));
    let shown = "";
    const update = ({ state: { machines } }: Lab): void => {
      const { me, mayTakePart } = this.desk;
      const names = machines.map(({ group, title }) => [title, group.map((who) => this.desk.name(who)).join(" · ")] as const);
      const now = JSON.stringify([names, mayTakePart]);
      if (now === shown) return;
      shown = now;
      list.replaceChildren(...(mayTakePart ? names : []).map(([title, people], index) => h("li", {}, h("button", { type: "button", class: "option-card", onclick: () => this.desk.assign(keyOf(machines[index]!.name), me!) },
        icon(icons.people), h("span", {}, h("b", {}, say("joinGroup", { name: title })), h("small", { dir: "auto" }, people || say("nobodyHere")))))));
    };
    return { element, update };
  }

  private oneMachine(machine: Machine): { element: HTMLElement; update(lab: Lab, machine: Machine | undefined): void } {
    const element = new MachineView(this.desk, keyOf(machine.name), machine.title);
    return { element, update: (lab, now) => now && element.update(lab, now) };
  }

  private allMachines(): { element: HTMLElement; update(lab: Lab): void } {
    const element = new Overview(this.desk, (machine) => this.enter(machine));
    return { element, update: (lab) => element.update(lab) };
  }

  // --- the head ---

  private showHead(lab: Lab | undefined, machine: Machine | undefined): void {
    const { desk } = this;
    const isAll = lab !== undefined && desk.mayTeach && !machine && !this.isOpening;
    const now = JSON.stringify([lab?.key, lab?.state.title, machine?.title, isAll, this.isOpening, this.isOnDisplay(lab, machine), desk.labs.map(({ key, state }) => [key, state.title])]);
    if (now !== this.headShown) {
      this.headShown = now;
      const had = this.head.contains(document.activeElement);
      const held = document.activeElement?.matches(".on-display") ? ".on-display" : "button";
      const isInner = desk.mayTeach && lab && (machine || this.isOpening);
      const back = isInner
        ? button(icons.back, say("allMachines"), () => (this.isOpening ? this.leaveOpening() : this.enter(undefined)), { word: true, class: "plain", turns: true })
        : button(icons.back, say("toLessonPage"), this.close, { word: true, class: "plain", turns: true });
      this.head.replaceChildren(back, h("div", { class: "titles" }, this.heading(lab, machine), isAll && this.summary), ...(isAll ? [this.tools(lab)] : lab && machine && desk.mayShow ? [this.displayButton(lab, machine)] : []));
      if (had) (this.head.querySelector<HTMLElement>(held) ?? back).focus({ preventScroll: true });
    }
    if (isAll) this.showSummary(lab);
  }

  private isOnDisplay(lab: Lab | undefined, machine: Machine | undefined): boolean {
    const display = lab?.state.display;
    return display !== undefined && (display.machine && keyOf(display.machine)) === (machine && keyOf(machine.name));
  }

  /** Shows what is seen here on the display of the hall, or nothing of it any more. */
  private displayButton(lab: Lab, machine: Machine | undefined): HTMLElement {
    const isShown = this.isOnDisplay(lab, machine);
    return button(icons.screen, say("onDisplay"), () => (isShown ? this.desk.hide(lab.key) : this.desk.show(lab.key, machine && keyOf(machine.name))), { word: true, class: "plain on-display", "aria-pressed": `${isShown}` });
  }

  private heading(lab: Lab | undefined, machine: Machine | undefined): HTMLElement {
    const { labs } = this.desk;
    if (labs.length > 1 && lab && !machine && !this.isOpening) {
      const field = h("select", { class: "lab-choice", "aria-label": say("lab"), onchange: () => {
        this.choose(field.value);
        this.view = undefined;
        this.update();
      } }, ...labs.map(({ key, state }) => h("option", { value: key, selected: key === lab.key }, state.title)));
      return h("h1", {}, field);
    }
    return h("h1", {}, h("bdi", {}, this.isOpening || !lab ? say("lab") : machine && (this.desk.mayTeach || lab.state.machines.length > 1) ? `${machine.title} – ${lab.state.title}` : lab.state.title));
  }

  private showSummary(lab: Lab): void {
    const { running, failed, asking } = sumOf(lab.state, this.desk);
    const text = [say("countRunning", { n: running }), failed > 0 ? say("countFailed", { n: failed }) : "", asking > 0 ? say("countAsking", { n: asking }) : ""].filter((part) => part).join(" · ");
    if (this.summary.textContent !== text) this.summary.textContent = text;
  }

  private leaveOpening(): void {
    this.isOpening = false;
    this.update();
  }

  private tools(lab: Lab): HTMLElement {
    const tool = (kind: Sheet, path: string, name: string) => button(path, name, (event) => this.showSheet(kind, event.currentTarget as HTMLElement), { word: true, class: "plain", "aria-haspopup": "dialog" });
    const { desk } = this;
    const startAll = button(icons.start, say("startAll"), () => {
      for (const { name, state } of desk.labs.find(({ key }) => key === lab.key)?.state.machines ?? []) if (state === "stopped" || state === "failed") desk.start(keyOf(name));
    }, { word: true, class: "plain" });
    return h("div", { class: "row tools", role: "toolbar", "aria-label": say("labTools") },
      startAll, tool("groups", icons.people, say("groups")), tool("keyboard", icons.keyboard, say("keyboards")), tool("broadcast", icons.broadcast, say("broadcast")), desk.mayShow && this.displayButton(lab, undefined),
      button(icons.add, say("anotherLab"), () => {
        this.isOpening = true;
        this.update();
      }, { word: true, class: "plain" }),
      armed(icons.stop, say("endLab"), say("sureEndLab"), () => desk.dissolve(lab.key)));
  }

  // --- what lies over it ---

  private showSheet(kind: Sheet | undefined, opener?: HTMLElement): void {
    if (!kind && !this.sheet) return;
    this.over.hidden = !kind;
    this.over.replaceChildren();
    if (!kind) {
      this.sheet = undefined;
      this.opener?.focus();
      return;
    }
    this.opener = opener;
    const current = () => this.desk.labs.find(({ key }) => key === this.lab);
    const titles: Record<Sheet, string> = { groups: say("groups"), broadcast: say("broadcast"), keyboard: say("keyboards") };
    const groups = new GroupsView(this.desk);
    const content = kind === "groups" ? groups : kind === "broadcast" ? broadcastForm(this.desk, current, () => this.showSheet(undefined)) : this.keyboards(current);
    this.sheet = { kind, update: (lab) => kind === "groups" && groups.update(lab) };
    this.over.append(h("div", { class: "sheet-card card", role: "dialog", "aria-modal": "true", "aria-label": titles[kind] },
      h("div", { class: "row spread" }, h("h2", {}, titles[kind]), button(icons.close, say("closeThis"), () => this.showSheet(undefined), { class: "plain" })), content));
    const lab = current();
    if (lab) this.sheet.update(lab);
    (this.over.querySelector<HTMLElement>("input") ?? this.over.querySelector<HTMLElement>("button"))?.focus();
  }

  private keyboards(current: () => Lab | undefined): HTMLElement {
    const rule = (kind: KeyboardRule) => h("button", { type: "button", class: "option-card", onclick: () => {
      for (const { name } of current()?.state.machines ?? []) this.desk.ruleKeyboard(keyOf(name), kind);
      this.showSheet(undefined);
    } }, icon(kind === "queue" ? icons.queue : kind === "locked" ? icons.lock : icons.people), h("span", {}, h("b", {}, say(`rule.${kind}`)), h("small", {}, say(`ruling.${kind}`))));
    return h("div", { class: "stack" }, h("p", { class: "quiet" }, say("keyboardsAbout")), ...rules.map(rule));
  }

  /** When nothing has the focus, keys are for this page too. */
  private readonly pressed = (event: KeyboardEvent): void => {
    if (event.target === document.body) this.keyDown(event);
  };

  private keyDown(event: KeyboardEvent): void {
    // The room's own keys (P for the pen, Space for the hand) do not reach through.
    event.stopPropagation();
    if (event.key === "Tab") return this.keepFocus(event);
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (this.sheet) this.showSheet(undefined);
    else if (!(event.target instanceof HTMLElement && event.target.closest("takhti-terminal"))) this.close();
  }

  /** The focus stays where everything else is covered. */
  private keepFocus(event: KeyboardEvent): void {
    const place = this.sheet ? this.over : this;
    const all = [...place.querySelectorAll<HTMLElement>("button,input,select,textarea,a[href],[tabindex]")].filter((one) => one.tabIndex >= 0 && one.offsetParent !== null && !one.matches(":disabled"));
    const [first, last] = [all[0], all[all.length - 1]];
    if (!first || !last) return;
    if (event.shiftKey ? document.activeElement === first : document.activeElement === last) {
      event.preventDefault();
      (event.shiftKey ? last : first).focus();
    }
  }
}

customElements.define("takhti-lab", LabPage);
