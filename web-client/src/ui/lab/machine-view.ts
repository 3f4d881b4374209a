import type { Machine } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import { armed } from "./armed.js";
import { FilesView } from "./files-view.js";
import { icons } from "./icons.js";
import { KeyboardLine } from "./keyboard-line.js";
import { keyboardState, mayOperate, mayType, mayUse, setsSize } from "./keyboard.js";
import type { Lab, LabDesk, MachineKey, MachineScreen } from "./lab-desk.js";
import { say } from "./lab-words.js";
import { UseView } from "./metrics-view.js";
import { PortsView } from "./ports-view.js";
import { SheetView } from "./sheet-view.js";
import { TerminalPanel } from "./terminal-panel.js";
import type { Grid } from "./terminal/fit.js";
import { showWords, waitingText } from "./waiting.js";
import { whyOf } from "./why.js";

type Side = "terminal" | "sheet" | "use" | "files";

/** The driver's window moves for a while before it has its size, in ms. */
const pause = 200;

/** One machine: the keyboard's line, the terminal, and beside it the sheet, its use and its files. */
export class MachineView extends HTMLElement {
  private readonly screen: MachineScreen;
  private readonly line: KeyboardLine;
  private readonly panel: TerminalPanel;
  private readonly sheet: SheetView;
  private readonly ports: PortsView;
  private readonly state = h("div", { class: "machine-state card", role: "status" });
  private readonly power = h("div", { class: "row power" });
  private readonly waits = h("p", { class: "waits", role: "status", hidden: true });
  private readonly place = h("div", { class: "place" });
  private readonly tabs = h("div", { class: "tabs", role: "tablist", "aria-label": say("machineViews") });
  private readonly sides: Record<Exclude<Side, "terminal">, HTMLElement>;
  private side: Side = "sheet";
  private shownState = "";
  private timer = 0;
  private wasMine = false;

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey, name: string) {
    super();
    this.screen = desk.watch(key);
    this.line = new KeyboardLine(desk, key);
    this.ports = new PortsView(desk, key);
    this.panel = new TerminalPanel(this.screen, name, (grid) => this.tellSize(grid));
    this.sheet = new SheetView({ check: (step) => desk.check(key, step), type: (text) => this.panel.view.paste(text) });
    this.sides = { sheet: this.sheet, use: h("div", { class: "stack" }, new UseView(desk, key), h("h2", {}, say("portsTitle")), this.ports), files: h("div", { class: "stack" }) };
  }

  connectedCallback(): void {
    const panels = (Object.keys(this.sides) as (keyof typeof this.sides)[]).map((side) => h("div", { class: "side-panel", role: "tabpanel", id: `lab-${side}`, "aria-labelledby": `lab-tab-${side}`, "data-side": side, tabindex: -1 }, this.sides[side]));
    this.place.replaceChildren(this.panel, this.state);
    this.replaceChildren(h("div", { class: "strip" }, this.line, this.power, this.waits), this.tabs, this.place, h("div", { class: "side" }, ...panels));
    this.choose(matchMedia("(max-width: 899px)").matches ? "terminal" : "sheet");
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.screen.close();
  }

  update(lab: Lab, machine: Machine): void {
    const { desk } = this;
    const isRunning = machine.state === "running";
    const state = keyboardState(machine, lab.state, desk);
    const isTyping = isRunning && mayType(state) && desk.delay !== undefined;
    const isUser = mayUse(machine, lab.state, desk);
    const isOperator = mayOperate(machine, lab.state, desk);
    const wasInLine = this.line.contains(document.activeElement);
    this.line.update(lab, machine);
    this.line.hidden = !isRunning;
    showWords(this.waits, waitingText(desk, this.key));
    this.panel.hidden = !isRunning;
    this.panel.setDriven(isTyping, isTyping && setsSize(state, machine, desk.me));
    this.showState(machine, isUser, isOperator);
    this.sheet.show(lab.state.sheet || `# ${lab.state.title}`, { done: machine.done, steps: lab.state.steps, mayCheck: isRunning && isUser, mayType: isTyping });
    this.ports.update(machine, isOperator);
    this.showFiles(isRunning, isUser);
    const isMine = isTyping && state === "mine";
    // Whose turn it becomes types at once: whoever took it, and whoever looks at the terminal or at nothing else.
    if (isMine && !this.wasMine && !matchMedia("(pointer: coarse)").matches && (wasInLine || this.side === "terminal" || document.activeElement === document.body || document.activeElement?.closest("takhti-terminal"))) this.panel.view.focusField();
    this.wasMine = isMine;
  }

  private tellSize({ columns, rows }: Grid): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.desk.resize(this.key, columns, rows), pause);
  }

  private showState(machine: Machine, isUser: boolean, isOperator: boolean): void {
    const { state } = machine, why = whyOf(machine);
    const now = JSON.stringify([state, why, isUser, isOperator]);
    if (now === this.shownState) return;
    this.shownState = now;
    const { desk, key } = this;
    this.dataset["machine"] = state;
    const start = () => button(icons.start, say("startMachine"), () => desk.start(key), { word: true, class: "primary" });
    this.state.hidden = state === "running";
    this.state.replaceChildren(
      icon(state === "failed" ? icons.alert : icons.terminal), h("h2", {}, say(`machine.${state}`)),
      why ? h("p", { dir: "auto", class: "reason" }, why) : h("p", { class: "quiet" }, say(state === "starting" ? "startingAbout" : isUser ? "startAbout" : "startByOthers")),
      state !== "starting" && isUser ? h("div", { class: "row" }, start(), state === "failed" && isOperator ? armed(icons.reset, say("resetMachine"), say("sureReset"), () => desk.reset(key)) : "") : "");
    this.power.replaceChildren(...(isOperator && state === "running" ? [armed(icons.stop, say("stopMachine"), say("sureStop"), () => desk.stop(key)), armed(icons.reset, say("resetMachine"), say("sureReset"), () => desk.reset(key))] : []));
  }

  private showFiles(isRunning: boolean, mayPut: boolean): void {
    const files = isRunning ? this.desk.files(this.key) : undefined;
    const { files: place } = this.sides;
    if (!files) {
      if (!place.querySelector(".quiet:only-child")) place.replaceChildren(h("p", { class: "quiet" }, say("filesLater")));
    } else if (!place.querySelector("takhti-files")) place.replaceChildren(new FilesView(files, mayPut));
  }

  // --- tabs: beside the terminal where there is room, else in its place ---

  private choose(side: Side): void {
    this.side = side;
    // What programs made meanwhile is there, too.
    if (side === "files") void this.sides.files.querySelector<FilesView>("takhti-files")?.update();
    this.dataset["side"] = side;
    const all: readonly (readonly [Side, string, string])[] = [["terminal", icons.terminal, say("terminal")], ["sheet", icons.sheet, say("sheet")], ["use", icons.use, say("useTab")], ["files", icons.file, say("files")]];
    const had = this.tabs.contains(document.activeElement);
    this.tabs.replaceChildren(...all.map(([kind, path, name]) => h("button", { type: "button", role: "tab", class: "choice", id: `lab-tab-${kind}`, "data-tab": kind, "aria-selected": `${kind === side}`, "aria-controls": kind === "terminal" ? undefined : `lab-${kind}`, tabindex: kind === side ? 0 : -1, onclick: () => this.choose(kind), onkeydown: (event: KeyboardEvent) => this.turn(event) }, icon(path), h("span", {}, name))));
    if (had) this.tabs.querySelector<HTMLElement>("[aria-selected=true]")!.focus();
  }

  private turn(event: KeyboardEvent): void {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const tabs = [...this.tabs.querySelectorAll<HTMLElement>("[role=tab]")].filter((tab) => tab.offsetParent);
    const step = document.documentElement.dir === "rtl" ? -by : by;
    const next = tabs[(tabs.indexOf(event.target as HTMLElement) + step + tabs.length) % tabs.length]!;
    next.focus();
    next.click();
  }
}

customElements.define("takhti-machine", MachineView);
