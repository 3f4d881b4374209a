import type { Person } from "../../sync/lesson.js";
import type { ParticipantHandle, Role } from "../../wire/index.js";
import { button, h, icon } from "../element.js";
import { say } from "../words.js";
import { classTabs } from "./class-tabs.js";
import { icons } from "./icons.js";
import { Panel } from "./panel.js";

/** Rows that are shown; who looks for somebody among more may type a name. */
const rowLimit = 200;
/** People from which on it is worth looking for one. */
const searchFrom = 12;
/** What the class may do beside writing, and one person beyond the class. */
type Given = "write" | "chat" | "ask" | "answer" | "react";
const classRights: readonly Given[] = ["chat", "ask", "answer", "react"];
const ownRights: readonly Given[] = ["write", ...classRights];
/** What somebody may be made in the room; the other roles come with a sign-in. */
const roles: readonly Role[] = ["student", "observer", "assistant", "lecturer"];

/** Who is here; for those who teach also who may do what, who is sent out, and whether others may come in. */
export class PeoplePanel extends Panel {
  protected readonly heading = say("peopleTitle");
  private readonly list = h("ul", { class: "people" });
  private readonly switches = h("div", { class: "switches" });
  private readonly places = h("p", { class: "quiet places" });
  private readonly search = h("input", { type: "search", "aria-label": say("findPerson"), placeholder: say("findPerson"), oninput: () => this.update() });
  /** Whose row is open. */
  private opened: ParticipantHandle | undefined;
  /** What a second tap does. */
  private armed = "";
  private shown = "";

  override connectedCallback(): void {
    this.room.lesson.followPeople(true);
    this.body.append(...(this.room.lesson.isTalking && this.room.lesson.mayModerate ? [classTabs(this.room, "people")] : []), this.switches, this.places, this.search, this.list);
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.room.lesson.followPeople(false);
  }

  update(): void {
    const { lesson } = this.room;
    const { people } = lesson;
    const sought = this.search.value.trim().toLocaleLowerCase();
    const here = people.filter((person) => person.here && person.name.toLocaleLowerCase().includes(sought)).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    const banned = lesson.isTalking && lesson.mayModerate ? people.filter((person) => person.banned) : [];
    const isWaiting = people.length === 0 && lesson.presentCount !== 0;
    const rows = here.slice(0, rowLimit);
    const now = JSON.stringify([rows, here.length, banned, isWaiting, this.opened, this.armed, lesson.locked, lesson.mayTeach, lesson.counts, [...lesson.roles], lesson.me]);
    if (now === this.shown) return;
    this.shown = now;
    const focused = (document.activeElement as HTMLElement | null)?.dataset["focus"];
    this.search.hidden = people.length < searchFrom;
    this.showPlaces();
    this.showRights();
    this.list.replaceChildren(...rows.map((person) => this.row(person)),
      ...(here.length > rowLimit ? [h("li", { class: "quiet" }, say("andMore", { n: here.length - rowLimit }))] : []),
      ...(here.length === 0 ? [h("li", { class: "quiet" }, say(isWaiting ? "peopleLoading" : sought === "" ? "nobody" : "nobodyFound"))] : []),
      ...banned.map((person) => h("li", {}, h("span", { class: "name", dir: "auto" }, person.name), h("span", { class: "tag bad" }, say("sentOut")),
        h("span", { class: "acts" }, h("button", { type: "button", class: "plain", "data-focus": `admit ${person.participant}`, onclick: () => lesson.admit(person.participant) }, say("letInAgain"))))));
    if (focused) this.querySelector<HTMLElement>(`[data-focus="${focused}"]`)?.focus();
  }

  /** Where people are, once somebody has said so. */
  private showPlaces(): void {
    const { counts } = this.room.lesson;
    this.places.hidden = !counts || counts.hall + counts.remote === 0;
    if (counts && !this.places.hidden) this.places.textContent = [say("people", { n: counts.present }), say("inHall", { n: counts.hall }), say("farAway", { n: counts.remote })].join(" · ");
  }

  private showRights(): void {
    const { lesson } = this.room;
    const students = lesson.roles.get("student");
    this.switches.hidden = !lesson.mayTeach || !students;
    if (this.switches.hidden || !students) return;
    this.switches.replaceChildren(
      focusable("everyoneWrites", toggle(say("everyoneWrites"), students.write, (on) => lesson.allow("student", { ...students, write: on }))),
      h("div", { class: "group rights" }, h("h3", {}, say("everyoneMay")), h("div", { class: "choices", role: "group", "aria-label": say("everyoneMay") },
        ...classRights.map((right) => chip(`class ${right}`, say(`right.${right}`), students[right], (on) => lesson.allow("student", { ...students, [right]: on }))))),
      focusable("lock", toggle(say("lockRoom"), lesson.locked, (on) => lesson.lock(on))));
  }

  private row(person: Person): HTMLElement {
    const { lesson } = this.room;
    const { name, role, participant, mayWrite, place } = person;
    const isMe = participant === lesson.me?.participant;
    const isOpen = this.opened === participant;
    const canGive = lesson.mayTeach && !lesson.roles.get(role)?.write;
    const canOpen = lesson.isTalking && lesson.mayModerate && !isMe && role !== "owner" && (lesson.mayTeach || !this.helps(person));
    return h("li", { class: isOpen ? "open" : "" },
      h("span", { class: "name", dir: "auto" }, name), isMe && h("span", { class: "quiet" }, say("you")),
      role !== "student" && h("span", { class: "tag" }, say(`role.${role}`)),
      mayWrite && !canGive && role === "student" && h("span", { class: "tag" }, say("hasPen")),
      place !== "unknown" && lesson.mayTeach && h("span", { class: "quiet place" }, say(`place.${place}`)),
      h("span", { class: "acts" },
        canGive && button(icons.pen, say(mayWrite ? "takePen" : "givePen", { name }), () => lesson.grantPen(participant, !mayWrite), { class: "plain give", "aria-pressed": `${mayWrite}`, "data-focus": `pen ${participant}` }),
        canOpen && button(icons.more, say("moreAbout", { name }), () => this.open(isOpen ? undefined : participant), { class: "plain", "aria-expanded": `${isOpen}`, "data-focus": `more ${participant}` })),
      isOpen && canOpen && this.details(person));
  }

  private helps({ role, grants }: Person): boolean {
    const rights = this.room.lesson.roles.get(role);
    return rights?.moderate === true || rights?.teach === true || grants.includes("moderate") || grants.includes("teach");
  }

  private details(person: Person): HTMLElement {
    const { lesson } = this.room;
    const { name, role, participant, grants } = person;
    const rights = lesson.roles.get(role);
    const beyond = ownRights.filter((right) => !rights?.[right]);
    return h("div", { class: "details" },
      lesson.mayTeach && h("label", { class: "row spread" }, h("span", {}, say("role")),
        h("select", { "data-focus": `role ${participant}`, onchange: (event: Event) => lesson.setRole(participant, (event.target as HTMLSelectElement).value as Role) },
          ...[...(roles.includes(role) ? [] : [role]), ...roles].map((one) => h("option", { value: one, selected: one === role }, say(`role.${one}`))))),
      lesson.mayTeach && beyond.length > 0 && h("div", { class: "choices", role: "group", "aria-label": say("mayToo", { name }) }, h("span", { class: "quiet" }, say("mayTooShort")),
        ...beyond.map((right) => chip(`${right} ${participant}`, say(`right.${right}`), grants.includes(right), (on) => lesson.grant(participant, right, on)))),
      h("div", { class: "row" }, this.twice(`remove ${participant}`, say("sendOut"), () => lesson.removePerson(participant, false)), this.twice(`ban ${participant}`, say("banPerson"), () => lesson.removePerson(participant, true))));
  }

  /** The first tap asks, the second does it. */
  private twice(key: string, word: string, act: () => void): HTMLElement {
    const isArmed = this.armed === key;
    return h("button", { type: "button", class: isArmed ? "choice danger armed" : "choice danger", "data-focus": key, onclick: () => {
      this.armed = isArmed ? "" : key;
      if (isArmed) act();
      this.update();
    } }, icon(icons.out, true), h("span", {}, isArmed ? say("tapAgain") : word));
  }

  private open(participant: ParticipantHandle | undefined): void {
    this.opened = participant;
    this.armed = "";
    this.update();
  }
}

function rank({ role, mayWrite }: Person): number {
  return ["owner", "lecturer", "assistant"].includes(role) ? 0 : mayWrite ? 1 : 2;
}

function chip(key: string, word: string, on: boolean, set: (on: boolean) => void): HTMLElement {
  return h("button", { type: "button", class: "choice", "aria-pressed": `${on}`, "data-focus": key, onclick: () => set(!on) }, word);
}

function focusable(key: string, element: HTMLElement): HTMLElement {
  element.dataset["focus"] = key;
  return element;
}

export function toggle(label: string, on: boolean, set: (on: boolean) => void): HTMLElement {
  return h("button", { type: "button", role: "switch", class: "switch", "aria-checked": `${on}`, onclick: () => set(!on) }, h("span", {}, label), h("i"));
}

customElements.define("takhti-people", PeoplePanel);
