import type { AskedQuestion, LineKey } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { Composer } from "./composer.js";
import { icons } from "./icons.js";
import { nameIn } from "./names.js";
import { toggle } from "./people-panel.js";
import { Panel } from "./panel.js";
import { stateOf } from "./state-word.js";

/** The questions of the class: asked by name or not, voted up, answered; for those who moderate, let through or not. */
export class QuestionsPanel extends Panel {
  protected readonly heading = say("questions");
  private readonly list = h("ul", { class: "lines", "aria-live": "polite" });
  private readonly rules = h("div", { class: "switches" });
  private readonly composer = new Composer(say("writeQuestion"), (text) => this.room.lesson.ask(text, this.isAnonymous));
  private readonly foot = h("div", { class: "foot" });
  private isAnonymous = false;
  private isByTime = false;
  /** The question that is being answered in writing. */
  private answering: string | undefined;
  private writer: Composer | undefined;
  private shown = "";

  override connectedCallback(): void {
    const { lesson } = this.room;
    lesson.followQuestions();
    this.body.append(this.rules, this.list);
    super.connectedCallback();
    this.append(this.foot);
  }

  update(): void {
    const { lesson } = this.room;
    const { mayModerate } = lesson;
    const questions = this.isByTime ? newestFirst(lesson.questions) : lesson.questions;
    const names = nameIn(lesson);
    const now = JSON.stringify([questions, questions.map(({ participant }) => names(participant)), mayModerate, lesson.questionsWait, lesson.link.kind, this.answering, this.isAnonymous, this.isByTime]);
    if (now === this.shown) return;
    this.shown = now;
    const focused = document.activeElement as HTMLElement | null;
    this.rules.replaceChildren(...(mayModerate && lesson.mayTeach ? [toggle(say("questionsWait"), lesson.questionsWait, (on) => lesson.moderateQuestions(on))] : []),
      ...(questions.length > 1 ? [toggle(say("newestFirst"), this.isByTime, (on) => {
        this.isByTime = on;
        this.update();
      })] : []));
    this.list.replaceChildren(...questions.map((question) => this.row(question, names)),
      ...(questions.length === 0 ? [h("li", { class: "quiet" }, say(lesson.areQuestionsLoaded ? "noQuestions" : "linesLoading"))] : []));
    this.foot.replaceChildren(...(lesson.may("ask") && !mayModerate ? [
      toggle(say("askAnonymously"), this.isAnonymous, (on) => {
        this.isAnonymous = on;
        this.update();
      }),
      this.composer.element,
    ] : []));
    if (focused?.isConnected && focused !== document.activeElement) focused.focus();
  }

  private row(question: AskedQuestion, names: ReturnType<typeof nameIn>): HTMLElement {
    const { lesson } = this.room;
    const { key, text, votes, iVoted, isMine, answered, answer, waits, refused, anonymous, state } = question;
    const may = lesson.mayModerate && state === "stored" && !refused;
    const who = isMine ? say("you") : names(anonymous && !may ? undefined : question.participant);
    return h("li", { class: isMine ? "line mine" : "line", "data-answered": answered },
      h("p", { class: "by" }, h("b", { dir: "auto" }, who), anonymous && (isMine || may) && h("span", { class: "tag" }, say("anonymous")),
        waits && h("span", { class: "tag" }, say("waitsForApproval")), refused && h("span", { class: "tag" }, say("notShown")), answered && h("span", { class: "tag" }, say("answered")), stateOf(question, lesson.link)),
      h("p", { class: "text", dir: "auto" }, text),
      answer !== "" && h("p", { class: "answer", dir: "auto" }, answer),
      h("span", { class: "acts" },
        !waits && !refused && state === "stored" && button(icons.up, say("wantToKnow", { n: votes }), () => lesson.voteUp(key, !iVoted), { class: "plain vote", "aria-pressed": `${iVoted}`, disabled: !lesson.may("ask"), "data-votes": votes.toLocaleString(document.documentElement.lang) }),
        may && waits && button(icons.check, say("approve"), () => lesson.approveQuestion(key), { class: "primary", word: true }),
        may && !waits && !answered && button(icons.speak, say("answeredAloud"), () => lesson.answerQuestion(key, ""), { class: "plain" }),
        may && !waits && !answered && button(icons.pen, say("writeAnswer"), () => this.answer(key), { class: "plain" }),
        may && button(icons.bin, say("dismiss"), () => lesson.dismissQuestion(key), { class: "plain" }),
        isMine && !may && state === "stored" && button(icons.bin, say("withdraw"), () => lesson.withdrawQuestion(key), { class: "plain" })),
      this.answering === key && this.writing(key).element);
  }

  /** What is being written stays while others vote. */
  private writing(key: LineKey): Composer {
    this.writer ??= new Composer(say("writeAnswer"), (text) => {
      this.answering = this.writer = undefined;
      this.room.lesson.answerQuestion(key, text);
      this.update();
    });
    return this.writer;
  }

  private answer(key: string): void {
    this.writer = undefined;
    this.answering = this.answering === key ? undefined : key;
    this.update();
    this.querySelector<HTMLTextAreaElement>(".line textarea")?.focus();
  }
}

/** What is not shown yet stays in front. */
function newestFirst(questions: readonly AskedQuestion[]): AskedQuestion[] {
  const waits = ({ waits, refused, state }: AskedQuestion): number => (waits || refused || state !== "stored" ? 0 : 1);
  return [...questions].sort((one, other) => waits(one) - waits(other) || other.at - one.at);
}

customElements.define("takhti-questions", QuestionsPanel);
