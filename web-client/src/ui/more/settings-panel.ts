import type { LabInfo, Operating } from "../../sync/operating.js";
import { button, h } from "../element.js";
import { recall, remember } from "../memory.js";
import { fitField, fitName } from "../name-text.js";
import { boardChoice, boardChoices, setBoardChoice, setTheme, theme, themes } from "../theme.js";
import { language, languages, say, type Language } from "../words.js";
import type { PanelKind } from "../room-context.js";
import { displayField } from "./display-field.js";
import { icons } from "./icons.js";
import { pageName, pageText } from "./page-number.js";
import { Panel } from "./panel.js";
import { toggle } from "./people-panel.js";

/** What is seldom needed: how this device shows the lesson, language, name; on a phone also the ways to pages and people. */
export class SettingsPanel extends Panel {
  protected readonly heading = say("more");
  private shown = "";
  /** The labs of the lesson, once there is one. */
  private labs: Operating | undefined;

  update(): void {
    const { lesson } = this.room;
    const state = JSON.stringify([lesson.mayTeach, pageText(this.room), lesson.presentCount, lesson.name, lesson.isTalking && lesson.display, lesson.isTalking && lesson.labCount, this.shownLab?.key, recall(this.place), theme(), boardChoice()]);
    if (state === this.shown || this.body.querySelector("input:focus")) return;
    this.shown = state;
    const again = () => this.update();
    this.body.replaceChildren(
      ...(lesson.mayTeach ? [] : [this.ways()]),
      choices(say("theme"), themes.map((value) => [value, say(`theme.${value}`)]), theme(), (value) => (setTheme(value), again())),
      choices(say("boardColour"), boardChoices.map((value) => [value, say(`board.${value}`)]), boardChoice(), (value) => (setBoardChoice(value), again())),
      choices(say("language"), Object.entries(languages) as [Language, string][], language, (value) => this.room.setLanguage(value)),
      this.nameField(),
      ...(lesson.isTalking && !lesson.mayTeach ? [choices(say("whereYouAre"), [["hall", say("place.hall")], ["remote", say("place.remote")]] as const, recall(this.place) ?? "", (value) => (remember(this.place, value), lesson.sit(value as "hall" | "remote"), again()))] : []),
      ...(lesson.mayTeach ? [field(say("roomName"), lesson.name, (name) => lesson.nameRoom(name)), ...this.hallScreen(), displayField(this.room.code)] : []),
      h("div", { class: "row" },
        document.fullscreenEnabled ? button(icons.full, say("fullScreen"), () => void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()), { class: "choice", word: true }) : undefined,
        button(icons.screen, say("fitPage"), () => (this.room.follow(), this.room.toggle(undefined)), { class: "choice", word: true }),
        button(icons.keys, say("keys"), () => this.room.toggle("keys"), { class: "choice", word: true })),
    );
  }

  /** Where the bar has no room for them: to the pages, to the people. */
  private ways(): HTMLElement {
    const { lesson } = this.room;
    const way = (kind: PanelKind, path: string, text: string, name: string) => button(path, text, () => this.room.toggle(kind), { class: "choice", word: true, "aria-label": name });
    return h("div", { class: "ways" }, way("pages", icons.pages, pageText(this.room), pageName(this.room)),
      lesson.presentCount !== undefined && way("people", icons.people, say("people", { n: lesson.presentCount }), say("people", { n: lesson.presentCount })));
  }

  /** What the display of the hall shows beside the page. */
  private hallScreen(): HTMLElement[] {
    const { lesson } = this.room;
    if (!lesson.isTalking) return [];
    const { display } = lesson;
    const part = (name: keyof typeof display) => toggle(say(`display.${name}`), display[name], (on) => lesson.setDisplay({ ...lesson.display, [name]: on }));
    return [h("div", { class: "group" }, h("h3", {}, say("hallScreen")), h("div", { class: "switches" }, part("code"), part("hands"), part("results"), this.labPart(), part("blank")))];
  }

  private get shownLab(): LabInfo | undefined {
    return this.labs?.labs.find(({ state }) => state.display);
  }

  /** All machines of the latest lab; one of them alone is shown from its own view. */
  private labPart(): HTMLElement | undefined {
    const { lesson } = this.room;
    if (lesson.labCount === 0) return undefined;
    if (!this.labs) void lesson.operate().then((labs) => {
      this.labs = labs;
      this.shown = "";
      this.update();
    }, () => undefined);
    return toggle(say("display.lab"), this.shownLab !== undefined, (on) => {
      const lab = this.shownLab ?? this.labs?.labs.filter(({ state }) => !state.dissolved).pop();
      if (lab) this.labs!.operate({ kind: on ? "show" : "hide", lab: this.labs!.refTo(lab.key) });
    });
  }

  /** Remembered for this room: who was in the hall today is not always. */
  private get place(): string {
    return `place.${this.room.code}`;
  }

  private nameField(): HTMLElement {
    const { lesson } = this.room;
    const mine = ((lesson.isTalking && lesson.me && lesson.nameOf(lesson.me.participant)) || recall("name")) ?? (lesson.mayTeach ? say("lecturer") : "");
    return field(say("yourName"), mine, (name) => {
      remember("name", name);
      lesson.rename(name);
    });
  }
}

function field(label: string, value: string, set: (value: string) => void): HTMLElement {
  return h("label", { class: "field" }, h("span", {}, label), h("input", { value, oninput: fitField, dir: "auto", onchange: (event: Event) => {
    const typed = fitName((event.target as HTMLInputElement).value.trim());
    if (typed) set(typed);
  } }));
}

function choices<T extends string>(label: string, all: readonly (readonly [T, string])[], current: T, choose: (value: T) => void): HTMLElement {
  return h("div", { class: "group" }, h("h3", {}, label), h("div", { class: "choices", role: "radiogroup", "aria-label": label },
    ...all.map(([value, word]) => h("button", { type: "button", role: "radio", class: "choice", "aria-checked": `${value === current}`, lang: value in languages ? value : undefined, onclick: () => choose(value) }, word))));
}

customElements.define("takhti-settings", SettingsPanel);
