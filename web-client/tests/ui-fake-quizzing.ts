import type { AskedQuiz, LineKey, QuizDraft, Quizzing } from "../src/sync/lesson.js";
import type { Answer, PollPhase, QuizPace, QuizQuestion } from "../src/wire/index.js";
import { FakePolling } from "./ui-fake-polling.js";

/** Quizzes without a server: everything is accepted at once. */
export abstract class FakeQuizzing extends FakePolling implements Quizzing {
  quiz: AskedQuiz | undefined;
  quizDrafts: QuizDraft[] = [];
  private readonly asked = new Map<LineKey, readonly QuizQuestion[]>();
  private quizCount = 0;

  draftQuiz(pace: QuizPace, isShown: boolean, title: string, questions: readonly QuizQuestion[]): LineKey {
    const key = `5:${++this.quizCount}` as LineKey;
    this.asked.set(key, questions);
    this.quizDrafts = [...this.quizDrafts, { key, title, pace, isShown, questions }];
    this.quizzed(this.quiz && { ...this.quiz, isShown: this.quiz.isShown || isShown });
    return key;
  }
  discardQuiz(quiz: LineKey): void {
    this.quizDrafts = this.quizDrafts.filter(({ key }) => key !== quiz);
    this.quizzed(this.quiz);
  }
  startQuiz(quiz: LineKey): void {
    const draft = this.quizDrafts.find(({ key }) => key === quiz);
    this.discardQuiz(quiz);
    if (!draft) return;
    const { key, title, pace, questions } = draft;
    this.quizzed({
      key, title, pace, count: questions.length, isFinished: false, isShown: false, number: undefined, question: undefined, after: undefined, result: undefined,
      points: 0, right: 0, isGoingOn: false, best: undefined, answersGiven: 0, peopleAnswering: 0,
    });
  }
  nextQuestion(quiz: LineKey): void {
    const number = (this.quiz?.number ?? -1) + 1;
    const content = this.asked.get(quiz)?.[number]?.content;
    if (!content || !this.quiz) return;
    const closes = content.rules.seconds === undefined ? {} : { closes: (Date.now() + content.rules.seconds * 1000) as never };
    const question = { key: `${quiz}/${number}` as LineKey, content, phase: { kind: "running" as const, ...closes }, own: undefined, tally: undefined, again: undefined };
    this.quizzed({ ...this.quiz, number, question, result: undefined, after: undefined });
  }
  closeQuestion(): void {
    this.phase({ kind: "closed" });
  }
  revealQuestion(quiz: LineKey): void {
    const asked = this.asked.get(quiz)?.[this.quiz?.number ?? 0];
    if (asked) this.phase({ kind: "revealed", key: asked.key, explanation: asked.explanation });
  }
  finishQuiz(): void {
    if (this.quiz) this.quizzed({ ...this.quiz, isFinished: true, question: undefined, number: undefined });
  }
  hideQuiz(): void {
    this.quizzed(undefined);
  }
  showLeaderboard(_: LineKey, on: boolean): void {
    if (this.quiz) this.quizzed({ ...this.quiz, isShown: on });
  }
  answerQuiz(_: LineKey, __: number, answer: Answer): void {
    if (this.quiz?.question) this.quizzed({ ...this.quiz, after: 2400, question: { ...this.quiz.question, own: { answer, state: "stored", reason: undefined } } });
  }
  showedQuestion(): void {}
  quizTimeLeft(): number | undefined {
    const phase = this.quiz?.question?.phase;
    return phase?.kind === "running" && phase.closes !== undefined ? phase.closes - Date.now() : undefined;
  }

  /** Changes what is seen of the quiz. */
  quizIs(fields: Partial<AskedQuiz>): void {
    if (this.quiz) this.quizzed({ ...this.quiz, ...fields });
  }

  private phase(phase: PollPhase): void {
    if (this.quiz?.question) this.quizzed({ ...this.quiz, question: { ...this.quiz.question, phase } });
  }

  private quizzed(quiz: AskedQuiz | undefined): void {
    this.quiz = quiz;
    this.tell({ kind: "talk" });
  }
}
