import type { Person } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { icons } from "./icons.js";
import { Panel } from "./panel.js";

/** Rows that are shown; who looks for somebody among more may type a name. */
const rowLimit = 200;

/** Who is here; for those who teach also who may write, and whether others may come in. */
export class PeoplePanel extends Panel {
  protected readonly heading = say("peopleTitle");
  private readonly list = h("ul", { class: "people" });
  private readonly switches = h("div", { class: "switches" });

  override connectedCallback(): void {
    this.room.lesson.followPeople(true);
    this.body.append(this.switches, this.list);
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.room.lesson.followPeople(false);
  }

  update(): void {
    const { lesson } = this.room;
    const students = lesson.roles.get("student");
    this.switches.replaceChildren(...(lesson.mayTeach ? [
      toggle(say("everyoneWrites"), students?.write ?? false, (on) => students && lesson.allow("student", { ...students, write: on })),
      toggle(say("lockRoom"), lesson.locked, (on) => lesson.lock(on)),
    ] : []));
    const here = lesson.people.filter((person) => person.here).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    const isWaiting = lesson.people.length === 0 && lesson.presentCount !== 0;
    this.list.replaceChildren(...here.slice(0, rowLimit).map((person) => this.row(person)),
      ...(here.length > rowLimit ? [h("li", { class: "quiet" }, `+ ${(here.length - rowLimit).toLocaleString()}`)] : []),
      ...(here.length === 0 ? [h("li", { class: "quiet" }, say(isWaiting ? "peopleLoading" : "nobody"))] : []));
  }

  private row(person: Person): HTMLElement {
    const { lesson } = this.room;
    const { name, role, participant, mayWrite } = person;
    const isMe = participant === lesson.me?.participant;
    const canGive = lesson.mayTeach && !lesson.roles.get(role)?.write;
    return h("li", {},
      h("span", { class: "name", dir: "auto" }, name), isMe && h("span", { class: "quiet" }, say("you")),
      role !== "student" && h("span", { class: "tag" }, say(`role.${role}`)),
      mayWrite && !canGive && role === "student" && h("span", { class: "tag" }, say("hasPen")),
      canGive && button(icons.pen, say(mayWrite ? "takePen" : "givePen", { name }), () => lesson.grantPen(participant, !mayWrite), { class: "plain give", "aria-pressed": `${mayWrite}` }));
  }
}

function rank({ role, mayWrite }: Person): number {
  return ["owner", "lecturer", "assistant"].includes(role) ? 0 : mayWrite ? 1 : 2;
}

export function toggle(label: string, on: boolean, set: (on: boolean) => void): HTMLElement {
  return h("button", { type: "button", role: "switch", class: "switch", "aria-checked": `${on}`, onclick: () => set(!on) }, h("span", {}, label), h("i"));
}

customElements.define("takhti-people", PeoplePanel);
