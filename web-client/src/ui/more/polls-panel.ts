import { usualRules } from "../../formats/question.js";
import type { AskedPoll, PollDraft, QuizDraft } from "../../sync/lesson.js";
import type { PollContent } from "../../wire/index.js";
import { button, h } from "../element.js";
import { say } from "../words.js";
import { formulaText, plainText } from "./formula-text.js";
import { icons } from "./icons.js";
import { waiting } from "./names.js";
import { Panel } from "./panel.js";
import { PictureView } from "./picture-view.js";
import { PollEditor } from "./poll-editor.js";
import { keyText } from "./poll-key.js";
import { PollLibrary } from "./poll-library.js";
import { digits, optionTexts, resultOf } from "./poll-options.js";
import { SpotMap } from "./poll-spot.js";
import { quizDesk } from "./quiz-desk.js";
import { QuizMaker } from "./quiz-maker.js";
import { WhoAnswered } from "./who-answered.js";

/** Polls as those who teach hold them: one in two taps, others prepared; the result as it comes. */
export class PollsPanel extends Panel {
  protected readonly heading = say("polls");
  private editor: PollEditor | undefined;
  private maker: QuizMaker | undefined;
  private isCounting = false;
  /** Hands as they were counted here: taps in a row count on from each other, not from the last result that came. */
  private counted = new Map<string, number>();
  private map: { poll: string; map: SpotMap } | undefined;
  private readonly who = new WhoAnswered(this.room, () => this.update());
  private library: PollLibrary | undefined;
  private timer = 0;
  private shown = "";

  override connectedCallback(): void {
    this.room.lesson.followDrafts();
    super.connectedCallback();
    this.timer = window.setInterval(() => this.tick(), 500);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
    this.editor?.close();
    this.who.close();
    this.map?.map.close();
    this.map = undefined;
  }

  update(): void {
    const { lesson } = this.room;
    const { polls, drafts, counts, quiz, quizDrafts } = lesson;
    const now = JSON.stringify([polls, drafts, counts, lesson.waitingWords, quiz, quizDrafts, this.isCounting, !!this.editor, !!this.maker, [...this.counted], this.who.state(quiz ? undefined : polls[polls.length - 1])]);
    if (now === this.shown) return;
    this.shown = now;
    const form = this.editor ?? this.maker;
    if (form) return void (this.body.firstElementChild === form.element || this.body.replaceChildren(form.element));
    if (quiz) {
      const result = (question: AskedPoll) => (question.content.pollKind === "spot" ? this.spots(question) : resultOf(question.content, question.tally!, question.phase.kind === "revealed" ? question.phase.key : undefined));
      this.body.replaceChildren(quizDesk(this.room, quiz, result), ...(quiz.isFinished ? [this.beginnings()] : []));
      return this.tick();
    }
    const poll = polls[polls.length - 1];
    this.body.replaceChildren(...(poll ? [this.poll(poll, polls[polls.length - 2])] : []), ...(poll && (poll.phase.kind === "running" || poll.phase.kind === "closing") ? [] : [this.beginnings()]));
    this.tick();
  }

  private tick(): void {
    const { lesson } = this.room;
    const phase = (lesson.quiz ? lesson.quiz.question : lesson.polls[lesson.polls.length - 1])?.phase;
    const left = this.querySelector(".left");
    if (left) left.textContent = phase?.kind === "running" && phase.closes !== undefined ? waiting(phase.closes - lesson.roomTime() + 999) : phase?.kind === "closing" ? say(lesson.quiz ? "lateAnswers" : "lateVotes") : "";
  }

  // --- the poll that is on the screens ---

  private poll(poll: AskedPoll, before: AskedPoll | undefined): HTMLElement {
    const { lesson } = this.room;
    const { content, phase, tally, key, again } = poll;
    const answered = tally?.answered ?? 0;
    const old = again !== undefined && before?.key === again ? before.tally : undefined;
    return h("section", { class: "poll-now" },
      h("h3", { dir: "auto" }, ...formulaText(content.prompt)),
      content.picture && new PictureView(content.picture),
      h("p", { class: "row spread" }, h("span", { class: "number" }, say("answeredOf", { n: answered, count: lesson.counts?.students ?? 0 })), h("span", { class: "left number" })),
      tally && (content.pollKind === "spot" ? this.spots(poll) : resultOf(content, tally, phase.kind === "revealed" ? phase.key : undefined, old, (word) => lesson.showWord(key, word, false))),
      phase.kind === "revealed" && keyText(phase.key, content) !== "" && content.options.length === 0 && content.pollKind !== "truth" ? h("p", {}, `${say("rightAnswer")}: `, h("b", { dir: "auto" }, keyText(phase.key, content))) : "",
      content.rules.moderated && lesson.waitingWords.length > 0 ? this.waiting(poll) : "",
      this.isCounting && phase.kind !== "revealed" ? this.hallCount(poll) : "",
      phase.kind === "revealed" && phase.explanation !== "" ? h("p", { class: "answer", dir: "auto" }, phase.explanation) : "",
      this.who.element(poll),
      h("div", { class: "row" }, ...this.acts(poll)));
  }

  private spots({ key, content, tally, phase }: AskedPoll): HTMLElement {
    if (this.map?.poll !== key) {
      this.map?.map.close();
      this.map = { poll: key, map: new SpotMap(this.room, content) };
    }
    const { map } = this.map;
    // Its colours are known once it is in the panel.
    requestAnimationFrame(() => map.show(tally!, phase.kind === "revealed" ? phase.key : undefined));
    return map.element;
  }

  private acts({ key, phase, content }: AskedPoll): HTMLElement[] {
    const { lesson } = this.room;
    const act = (word: "closePoll" | "revealPoll" | "hidePoll" | "askAgain" | "reopenPoll", isMain = false) =>
      button("", say(word), () => (word === "reopenPoll" ? lesson.startPoll(key) : lesson[word](key)), { class: isMain ? "primary" : "plain", word: true });
    const canCount = ["single", "multiple", "truth", "rating"].includes(content.pollKind) && phase.kind !== "revealed";
    const count = canCount ? [button(icons.hand, say("countHall"), () => {
      this.isCounting = !this.isCounting;
      this.update();
    }, { class: "plain", word: true, "aria-pressed": `${this.isCounting}` })] : [];
    switch (phase.kind) {
      case "running": return [act("closePoll", true), ...count];
      case "closing": return [act("revealPoll", true), ...count];
      case "closed": return [act("revealPoll", true), act("reopenPoll"), ...count, act("hidePoll")];
      case "revealed": return [act("hidePoll", true), act("askAgain")];
    }
  }

  /** Words that nobody sees until one of those who teach says so. */
  private waiting({ key }: AskedPoll): HTMLElement {
    const { lesson } = this.room;
    return h("section", { class: "waiting-words", "aria-label": say("wordsWait") }, h("h4", {}, say("wordsWait")),
      h("div", { class: "row" }, ...lesson.waitingWords.map((word) => button(icons.check, say("showWord", { word }), () => lesson.showWord(key, word, true), { class: "choice" })).map((made, index) => (made.append(h("bdi", {}, lesson.waitingWords[index]!)), made))));
  }

  private hallCount({ key, content, tally }: AskedPoll): HTMLElement {
    const { lesson } = this.room;
    return h("div", { class: "switches" }, ...optionTexts(content).map((text, option) => {
      const place = `${key} ${option}`;
      const known = tally?.rows.find(({ row }) => row === option)?.hall ?? 0;
      if (this.counted.get(place) === known) this.counted.delete(place);
      const count = this.counted.get(place) ?? known;
      const step = (by: number, name: string, path: string) => button(path, `${name}: ${plainText(text)}`, () => {
        this.counted.set(place, count + by);
        lesson.countVotes(key, option, count + by);
        this.update();
      }, { class: "plain", disabled: count + by < 0 });
      return h("div", { class: "row stepper" }, h("span", { dir: "auto" }, ...formulaText(text)), step(-1, say("fewer"), icons.less), h("b", {}, digits(count)), step(1, say("moreHands"), icons.add));
    }));
  }

  // --- new ones ---

  private beginnings(): HTMLElement {
    const { lesson } = this.room;
    const ask = (content: Partial<PollContent> & Pick<PollContent, "pollKind">, prompt: string) => {
      const poll = lesson.draftPoll({ rules: usualRules, prompt, options: [], ...content }, { kind: "unmarked" }, "");
      lesson.startPoll(poll);
    };
    const letters = (count: number) => Array.from({ length: count }, (_, index) => ({ text: String.fromCharCode(65 + index) }));
    return h("section", { class: "beginnings" },
      h("h3", {}, say("quickPoll")),
      h("div", { class: "quick" },
        button("", `${say("true")} · ${say("false")}`, () => ask({ pollKind: "truth" }, say("quickTruth")), { class: "option", word: true }),
        button("", "A · B · C · D", () => ask({ pollKind: "single", options: letters(4) }, say("quickChoice")), { class: "option", word: true }),
        button("", `${digits(0)} – ${digits(10)}`, () => ask({ pollKind: "rating" }, say("quickRating")), { class: "option", word: true }),
        button("", say("poll.words"), () => ask({ pollKind: "words" }, say("quickWords")), { class: "option", word: true })),
      button(icons.add, say("newPoll"), () => this.edit(), { class: "plain", word: true }),
      lesson.drafts.length > 0 && h("h3", {}, say("prepared")),
      h("ul", { class: "people" }, ...lesson.drafts.map((draft) => [draft, draft.key, draft.content] as const).map(([draft, key, content]) => h("li", {},
        h("span", { class: "name", dir: "auto" }, ...formulaText(content.prompt)), h("span", { class: "acts" },
          button(icons.pen, say("changeQuestion"), () => this.edit(draft), { class: "plain" }),
          button(icons.bin, say("discard"), () => lesson.discardPoll(key), { class: "plain" }),
          button("", say("askNow"), () => lesson.startPoll(key), { class: "primary", word: true }))))),
      this.quizzes(),
      this.files());
  }

  private quizzes(): HTMLElement {
    const { lesson } = this.room;
    return h("section", { class: "beginnings quizzes" },
      h("h3", {}, say("quizzes")),
      button(icons.add, say("newQuiz"), () => this.make(), { class: "plain", word: true }),
      h("ul", { class: "people" }, ...lesson.quizDrafts.map((draft) => [draft, draft.key] as const).map(([draft, key]) => h("li", {},
        h("span", { class: "name", dir: "auto" }, draft.title, h("small", { class: "quiet" }, ` ${say("questionCount", { n: draft.questions.length })}`)), h("span", { class: "acts" },
          button(icons.pen, say("changeQuiz"), () => this.make(draft), { class: "plain" }),
          button(icons.bin, say("discard"), () => lesson.discardQuiz(key), { class: "plain" }),
          button("", say("beginQuiz"), () => lesson.startQuiz(key), { class: "primary", word: true }))))));
  }

  /** `draft`: makes another in its place, without a new one. */
  private make(draft?: QuizDraft): void {
    const { lesson } = this.room;
    const end = () => {
      this.maker = undefined;
      this.update();
    };
    this.maker = new QuizMaker(this.room, (quiz, isStarted) => {
      if (draft) lesson.discardQuiz(draft.key);
      if (isStarted) lesson.startQuiz(quiz);
      end();
    }, end, draft);
    this.update();
    this.maker.element.querySelector("input")?.focus();
  }

  private files(): HTMLElement {
    this.library ??= new PollLibrary(this.room);
    this.library.update();
    return this.library.element;
  }

  /** `draft`: changes it, without makes a new one. */
  private edit(draft?: PollDraft): void {
    const { lesson } = this.room;
    const end = () => {
      this.editor?.close();
      this.editor = undefined;
      this.update();
    };
    this.editor = new PollEditor(this.room, (content, key, explanation, isStarted) => {
      if (draft) lesson.revisePoll(draft.key, content, key, explanation);
      const poll = draft?.key ?? lesson.draftPoll(content, key, explanation);
      if (isStarted) lesson.startPoll(poll);
      end();
    }, end, draft);
    this.update();
    this.editor.element.querySelector("textarea")?.focus();
  }
}

customElements.define("takhti-polls", PollsPanel);
