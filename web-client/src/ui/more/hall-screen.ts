import type { AskedPoll, AskedQuiz } from "../../sync/lesson.js";
import { h } from "../element.js";
import type { RoomContext, RoomPart } from "../room-context.js";
import { say } from "../words.js";
import { Burst } from "./burst.js";
import { formulaText } from "./formula-text.js";
import { nameIn, waiting } from "./names.js";
import { digits, optionBodies, resultOf } from "./poll-options.js";
import { PictureView } from "./picture-view.js";
import { SpotMap } from "./poll-spot.js";
import { bestOf } from "./quiz-sheet.js";
import { wayIn } from "./way-in.js";

/** Hands that are named on the screen; how many more there are is said. */
const namedHands = 5;

/**
 * What the display of the hall shows beside the page, as those who teach decide from where they stand: how to join, who waits, the poll and its
 * result, or nothing at all. Everything is as large as the last row needs it; nothing here can be touched.
 */
export class HallScreen extends HTMLElement implements RoomPart {
  private shown = "";
  private timer = 0;
  private readonly burst = new Burst(this.room);
  private readonly code = h("section", { class: "join", hidden: true });
  private readonly hands = h("section", { class: "hands", hidden: true });
  private readonly poll = h("section", { class: "poll", hidden: true });
  private readonly blank = h("div", { class: "blank", hidden: true });
  /** Machines of a lab, once there is one. */
  private hasLab = false;
  private map: { poll: string; map: SpotMap } | undefined;

  constructor(private readonly room: RoomContext) {
    super();
    this.append(this.poll, h("div", { class: "aside" }, this.hands, this.code), this.blank);
  }

  connectedCallback(): void {
    this.room.board.after(this.burst);
    this.timer = window.setInterval(() => this.tick(), 500);
    this.update();
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.burst.remove();
    this.map?.map.close();
    this.map = undefined;
  }

  update(): void {
    const { lesson } = this.room;
    const { display, hands, hallHands, counts } = lesson;
    if (lesson.labCount > 0 && !this.hasLab) void this.openLab();
    const names = nameIn(lesson);
    const quiz = display.results ? lesson.quiz : undefined;
    const poll = quiz ? quiz.question : display.results ? lesson.polls[lesson.polls.length - 1] : undefined;
    const waitingNames = display.hands ? hands.slice(0, namedHands).map(({ participant }) => names(participant)) : [];
    const now = JSON.stringify([display, waitingNames, hands.length, hallHands, poll, quiz, counts?.voted, counts?.present]);
    if (now === this.shown) return;
    this.shown = now;
    this.blank.hidden = !display.blank;
    this.showCode(display.code);
    this.showHands(display.hands, waitingNames, hands.length + hallHands);
    this.showPoll(poll);
    this.showQuiz(quiz);
    this.toggleAttribute("data-asks", ["running", "closing"].includes((quiz ? quiz.question : poll)?.phase.kind ?? ""));
    this.tick();
  }

  /** Machines take the page's place; a question that runs stands beside them. */
  private async openLab(): Promise<void> {
    this.hasLab = true;
    try {
      const { openDesk, hallLab } = await import("../lab/index.js");
      const { lesson, code } = this.room;
      this.prepend(await hallLab(await openDesk(lesson, code), (isShown) => this.toggleAttribute("data-lab", isShown)));
    } catch {
      this.hasLab = false;
    }
  }

  private tick(): void {
    const { lesson } = this.room;
    const left = this.poll.querySelector(".left");
    const phase = (lesson.quiz ? lesson.quiz.question : lesson.polls[lesson.polls.length - 1])?.phase;
    if (left) left.textContent = phase?.kind === "running" && phase.closes !== undefined ? waiting(phase.closes - lesson.roomTime() + 999) : "";
  }

  private showCode(on: boolean): void {
    this.code.hidden = !on;
    if (!on || this.code.childElementCount > 0) return;
    const { code } = this.room;
    const picture = `/r/${encodeURIComponent(code)}/qr.svg`;
    const how = h("p", {}, say("joinHow", { place: location.host }));
    this.code.append(h("img", { src: picture, alt: say("qrCode") }), h("div", {}, how, h("p", { class: "code", dir: "ltr" }, code)));
    void wayIn(picture).then((place) => (how.textContent = say("joinHow", { place })), () => undefined);
  }

  private showHands(on: boolean, names: readonly string[], count: number): void {
    this.hands.hidden = !on || count === 0;
    if (this.hands.hidden) return;
    const more = count - names.length;
    this.hands.replaceChildren(h("h2", {}, say("handsWaiting", { n: count })), h("ol", {}, ...names.map((name) => h("li", {}, h("bdi", {}, name)))), more > 0 && names.length > 0 ? h("p", { class: "quiet" }, say("andMore", { n: more })) : "");
  }

  private showPoll(poll: AskedPoll | undefined): void {
    this.poll.hidden = !poll;
    if (!poll) return;
    const { content, phase, tally, key } = poll;
    const { counts } = this.room.lesson;
    const answered = tally?.answered ?? counts?.voted ?? 0;
    const right = phase.kind === "revealed" ? phase.key : undefined;
    this.poll.replaceChildren(
      h("h2", { dir: "auto" }, ...formulaText(content.prompt)),
      content.picture ? new PictureView(content.picture, true) : "",
      tally ? (content.pollKind === "spot" ? this.spots(key, poll) : resultOf(content, tally, right)) : this.choices(poll),
      h("p", { class: "row spread" }, h("span", {}, say("answeredOf", { n: answered, count: counts?.students ?? answered })), h("b", { class: "left number" })),
      phase.kind === "revealed" && phase.explanation !== "" ? h("p", { class: "answer", dir: "auto" }, phase.explanation) : "");
  }

  /** Which question of the quiz it is; the best, where the lecturer shows them. */
  private showQuiz(quiz: AskedQuiz | undefined): void {
    if (!quiz) return;
    const { title, number, count, question, isShown, isFinished, best } = quiz;
    const isTold = isFinished || question?.phase.kind === "revealed";
    this.poll.hidden = false;
    if (!question) this.poll.replaceChildren(h("h2", {}, isFinished ? say("quizFinished") : say("quizReady", { n: count })));
    this.poll.prepend(h("p", { class: "row spread quiet" }, h("span", { dir: "auto" }, title), number === undefined ? "" : h("span", {}, say("questionOf", { n: number + 1, count }))));
    if (isShown && isTold && best && best.length > 0) this.poll.append(bestOf(quiz));
  }

  /** What there is to choose from, while the result is withheld. */
  private choices({ content }: AskedPoll): HTMLElement {
    const bodies = content.pollKind === "rating" ? [[`${digits(0)} – ${digits(10)}`]] : optionBodies(content);
    return h("ol", { class: "choices" }, ...bodies.map((body) => h("li", { dir: "auto" }, ...body)));
  }

  private spots(key: string, { content, tally, phase }: AskedPoll): HTMLElement {
    if (this.map?.poll !== key) {
      this.map?.map.close();
      this.map = { poll: key, map: new SpotMap(this.room, content) };
    }
    const { map } = this.map;
    requestAnimationFrame(() => map.show(tally!, phase.kind === "revealed" ? phase.key : undefined));
    return map.element;
  }
}

customElements.define("takhti-display", HallScreen);
