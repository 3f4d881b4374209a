import type { AskedPoll, AskedQuiz } from "../../sync/lesson.js";
import { button, h } from "../element.js";
import type { RoomContext } from "../room-context.js";
import { say } from "../words.js";
import { formulaText } from "./formula-text.js";
import { toggle } from "./people-panel.js";
import { PictureView } from "./picture-view.js";
import { keyText } from "./poll-key.js";
import { bestOf } from "./quiz-sheet.js";

/** The quiz as those who teach lead it: what is asked, how many answered, and what comes next as one button. `resultOf` draws a question's result. */
export function quizDesk({ lesson }: RoomContext, quiz: AskedQuiz, resultOf: (question: AskedPoll) => HTMLElement): HTMLElement {
  const { key, title, number, count, pace, question, isFinished, isShown, best } = quiz;
  const phase = question?.phase;
  const act = (word: "closeQuestion" | "revealQuestion" | "nextQuestion" | "firstQuestion" | "finishQuiz" | "hideQuiz", isMain: boolean) => button("", say(word), () => (word === "firstQuestion" ? lesson.nextQuestion(key) : lesson[word](key)), { class: isMain ? "primary" : "plain", word: true });
  const acts = (): HTMLElement[] => {
    if (isFinished) return [act("hideQuiz", true)];
    if (pace === "own") return [act("finishQuiz", false)];
    switch (phase?.kind) {
      case undefined: return [act("firstQuestion", true), act("finishQuiz", false)];
      case "running": return [act("closeQuestion", true)];
      case "closing": case "closed": return [act("revealQuestion", true)];
      case "revealed": return number! + 1 < count ? [act("nextQuestion", true), act("finishQuiz", false)] : [act("finishQuiz", true)];
    }
  };
  const isListed = question && (question.content.options.length > 0 || question.content.pollKind === "truth");
  const told = phase?.kind === "revealed" && question && !isListed ? keyText(phase.key, question.content) : "";
  return h("section", { class: "poll-now quiz-now" },
    h("p", { class: "quiet" }, h("span", { dir: "auto" }, title), number === undefined ? "" : ` · ${say("questionOf", { n: number + 1, count })}`),
    question && h("h3", { dir: "auto" }, ...formulaText(question.content.prompt)),
    question?.content.picture && new PictureView(question.content.picture),
    !question && h("h3", {}, isFinished ? say("quizFinished") : say(pace === "own" ? "pace.own" : "quizReady", { n: count })),
    question && h("p", { class: "row spread" }, h("span", { class: "number" }, say("answeredOf", { n: question.tally?.answered ?? lesson.counts?.voted ?? 0, count: lesson.counts?.students ?? 0 })), h("span", { class: "left number" })),
    pace === "own" && h("p", { class: "number" }, say("takingPart", { n: quiz.peopleAnswering })),
    question?.tally && resultOf(question),
    told !== "" && h("p", {}, `${say("rightAnswer")}: `, h("b", { dir: "auto" }, told)),
    phase?.kind === "revealed" && phase.explanation !== "" && h("p", { class: "answer", dir: "auto" }, phase.explanation),
    h("div", { class: "row" }, ...acts()),
    best && best.length > 0 && bestOf(quiz),
    toggle(say("showBest"), isShown, (on) => lesson.showLeaderboard(key, on)));
}
