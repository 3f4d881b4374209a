import { keyOf } from "../../classroom/item-key.js";
import { h } from "../element.js";
import type { Lab, LabDesk, MachineKey } from "./lab-desk.js";
import { HallTerminal } from "./hall-terminal.js";
import { HallTiles } from "./hall-tiles.js";
import { say } from "./lab-words.js";

/** What of a lab the hall's display shows, as those who teach say: one machine, or all of them. */
export class HallLab extends HTMLElement {
  private shown: { machine: MachineKey | undefined; view: HallTerminal | HallTiles } | undefined;
  private readonly away = h("p", { class: "hall-away", hidden: true });
  private stop: () => void = () => undefined;

  /** `changed`: what is shown is something, or nothing any more. */
  constructor(private readonly desk: LabDesk, private readonly changed: (isShown: boolean) => void) {
    super();
  }

  connectedCallback(): void {
    this.stop = this.desk.subscribe(() => this.update());
    this.update();
  }

  disconnectedCallback(): void {
    this.stop();
    this.show(undefined);
  }

  private update(): void {
    const lab = this.desk.labs.find(({ state }) => state.display);
    this.show(lab);
    this.hidden = !lab;
    this.away.hidden = this.desk.delay !== undefined;
    this.away.textContent = say("notLinked");
    this.changed(lab !== undefined);
  }

  private show(lab: Lab | undefined): void {
    const name = lab?.state.display?.machine;
    const machine = lab?.state.machines.find((one) => name && keyOf(one.name) === keyOf(name)) ?? (lab?.state.machines.length === 1 ? lab.state.machines[0] : undefined);
    const key = machine && keyOf(machine.name);
    if (lab && (!this.shown || this.shown.machine !== key)) {
      this.shown = { machine: key, view: key ? new HallTerminal(this.desk, key) : new HallTiles(this.desk) };
      this.replaceChildren(this.shown.view, this.away);
    }
    if (!lab && this.shown) {
      this.shown = undefined;
      this.replaceChildren();
    }
    if (!lab) return;
    const view = this.shown?.view;
    if (view instanceof HallTiles) view.update(lab);
    else if (machine) view?.update(lab, machine);
  }
}

customElements.define("takhti-hall-lab", HallLab);
