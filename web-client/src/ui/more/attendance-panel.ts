import { csvOf } from "../../formats/csv.js";
import type { Attended } from "../../sync/lesson.js";
import { button, h, icon } from "../element.js";
import { say } from "../words.js";
import { classTabs } from "./class-tabs.js";
import { icons } from "./icons.js";
import { nameIn } from "./names.js";
import { Panel } from "./panel.js";
import { save } from "./poll-files.js";

/** Rows that are drawn; the file has all. */
const rowLimit = 300;

/** Who was here how long, and took part how often; as a file, too. */
export class AttendancePanel extends Panel {
  protected readonly heading = say("attendance");
  private readonly table = h("div", { class: "attendance" });
  private readonly foot = h("div", { class: "foot" });
  private timer = 0;
  private shown = "";

  override connectedCallback(): void {
    const { lesson } = this.room;
    lesson.followAttendance(true);
    // Names of all who were here: this list is what was asked for.
    lesson.followPeople(true);
    this.body.append(classTabs(this.room, "attendance"), this.table);
    super.connectedCallback();
    this.append(this.foot);
    this.timer = window.setInterval(() => this.update(), 10_000);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.room.lesson.followAttendance(false);
    this.room.lesson.followPeople(false);
  }

  update(): void {
    const { lesson } = this.room;
    const all = lesson.attendance;
    const names = nameIn(lesson);
    const now = JSON.stringify(all?.map((one) => [one.here, minutesOf(one), one.left, one.hands, one.answers, names(one.participant)]) ?? null);
    if (now === this.shown) return;
    this.shown = now;
    if (!all) return this.table.replaceChildren(h("p", { class: "quiet" }, say("linesLoading")));
    const sorted = all.map((one) => ({ one, name: names(one.participant) })).sort((a, b) => a.name.localeCompare(b.name));
    const head = (name: string, path?: string) => h("th", { scope: "col", title: path ? name : undefined }, path ? icon(path) : name, path ? h("span", { class: "unseen" }, name) : false);
    this.table.replaceChildren(h("table", {},
      h("caption", { class: "unseen" }, say("attendance")),
      h("thead", {}, h("tr", {}, head(say("nameHeading")), head(say("minutes")), head(say("hands"), icons.hand), head(say("answers"), icons.check))),
      h("tbody", {}, ...sorted.slice(0, rowLimit).map(({ one, name }) => this.row(one, name)))),
    sorted.length > rowLimit ? h("p", { class: "quiet" }, say("andMore", { n: sorted.length - rowLimit })) : "");
    if (this.foot.childElementCount === 0) this.foot.append(button(icons.save, say("saveTable"), () => this.keep(), { class: "plain", word: true }));
  }

  private row(one: Attended, name: string): HTMLElement {
    const digits = (value: number) => value.toLocaleString(document.documentElement.lang);
    const until = one.left === undefined ? say("stillHere") : this.clock(one.left);
    return h("tr", {},
      h("th", { scope: "row" }, h("bdi", {}, name), h("small", {}, `${this.clock(one.joined)} – ${until}`)),
      h("td", { class: "number" }, digits(minutesOf(one))), h("td", { class: "number" }, digits(one.hands)), h("td", { class: "number" }, digits(one.answers)));
  }

  /** The wall's clock at a time of the room. */
  private date(at: number): Date {
    return new Date(Date.now() - (this.room.lesson.roomTime() - at));
  }

  private clock(at: number): string {
    const date = this.date(at);
    const isToday = date.toDateString() === new Date().toDateString();
    return date.toLocaleString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", ...(isToday ? {} : { day: "numeric", month: "short" }) });
  }

  private keep(): void {
    const { lesson } = this.room;
    const people = new Map(lesson.people.map((person) => [person.participant, person]));
    const moment = (at: number | undefined) => {
      if (at === undefined) return "";
      const date = this.date(at);
      return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19).replace("T", " ");
    };
    const rows = (lesson.attendance ?? []).map((one) => {
      const person = people.get(one.participant);
      return [person?.name ?? "", person ? say(`role.${person.role}`) : "", person && person.place !== "unknown" ? say(`place.${person.place}`) : "", moment(one.joined), moment(one.left), `${minutesOf(one)}`, `${one.hands}`, `${one.answers}`];
    });
    const heading = [say("nameHeading"), say("role"), say("placeHeading"), say("joinedAt"), say("leftAt"), say("minutes"), say("hands"), say("answers")];
    save(`takhti-${this.room.code.replace(/\W/g, "")}-${new Date().toISOString().slice(0, 10)}.csv`, csvOf([heading, ...rows]), "text/csv");
  }
}

const minutesOf = ({ stay }: Attended): number => Math.round(stay / 60_000);

customElements.define("takhti-attendance", AttendancePanel);
