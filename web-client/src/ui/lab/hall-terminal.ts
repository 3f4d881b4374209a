import { h } from "../element.js";
import type { LabDesk, MachineKey, MachineScreen } from "./lab-desk.js";
import { TerminalView } from "./terminal/terminal-view.js";

/** Letters that the last row of a hall can read, in CSS px. */
const largest = 120;

/** A machine's screen as the hall's display shows it: large, with its title, and nothing to touch. */
export class HallTerminal extends HTMLElement {
  private machine: MachineScreen | undefined;

  constructor(private readonly desk: LabDesk, private readonly key: MachineKey, private readonly name: string) {
    super();
  }

  connectedCallback(): void {
    this.machine = this.desk.watch(this.key);
    const ignored = () => undefined;
    this.replaceChildren(h("h2", { dir: "auto" }, this.name), new TerminalView(this.machine, { fits: ignored, askPaste: ignored, askLink: ignored, showLinks: ignored, leave: ignored }, this.name, largest));
  }

  disconnectedCallback(): void {
    this.machine?.close();
    this.machine = undefined;
    this.replaceChildren();
  }
}

customElements.define("takhti-hall-terminal", HallTerminal);
