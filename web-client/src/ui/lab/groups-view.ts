import { keyOf } from "../../classroom/item-key.js";
import type { Machine, ParticipantHandle } from "../../wire/index.js";
import { button, h } from "../element.js";
import { deal } from "./deal.js";
import { icons } from "./icons.js";
import type { Lab, LabDesk } from "./lab-desk.js";
import { say } from "./lab-words.js";

/** Who belongs to which machine: dealt evenly, or moved one by one. */
export class GroupsView extends HTMLElement {
  private shown = "";
  /** Who was moved: the focus stays there. */
  private moved: ParticipantHandle | undefined;

  constructor(private readonly desk: LabDesk) {
    super();
  }

  update({ state: { machines } }: Lab): void {
    const { people } = this.desk;
    const now = JSON.stringify([people, people.map((who) => this.desk.name(who)), machines.map(({ group, title }) => [group, title])]);
    if (now === this.shown || (document.activeElement instanceof HTMLSelectElement && this.contains(document.activeElement))) return;
    this.shown = now;
    const had = this.contains(document.activeElement);
    const placed = new Set(machines.flatMap(({ group }) => group));
    const rest = people.filter((who) => !placed.has(who));
    const dealing = button(icons.people, say("dealOut", { n: rest.length }), () => this.deal(machines), { word: true, class: "primary" });
    this.replaceChildren(
      h("div", { class: "row" }, rest.length > 0 ? dealing : h("p", { class: "quiet", role: "status" }, say("allPlaced"))),
      rest.length > 0 ? this.group(say("withoutGroup"), rest, machines, undefined) : "",
      ...machines.map((machine) => this.group(machine.title, machine.group, machines, machine)));
    if (this.moved !== undefined) this.querySelector<HTMLElement>(`[data-who="${this.moved}"]`)?.focus();
    else if (had) this.querySelector<HTMLElement>("button,select")?.focus({ preventScroll: true });
    this.moved = undefined;
  }

  private deal(machines: readonly Machine[]): void {
    const groups = machines.map(({ group }) => group);
    for (const { who, group } of deal(this.desk.people, groups)) this.desk.assign(keyOf(machines[group]!.name), who);
  }

  private group(title: string, people: readonly ParticipantHandle[], machines: readonly Machine[], own: Machine | undefined): HTMLElement {
    return h("section", { class: "group card" }, h("h3", { dir: "auto" }, title), people.length === 0 ? h("p", { class: "quiet" }, say("nobodyHere")) : h("ul", {}, ...people.map((who) => this.person(who, machines, own))));
  }

  private person(who: ParticipantHandle, machines: readonly Machine[], own: Machine | undefined): HTMLElement {
    const name = this.desk.name(who);
    const field = h("select", { "data-who": who, "aria-label": say("moveTo", { name }), onchange: () => {
      field.blur();
      this.moved = who;
      this.desk.assign(field.value, who);
    } }, own ? "" : h("option", { value: "", selected: true, disabled: true }, say("chooseGroup")), ...machines.map((machine) => h("option", { value: keyOf(machine.name), selected: machine === own }, machine.title)));
    return h("li", {}, h("bdi", {}, name), field);
  }
}

customElements.define("takhti-lab-groups", GroupsView);
