import { button, dress, h, icon } from "../element.js";
import { recall, remember } from "../memory.js";
import type { PanelKind, RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { Burst } from "./burst.js";
import { icons } from "./icons.js";
import { openLabs } from "./lab-opener.js";
import { pageText } from "./page-number.js";
import { digits } from "./poll-options.js";
import { paceKinds, paces } from "./reaction-icons.js";
import { turnPage } from "./room-keys.js";
import { wayIn } from "./way-in.js";
import { writeThrough } from "./write-through.js";

/** What those who teach have beside the tools: pages, people, how to join, more. */
export class ClassBar extends HTMLElement implements RoomPart {
  private readonly number = h("span", { class: "number" });
  private readonly count = h("span", { class: "number" });
  private previous!: HTMLButtonElement;
  private next!: HTMLButtonElement;
  private readonly parts = new Map<PanelKind, HTMLButtonElement>();
  private code!: HTMLButtonElement;
  private readonly handCount = h("span", { class: "number" });
  private readonly questionCount = h("span", { class: "number" });
  private readonly burst = new Burst(this.room);
  /** How the class feels, while somebody feels anything. */
  private readonly pulse = h("button", { type: "button", class: "chip pulse", hidden: true, onclick: () => this.room.toggle("pace") });
  /** While the server stores nothing. */
  private readonly notStored = h("p", { class: "chip not-stored", role: "alert", hidden: true });
  private readonly corner = h("div", { class: "join-corner card" });

  /** Where one writes the way in is small: a tap makes it large again. The card itself takes no pen, its buttons take taps. */
  private readonly shrink = (): void => this.corner.classList.add("small");

  constructor(private readonly room: RoomContext) {
    super();
    this.corner.addEventListener("click", () => this.corner.classList.remove("small"));
    writeThrough(this.corner, () => this.showCode(false));
    writeThrough(this.pulse, () => undefined);
  }

  connectedCallback(): void {
    const part = (kind: PanelKind, path: string, name: string, ...more: Node[]) => {
      const made = button(path, name, () => this.room.toggle(kind), { class: more.length > 0 ? "tool wide" : "tool", "aria-expanded": "false" });
      made.append(...more);
      this.parts.set(kind, made);
      return made;
    };
    this.previous = button(icons.previous, say("previousPage"), () => turnPage(this.room, -1), { class: "tool", turns: true });
    this.next = button(icons.next, say("nextPage"), () => turnPage(this.room, 1), { class: "tool", turns: true });
    this.code = button(icons.code, say("showCode"), () => this.keepCode(this.corner.hidden), { class: "tool" });
    const add = button(icons.add, say("addPage"), () => this.add(), { class: "tool" });
    const pages = part("pages", "", say("pages"), this.number);
    this.replaceChildren(
      h("div", { class: "bar page-bar", role: "toolbar", "aria-label": say("pageTools") }, this.previous, pages, this.next, add),
      h("div", { class: "bar class-bar", role: "toolbar", "aria-label": say("classTools") }, part("hands", icons.hand, say("hands"), this.handCount), part("questions", icons.question, say("questions"), this.questionCount), part("polls", icons.poll, say("polls")), part("chat", icons.chat, say("chat")), part("people", icons.people, say("peopleTitle"), this.count), this.code, button(icons.lab, say("labTool"), () => void openLabs(this.room), { class: "tool" }), part("settings", icons.more, say("more"))),
      this.pulse, this.corner);
    this.room.board.after(this.burst);
    this.room.board.parentElement!.querySelector(".corner")!.prepend(this.notStored);
    // On a phone the board has no room to spare.
    this.showCode(recall("code") ? recall("code") === "shown" : innerWidth >= 600);
    this.room.board.addEventListener("pointerdown", this.shrink);
    this.update();
  }

  disconnectedCallback(): void {
    this.room.board.removeEventListener("pointerdown", this.shrink);
    this.burst.remove();
    this.notStored.remove();
  }

  update(): void {
    if (!this.previous) return;
    const { lesson, shown, panel } = this.room;
    const index = lesson.pages.findIndex(({ key }) => key === shown);
    this.number.textContent = pageText(this.room);
    this.count.textContent = lesson.presentCount === undefined ? "" : digits(lesson.presentCount);
    const { hands, questions } = lesson.counts ?? { hands: 0, questions: 0 };
    this.handCount.textContent = hands > 0 ? digits(hands) : "";
    this.questionCount.textContent = questions > 0 ? digits(questions) : "";
    for (const kind of ["hands", "questions", "polls", "chat"] as const) this.parts.get(kind)!.hidden = !lesson.isTalking;
    this.notStored.textContent = lesson.isServerStoring === false ? say("notStored") : "";
    this.notStored.hidden = this.notStored.textContent === "";
    this.showPulse();
    this.previous.disabled = index <= 0;
    this.next.disabled = index < 0 || index === lesson.pages.length - 1;
    for (const [kind, made] of this.parts) made.setAttribute("aria-expanded", `${panel === kind || (kind === "people" && (panel === "attendance" || panel === "pace"))}`);
  }

  private showPulse(): void {
    const { lesson } = this.room;
    if (!lesson.isTalking) return;
    lesson.followPace();
    lesson.followOwn();
    const last = lesson.paceCurve[lesson.paceCurve.length - 1];
    const felt = paceKinds.filter((kind) => (last?.[kind] ?? 0) > 0);
    this.pulse.hidden = felt.length === 0;
    const words = felt.map((kind) => `${last![kind].toLocaleString(document.documentElement.lang)} ${say(`pace.${kind}`)}`);
    if (this.pulse.getAttribute("aria-label") === words.join(", ")) return;
    this.pulse.replaceChildren();
    dress(this.pulse, { "aria-label": words.join(", "), title: words.join(", ") }, ...felt.flatMap((kind) => [h("span", { class: `row pace-${kind}` }, icon(paces[kind], true), h("b", { class: "number" }, last![kind].toLocaleString(document.documentElement.lang)))]));
  }

  private add(): void {
    const { lesson, shown } = this.room;
    this.room.goTo(lesson.addPage(shown, lesson.pages.find(({ key }) => key === shown)?.background ?? "plain"));
  }

  private keepCode(isShown: boolean): void {
    remember("code", isShown ? "shown" : "hidden");
    this.showCode(isShown);
  }

  /** The code for those who come in: small enough to stay, large enough for the last row. */
  private showCode(isShown: boolean): void {
    const { code } = this.room;
    this.corner.hidden = !isShown;
    this.corner.classList.remove("small");
    this.code.setAttribute("aria-pressed", `${isShown}`);
    this.code.setAttribute("aria-label", say(isShown ? "hideCode" : "showCode"));
    if (!isShown || this.corner.childElementCount > 0) return;
    const picture = `/r/${encodeURIComponent(code)}/qr.svg`;
    const how = h("p", { class: "quiet" }, say("joinHow", { place: location.host }));
    this.corner.replaceChildren(
      h("img", { src: picture, alt: say("qrCode"), width: 112, height: 112 }),
      h("div", {}, how, h("p", { class: "code", dir: "ltr" }, code), h("button", { type: "button", class: "chip code", dir: "ltr", "aria-label": `${say("showCode")}: ${code}` }, code)),
      button(closeIcon, say("hideCode"), () => this.keepCode(false), { class: "plain" }));
    void wayIn(picture).then((place) => (how.textContent = say("joinHow", { place })), () => undefined);
  }
}

const closeIcon = "M6 6l12 12M18 6L6 18";

customElements.define("takhti-class", ClassBar);
