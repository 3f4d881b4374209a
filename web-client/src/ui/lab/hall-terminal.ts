import type { Machine } from "../../wire/index.js";
import { h } from "../element.js";
import { keyboardState } from "./keyboard.js";
import type { Lab, LabDesk, MachineKey, MachineScreen } from "./lab-desk.js";
import { say } from "./lab-words.js";
import { TerminalView } from "./terminal/terminal-view.js";
import { whyOf } from "./why.js";

/** Letters that the last row of a hall can read, in CSS px. */
const largest = 120;

/** A machine's screen as the hall's display shows it: large, with its title and who types, and nothing to touch. */
export class HallTerminal extends HTMLElement {
  private screen: MachineScreen | undefined;
  private view: TerminalView | undefined;
  private readonly name = h("b", { dir: "auto" });
  private readonly typing = h("span", { class: "quiet" });
  private readonly state = h("p", { class: "hall-state" });

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey) {
    super();
  }

  connectedCallback(): void {
    this.screen = this.desk.watch(this.key);
    const ignored = () => undefined;
    this.view = new TerminalView(this.screen, { fits: ignored, askPaste: ignored, askLink: ignored, showLinks: ignored, leave: ignored }, this.name.textContent ?? "", largest);
    this.replaceChildren(h("h2", {}, this.name, this.typing), this.view, this.state);
  }

  disconnectedCallback(): void {
    this.screen?.close();
    this.screen = this.view = undefined;
    this.replaceChildren();
  }

  update({ state: lab }: Lab, machine: Machine): void {
    const { driver, state } = machine;
    const isRunning = state === "running";
    const isShared = keyboardState(machine, lab, this.desk) === "shared";
    this.name.textContent = lab.machines.length > 1 ? machine.title : lab.title;
    this.typing.textContent = !isRunning ? "" : isShared ? say("everybodyTypes") : driver === undefined ? "" : say("keyboardOther", { name: this.desk.name(driver) });
    this.state.textContent = isRunning ? "" : [say(`machine.${state}`), whyOf(machine)].filter((part) => part).join(": ");
    this.state.hidden = isRunning;
    if (this.view) this.view.hidden = !isRunning;
  }
}

customElements.define("takhti-hall-terminal", HallTerminal);
