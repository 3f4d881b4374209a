import type { LineKey, PollDraft, QuizDraft } from "../../sync/lesson.js";
import type { PollContent, QuizPace, QuizQuestion } from "../../wire/index.js";
import { button, h } from "../element.js";
import { fitField } from "../name-text.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { formulaText } from "./formula-text.js";
import { toggle } from "./people-panel.js";
import { digits } from "./poll-options.js";

const times = ["", "10", "20", "30", "60", "120", "300"];
const worths = ["0", "1", "10", "100", "1000"];
const paces: readonly QuizPace[] = ["lecturer", "own"];
/** As the schema's `quizLimit`. */
const questionLimit = 127;

/** Makes a quiz of questions that were prepared: which, in which order, for how long and for how many points. */
export class QuizMaker {
  readonly element = h("form", { class: "editor", onsubmit: (event: Event) => event.preventDefault() });
  private title = "";
  private pace: QuizPace = "lecturer";
  private seconds = "30";
  private points = "100";
  private isShown = true;
  /** In the order in which they were chosen. */
  private chosen: string[] = [];
  /** What a quiz that is changed holds already, by its place in it. */
  private readonly kept = new Map<string, QuizQuestion>();
  /** Its time and points, as this form says them: who changes them there changes them for all that had them. */
  private before = { seconds: this.seconds, points: this.points };

  /** `draft`: what is changed; a new one without. */
  constructor(private readonly room: RoomContext, private readonly done: (quiz: LineKey, isStarted: boolean) => void, private readonly cancel: () => void, draft?: QuizDraft) {
    if (draft) this.take(draft);
    this.draw();
  }

  private take({ title, pace, isShown, questions }: QuizDraft): void {
    questions.forEach((question, index) => this.kept.set(`kept ${index}`, question));
    this.chosen = [...this.kept.keys()];
    const rules = questions[0]?.content.rules;
    const [seconds, points] = [`${rules?.seconds ?? ""}`, `${rules?.points ?? 0}`];
    Object.assign(this, { title, pace, isShown, seconds: times.includes(seconds) ? seconds : this.seconds, points: worths.includes(points) ? points : this.points });
    this.before = { seconds: this.seconds, points: this.points };
  }

  /** All there is to choose from: what the quiz holds, and what was prepared beside it. */
  private bank(): { key: string; content: PollContent }[] {
    const same = ({ pollKind, prompt, options }: PollContent) => JSON.stringify([pollKind, prompt, options]);
    const held = new Set([...this.kept.values()].map(({ content }) => same(content)));
    return [...[...this.kept].map(([key, { content }]) => ({ key, content })), ...this.room.lesson.questionBank.filter(({ content }) => !held.has(same(content)))];
  }

  private draw(): void {
    const bank = this.bank();
    const choose = (label: string, values: readonly string[], value: string, words: (value: string) => string, set: (value: string) => void) =>
      h("label", { class: "row spread" }, h("span", {}, label), h("select", { onchange: (event: Event) => set((event.target as HTMLSelectElement).value) }, ...values.map((one) => h("option", { value: one, selected: one === value }, words(one)))));
    const title = h("input", { value: this.title, "aria-label": say("quizTitle"), placeholder: say("quizTitle"), dir: "auto", oninput: (event: Event) => {
      fitField(event);
      this.title = title.value;
    } });
    this.element.replaceChildren(
      title,
      h("h3", {}, say("quizQuestions")),
      bank.length === 0 ? h("p", { class: "quiet" }, say("noneToChoose")) : h("ul", { class: "bank" }, ...bank.map((question) => h("li", {}, this.row(question)))),
      choose(say("quizPace"), paces, this.pace, (pace) => say(`pace.${pace as QuizPace}`), (pace) => (this.pace = pace as QuizPace)),
      choose(say("timeEach"), times, this.seconds, (time) => (time === "" ? say("noLimit") : say("seconds", { n: Number(time) })), (time) => (this.seconds = time)),
      choose(say("pointsEach"), worths, this.points, (points) => say("points", { n: Number(points) }), (points) => (this.points = points)),
      toggle(say("showBest"), this.isShown, (on) => {
        this.isShown = on;
        this.draw();
      }),
      h("div", { class: "row" }, button("", say("beginQuiz"), () => this.finish(true), { class: "primary", word: true }), button("", say("keepForLater"), () => this.finish(false), { class: "plain", word: true }), button("", say("close"), () => this.cancel(), { class: "plain", word: true })));
  }

  private row({ key, content }: { key: string; content: PollContent }): HTMLElement {
    const place = this.chosen.indexOf(key);
    const flip = () => {
      this.chosen = place < 0 ? [...this.chosen, key].slice(0, questionLimit) : this.chosen.filter((one) => one !== key);
      this.draw();
      this.element.querySelector<HTMLElement>(`[data-key="${key}"]`)?.focus();
    };
    return h("button", { type: "button", class: "option", role: "checkbox", "data-key": key, "aria-checked": `${place >= 0}`, onclick: flip, dir: "auto" }, place >= 0 && h("b", { class: "number" }, `${digits(place + 1)}.`), h("span", {}, ...formulaText(content.prompt)));
  }

  private finish(isStarted: boolean): void {
    const { lesson } = this.room;
    const field = this.element.querySelector("input")!;
    field.toggleAttribute("aria-invalid", false);
    if (this.title.trim() === "") return field.setAttribute("aria-invalid", "true"), field.focus();
    const bank = new Map<string, PollDraft>(lesson.questionBank.map((question) => [question.key, question]));
    const questions = this.chosen.flatMap((key) => {
      const [kept, prepared] = [this.kept.get(key), bank.get(key)];
      return kept ? this.again(kept) : prepared ? this.questionOf(prepared) : [];
    });
    if (questions.length === 0) return this.element.querySelector<HTMLElement>(".bank button")?.focus();
    this.done(lesson.draftQuiz(this.pace, this.isShown, this.title.trim(), questions), isStarted);
  }

  /** A question of the quiz that is changed: with the time and points of the form where it had those. */
  private again({ content, ...rest }: QuizQuestion): QuizQuestion {
    const { seconds, ...untimed } = content.rules;
    const time = `${seconds ?? ""}` === this.before.seconds ? (this.seconds === "" ? undefined : Number(this.seconds)) : seconds;
    const points = `${untimed.points ?? 0}` === this.before.points ? Number(this.points) : untimed.points;
    return { ...rest, content: { ...content, rules: { ...untimed, ...(points === undefined ? {} : { points }), ...(time === undefined ? {} : { seconds: time }) } } };
  }

  private questionOf({ content, answer, explanation }: PollDraft): QuizQuestion {
    const seconds = content.rules.seconds ?? (this.seconds === "" ? undefined : Number(this.seconds));
    const rules = { ...content.rules, secrecy: "staff" as const, live: false, neighbours: false, moderated: false, points: Number(this.points), ...(seconds === undefined ? {} : { seconds }) };
    return { content: { ...content, rules }, key: answer, explanation };
  }
}
