import type { AskedQuestion, EventStamp, ItemName, ItemRef, OwnAnswer, PersonalEvent, PersonalState, PollPhase, Quiz, QuizAnswer, QuizEvent, QuizState, StaffEvent, StaffState } from "../wire/index.js";
import { isSame, madeBy, nameOf } from "./chat.js";

const quizLimit = 127;
const answerLimit = 16_383;
const crowdLimit = 65_535;

const running = (closes: number | undefined): PollPhase => (closes === undefined ? { kind: "running" } : { kind: "running", closes: closes as never });

/** The quizzes after an event, as Sources/Classroom/Quizzes/RoomCore+Quizzes.swift (rule R12). */
export function foldQuizzes(state: QuizState, event: QuizEvent, stamp: EventStamp): QuizState {
  const name = nameOf(event.quiz, stamp);
  const change = (act: (quiz: Quiz) => Quiz): QuizState => ({ quizzes: state.quizzes.map((quiz) => (isSame(quiz.name, name) ? act(quiz) : quiz)) });
  const inPhase = (phase: PollPhase): QuizState => change((quiz) => (quiz.asked ? { ...quiz, asked: { ...quiz.asked, phase } } : quiz));
  switch (event.kind) {
    case "started": {
      const { tally, leaderboard, shown, quizPace, count, title } = event;
      if (state.quizzes.length >= quizLimit || state.quizzes.some((quiz) => isSame(quiz.name, name))) return state;
      return { quizzes: [...state.quizzes, { name, tally, leaderboard, shown, quizPace, count, title, finished: false, hidden: false }] };
    }
    case "asked": {
      const { question, closes, content } = event;
      const asked: AskedQuestion = { question, since: stamp.time, phase: running(closes), content };
      return change((quiz) => ({ ...quiz, asked }));
    }
    case "closing": return inPhase({ kind: "closing", until: event.until });
    case "closed": return inPhase({ kind: "closed" });
    case "explained": {
      const { question, key, explanation } = event;
      return change((quiz) => (quiz.asked?.question === question ? { ...quiz, asked: { ...quiz.asked, phase: { kind: "revealed", key, explanation } } } : quiz));
    }
    case "finished": return change(({ asked: _, ...quiz }) => ({ ...quiz, finished: true }));
    case "leaderboardShown": return change((quiz) => ({ ...quiz, shown: event.shown }));
    case "hidden": return change((quiz) => ({ ...quiz, hidden: true }));
  }
}

/** What those who teach read of quizzes, as Sources/Classroom/Quizzes/Staff+Quizzes.swift. */
export function foldStaffQuizzes(state: StaffState, event: StaffEvent, stamp: EventStamp): StaffState {
  switch (event.kind) {
    case "quizDrafted": {
      const { quizPace, leaderboard, title, questions } = event;
      const name = madeBy(stamp);
      if (state.quizzes.length >= quizLimit || state.quizzes.some((quiz) => isSame(quiz.name, name))) return state;
      return { ...state, quizzes: [...state.quizzes, { name, quizPace, leaderboard, title, questions }] };
    }
    case "quizDiscarded": {
      const name = nameOf(event.quiz, stamp);
      return { ...state, quizzes: state.quizzes.filter((quiz) => !isSame(quiz.name, name)) };
    }
    case "quizAnswered": {
      const { participant, question, after, right, points, answer } = event;
      const made: QuizAnswer = { quiz: nameOf(event.quiz, stamp), participant, question, after, right, points, answer };
      const index = state.answers.findIndex((old) => old.participant === participant && old.question === question && isSame(old.quiz, made.quiz));
      if (index >= 0) return { ...state, answers: state.answers.map((old, at) => (at === index ? made : old)) };
      return state.answers.length < crowdLimit ? { ...state, answers: [...state.answers, made] } : state;
    }
    default: return state;
  }
}

/** What is one's own of quizzes, as Sources/Classroom/Quizzes/Personal+Quizzes.swift. */
export function foldOwnQuizzes(state: PersonalState, event: PersonalEvent, stamp: EventStamp): PersonalState {
  const isIt = ({ quiz, question }: { quiz: ItemName; question: number }, of: { quiz: ItemRef; question: number }): boolean =>
    question === of.question && isSame(quiz, nameOf(of.quiz, stamp));
  switch (event.kind) {
    case "quizAnswered": {
      const { question, after, answer } = event;
      const own: OwnAnswer = { quiz: nameOf(event.quiz, stamp), question, after, answer };
      return { ...state, answers: [...state.answers.filter((old) => !isIt(old, event)).slice(1 - answerLimit), own] };
    }
    case "quizScored": {
      const { right, points } = event;
      return { ...state, answers: state.answers.map((own) => (isIt(own, event) ? { ...own, result: { right, points } } : own)) };
    }
    case "quizAsked": {
      const { question, closes, content } = event;
      const quiz = nameOf(event.quiz, stamp);
      const others = state.quizzes.filter((own) => !isSame(own.quiz, quiz)).slice(1 - quizLimit);
      return { ...state, quizzes: [...others, { quiz, question, since: stamp.time, phase: running(closes), content }] };
    }
    case "quizExplained": {
      const { key, explanation } = event;
      return { ...state, quizzes: state.quizzes.map((own) => (isIt(own, event) ? { ...own, phase: { kind: "revealed", key, explanation } } : own)) };
    }
    default: return state;
  }
}
