import type { Line } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { Composer } from "./composer.js";
import { icons } from "./icons.js";
import { nameIn } from "./names.js";
import { toggle } from "./people-panel.js";
import { Panel } from "./panel.js";
import { stateOf } from "./state-word.js";

/** Seconds between two lines of one person. */
const slowSteps = [0, 5, 15, 60];

/** The chat, and its rules for those who moderate. */
export class ChatPanel extends Panel {
  protected readonly heading = say("chat");
  private readonly list = h("ul", { class: "lines", "aria-live": "polite" });
  private readonly rules = h("div", { class: "switches" });
  private readonly audience = h("select", { "aria-label": say("audience") }, h("option", { value: "everyone" }, say("audience.everyone")), h("option", { value: "staff" }, say("audience.staff")));
  private readonly composer = new Composer(say("writeLine"), (text) => this.send(text));
  private readonly foot = h("div", { class: "foot" });
  private shown = "";
  private rulesShown = "";

  override connectedCallback(): void {
    const { lesson } = this.room;
    lesson.followChat();
    this.body.append(this.rules, this.list);
    this.foot.append(this.audience, this.composer.element);
    super.connectedCallback();
    this.append(this.foot);
  }

  update(): void {
    const { lesson } = this.room;
    const { chat, mayModerate } = lesson;
    const rules = JSON.stringify([mayModerate, chat.paused, chat.slow]);
    if (rules !== this.rulesShown) this.rules.replaceChildren(...(mayModerate ? [
      toggle(say("pauseChat"), chat.paused, (on) => lesson.pauseChat(on)),
      h("label", { class: "row spread" }, h("span", {}, say("slowChat")), h("select", { onchange: (event: Event) => lesson.slowChat(Number((event.target as HTMLSelectElement).value)) },
        ...slowSteps.map((seconds) => h("option", { value: seconds * 1000, selected: chat.slow === seconds * 1000 }, seconds === 0 ? say("slowOff") : say("seconds", { n: seconds }))))),
    ] : chat.paused ? [h("p", { class: "quiet" }, say("chatPaused"))] : []));
    this.rulesShown = rules;
    const mayWrite = lesson.may("chat") && (!chat.paused || mayModerate || this.audience.value === "staff");
    this.composer.element.hidden = !mayWrite;
    this.audience.hidden = !lesson.may("chat") || mayModerate;
    const names = nameIn(lesson);
    const isAtEnd = this.body.scrollTop + this.body.clientHeight >= this.body.scrollHeight - 40;
    const lines = [...chat.lines.filter(({ pinned }) => pinned), ...chat.lines.filter(({ pinned }) => !pinned)];
    const now = JSON.stringify([lines, lines.map(({ participant }) => names(participant)), mayModerate, lesson.link.kind]);
    if (now === this.shown) return;
    this.shown = now;
    this.list.replaceChildren(...lines.map((line) => this.row(line, names(line.participant))),
      ...(lines.length === 0 ? [h("li", { class: "quiet" }, say(lesson.isChatLoaded ? "noLines" : "linesLoading"))] : []));
    if (isAtEnd) this.body.scrollTop = this.body.scrollHeight;
  }

  private row(line: Line, name: string): HTMLElement {
    const { lesson } = this.room;
    const { key, isMine, pinned, text, audience } = line;
    const may = lesson.mayModerate;
    return h("li", { class: isMine ? "line mine" : "line", "data-pinned": pinned },
      h("p", { class: "by" }, h("b", { dir: "auto" }, isMine ? say("you") : name), pinned && h("span", { class: "tag" }, say("pinned")), audience === "staff" && h("span", { class: "tag" }, say("audience.staff")), stateOf(line, lesson.link)),
      h("p", { class: "text", dir: "auto" }, text),
      line.state === "stored" && audience === "everyone" && (may || isMine) && h("span", { class: "acts" },
        may && button(icons.pin, say(pinned ? "unpin" : "pin"), () => lesson.pinLine(key, !pinned), { class: "plain", "aria-pressed": `${pinned}` }),
        button(icons.bin, say("removeLine"), () => lesson.removeLine(key), { class: "plain" })));
  }

  private send(text: string): void {
    this.room.lesson.say(text, this.audience.hidden ? "everyone" : (this.audience.value as "everyone" | "staff"));
    this.body.scrollTop = this.body.scrollHeight;
  }
}

customElements.define("takhti-chat", ChatPanel);
