import type { AskedPoll, AskedQuiz } from "../../sync/lesson.js";
import type { Answer } from "../../wire/index.js";
import { button, h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { formulaText } from "./formula-text.js";
import { chosenIn, digits, optionBodies } from "./poll-options.js";
import { PollSheet } from "./poll-sheet.js";

/** A quiz as those who answer see it: one question after another, the time that this device has left, and what the own answers are worth. */
export class QuizSheet extends PollSheet {
  constructor(room: RoomContext) {
    super(room, say("quiz"));
  }

  private get quiz(): AskedQuiz | undefined {
    const { lesson } = this.room;
    return lesson.mayTeach ? undefined : lesson.quiz;
  }

  protected override get asked(): AskedPoll | undefined {
    return this.quiz?.question;
  }

  protected override get isThere(): boolean {
    return this.quiz !== undefined;
  }

  protected override get timeLeft(): number | undefined {
    return this.quiz && this.room.lesson.quizTimeLeft();
  }

  /** Whether this device's own time is over, though the question may still be open for others. */
  private get isOver(): boolean {
    return (this.timeLeft ?? 1) <= 0;
  }

  protected override isOpen(poll: AskedPoll): boolean {
    return super.isOpen(poll) && !this.isOver;
  }

  protected override get besides(): unknown {
    const { quiz } = this;
    return quiz && [{ ...quiz, question: undefined }, this.isOver];
  }

  override update(): void {
    super.update();
    // What is on the screen now has its time from now on.
    if (this.asked && !document.hidden) this.room.lesson.showedQuestion();
  }

  protected override tick(): void {
    super.tick();
    if (this.isOver && this.querySelector(".options, form")) this.update();
    if (this.asked && !document.hidden) this.room.lesson.showedQuestion();
  }

  protected override heading(): HTMLElement {
    const { number, count, title } = this.quiz!;
    return h("div", { class: "title" }, h("h2", {}, h("span", { dir: "auto" }, title)), number !== undefined && h("p", { class: "quiet" }, say("questionOf", { n: number + 1, count })));
  }

  protected override above(poll: AskedPoll | undefined): readonly HTMLElement[] {
    const { pace, isFinished, isGoingOn, key } = this.quiz!;
    if (poll) return [h("h3", { class: "prompt" }, h("span", { dir: "auto" }, ...formulaText(poll.content.prompt)))];
    if (isFinished) return [h("p", {}, say("quizFinished"))];
    if (pace === "lecturer") return [h("p", {}, say("quizSoon")), this.rule(true)];
    if (!this.room.lesson.may("answer")) return [h("p", {}, say("pace.own"))];
    return [h("p", {}, say("quizAloneHow")), this.rule(true), this.act("beginQuiz", () => this.room.lesson.nextQuestion(key), isGoingOn)];
  }

  protected override below(poll: AskedPoll | undefined): readonly HTMLElement[] {
    const { pace, number, count, isFinished, isGoingOn, isShown, best, key, points, right } = this.quiz!;
    const isTold = poll?.phase.kind === "revealed";
    const mayGoOn = pace === "own" && poll !== undefined && (isTold ? number! + 1 < count : this.isOver);
    const isDone = isFinished || (pace === "own" && isTold && number! + 1 === count);
    return [
      ...(isTold ? [this.worth()] : []),
      ...(isDone ? [h("p", { class: "score" }, h("b", {}, say("points", { n: points })), ` ${say("rightOf", { n: right, count })}`)] : []),
      ...(isShown && best && best.length > 0 && (isTold || isFinished) ? [bestOf(this.quiz!, this.room.lesson.me?.participant)] : []),
      ...(mayGoOn ? [this.act("nextQuestion", () => this.room.lesson.nextQuestion(key), isGoingOn)] : []),
      ...(poll && !isTold ? [this.rule(false)] : []),
    ];
  }

  private act(word: "beginQuiz" | "nextQuestion", act: () => void, isUnderWay: boolean): HTMLElement {
    return button("", isUnderWay ? say("sending") : say(word), act, { class: "primary", word: true, disabled: isUnderWay });
  }

  /** The rule of the time, in plain words: whole before anything is asked, folded below a question. */
  private rule(isWhole: boolean): HTMLElement {
    const rules = this.asked?.content.rules;
    const worth = rules?.points && rules.seconds ? ` ${say("quizQuick", { points: digits(rules.points) })}` : "";
    const text = h("p", { class: "quiet" }, say("quizFair") + worth);
    return isWhole ? text : h("details", { class: "rule" }, h("summary", {}, say("quizFairTitle")), text);
  }

  /** What the own answer was worth. */
  private worth(): HTMLElement {
    const { result, after, question } = this.quiz!;
    const seconds = after !== undefined && question?.content.rules.seconds !== undefined ? ` ${say("answeredAfter", { time: (after / 1000).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) })}` : "";
    return h("p", { class: "score", role: "status" }, result ? h("b", {}, say("points", { n: result.points })) : say("notAnswered"), result ? seconds : "");
  }

  /** Several options go together: each tap for itself would be an answer. */
  protected override choices(poll: AskedPoll): HTMLElement {
    if (poll.content.pollKind !== "multiple") return super.choices(poll);
    const sent = poll.own?.state === "refused" ? [] : chosenIn(poll.own?.answer);
    const chosen = this.picked.length > 0 ? this.picked : sent;
    const choose = (option: number) => {
      this.picked = chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option].sort((one, other) => one - other);
      this.update();
    };
    const isFixed = poll.own !== undefined && poll.own.state !== "refused" && !poll.content.rules.changes;
    return h("div", { class: "options" },
      this.optionList(poll.content, true, optionBodies(poll.content).map((body, option) =>
        h("button", { type: "button", class: "option", role: "checkbox", "aria-checked": `${chosen.includes(option)}`, disabled: isFixed, onclick: () => choose(option) }, h("span", { dir: "auto" }, ...body)))),
      button("", say("send"), () => this.send(poll, { kind: "options", options: chosen }), { class: "primary", word: true, disabled: isFixed || chosen.length === 0 || `${chosen}` === `${sent}` }));
  }

  protected override send(_: AskedPoll, answer: Answer): void {
    const { key, number } = this.quiz!;
    if (number !== undefined) this.room.lesson.answerQuiz(key, number, answer);
  }

  protected override state(poll: AskedPoll): HTMLElement {
    const { phase, own, content } = poll;
    const { kind } = this.room.lesson.link;
    const isAway = kind !== "live" && kind !== "slow";
    const words = own?.state === "refused" ? say(`rejection.${own.reason ?? "tooLate"}`)
      : own?.state === "pending" ? say(isAway ? "sentLater" : "sending")
      : phase.kind === "revealed" ? ""
      : phase.kind === "closing" ? say("lateAnswers")
      : phase.kind === "closed" ? say("keySoon")
      : own ? say(content.rules.changes ? "voteStored" : "voteStoredForGood")
      : this.isOver ? say("timeOver") : say("staffKnows");
    return h("p", { class: "quiet state", role: "status", "data-state": own?.state ?? "" }, words);
  }
}

/** The best, with their places: who has as many points has the same place. */
export function bestOf({ best = [] }: AskedQuiz, me?: number): HTMLElement {
  const place = (points: number) => best.findIndex((one) => one.points === points) + 1;
  return h("section", { class: "best" }, h("h3", {}, say("theBest")), h("ol", {}, ...best.map(({ participant, points, name }) =>
    h("li", { "aria-current": participant === me ? "true" : undefined }, h("b", { class: "number" }, digits(place(points))), h("bdi", {}, name), h("span", { class: "number" }, say("points", { n: points }))))));
}

customElements.define("takhti-quiz", QuizSheet);
