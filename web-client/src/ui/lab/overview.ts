import { keyOf } from "../../classroom/item-key.js";
import type { LabState, Machine } from "../../wire/index.js";
import { h, icon } from "../element.js";
import { icons } from "./icons.js";
import type { Lab, LabDesk, MachineKey } from "./lab-desk.js";
import { digits, say } from "./lab-words.js";
import { alertsOf } from "./progress.js";
import { Tile } from "./tile.js";
import { waitingText } from "./waiting.js";
import { whyOf } from "./why.js";

/** More machines than this are shown smaller, so that a wall shows thirty at once. */
const many = 15;

/** Every machine of a lab as a live picture, with its group, who drives, how far they are, and what is amiss. */
export class Overview extends HTMLElement {
  private readonly tiles = new Map<MachineKey, { tile: Tile; element: HTMLElement; foot: HTMLElement; shown: string }>();
  private readonly list = h("ul", { class: "lab-tiles" });

  constructor(private readonly desk: LabDesk, private readonly enter: (machine: MachineKey) => void) {
    super();
    this.append(this.list);
  }

  disconnectedCallback(): void {
    for (const { tile } of this.tiles.values()) tile.close();
    this.tiles.clear();
    this.list.replaceChildren();
  }

  update({ state }: Lab): void {
    this.list.toggleAttribute("data-many", state.machines.length > many);
    const keys = state.machines.map(({ name }) => keyOf(name));
    for (const [key, { tile, element }] of this.tiles) {
      if (keys.includes(key)) continue;
      tile.close();
      element.remove();
      this.tiles.delete(key);
    }
    state.machines.forEach((machine, index) => this.show(keys[index]!, machine, state));
  }

  private show(key: MachineKey, machine: Machine, { steps, display }: LabState): void {
    const made = this.tiles.get(key) ?? this.make(key);
    const { isFailed, asks } = alertsOf(machine, this.desk);
    const { driver, done, queue, title } = machine, why = waitingText(this.desk, key) || whyOf(machine);
    const typing = driver === undefined ? (machine.keyboard === "shared" ? say("everybodyTypes") : say("nobodyTypes")) : say("keyboardOther", { name: this.desk.name(driver) });
    const isOnDisplay = display?.machine !== undefined && keyOf(display.machine) === key;
    const now = JSON.stringify([isOnDisplay, machine.state, isFailed, asks, typing, done.length, queue.length, title, why, steps]);
    if (now === made.shown) return;
    made.shown = now;
    made.element.toggleAttribute("data-alert", isFailed || asks);
    made.element.dataset["machine"] = machine.state;
    const progress = steps > 0 ? say("stepsDone", { n: done.length, count: digits(steps) }) : "";
    const state = say(`machine.${machine.state}`);
    made.element.querySelector("button")!.setAttribute("aria-label", [title, state, why || typing, progress, asks ? say("asksForHelp") : "", isOnDisplay ? say("onDisplay") : ""].filter((part) => part).join(", "));
    made.foot.replaceChildren(
      h("div", { class: "row spread" }, h("b", {}, h("bdi", {}, title)), isOnDisplay && h("span", { class: "on-display" }, icon(icons.screen)), asks ? h("span", { class: "badge" }, icon(icons.hand), say("asksForHelp")) : "", machine.state === "running" ? "" : h("span", { class: "badge", "data-machine": machine.state }, isFailed && icon(icons.alert), state)),
      h("div", { class: "row spread quiet" }, h("span", { class: "typing-name", dir: why ? "auto" : undefined }, why || typing), queue.length > 0 ? h("span", {}, say("waitingCount", { n: queue.length })) : ""),
      steps > 0 ? h("div", { class: "row steps" }, h("progress", { value: done.length, max: steps, "aria-label": progress }), h("span", { class: "number" }, `${digits(done.length)}/${digits(steps)}`)) : "");
  }

  private make(key: MachineKey): { tile: Tile; element: HTMLElement; foot: HTMLElement; shown: string } {
    const tile = new Tile(this.desk, key);
    const foot = h("div", { class: "tile-foot", "aria-hidden": "true" });
    const element = h("li", { "data-key": key }, h("button", { type: "button", class: "tile", onclick: () => this.enter(key) }, h("span", { class: "picture", dir: "ltr" }, tile.element, tile.bell), foot));
    const made = { tile, element, foot, shown: "" };
    this.tiles.set(key, made);
    this.list.append(element);
    return made;
  }
}

customElements.define("takhti-lab-overview", Overview);
