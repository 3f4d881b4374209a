import type { EventStamp, ItemName, ItemRef, OwnWaiting, PersonalEvent, PersonalState, Question, QuestionEvent, QuestionState, StaffEvent, StaffState } from "../wire/index.js";
import { foldOwnQuizzes, foldStaffQuizzes } from "./quizzes.js";
import { isSame, madeBy, nameOf, newLine, withLine } from "./chat.js";

/** Own questions that a personal topic remembers. */
const askedLimit = 255;
/** Refused ones that it remembers. */
const refusedLimit = 15;
/** Votes that it remembers. */
const voteLimit = 1023;

/** The questions after an event, as Sources/Classroom/Talk/Questions.swift (rule R8). */
export function foldQuestions({ questions }: QuestionState, event: QuestionEvent, stamp: EventStamp): QuestionState {
  const change = (ref: ItemRef, fields: Partial<Question>): QuestionState => {
    const name = nameOf(ref, stamp);
    return { questions: questions.map((question) => (isSame(question.name, name) ? { ...question, ...fields } : question)) };
  };
  switch (event.kind) {
    case "shown": {
      const { participant, text } = event;
      const question = { name: madeBy(stamp), at: stamp.time, votes: 0, answered: false, text, answer: "" };
      return { questions: [...questions, participant === undefined ? question : { ...question, participant }] };
    }
    case "withdrawn":
    case "dismissed": {
      const name = nameOf(event.question, stamp);
      return { questions: questions.filter((question) => !isSame(question.name, name)) };
    }
    case "votesCounted": return change(event.question, { votes: event.votes });
    case "answered": return change(event.question, { answered: true, answer: event.text });
  }
}

/** What those who teach read, as Sources/Classroom/Staff.swift. */
export function foldStaff(state: StaffState, event: StaffEvent, stamp: EventStamp): StaffState {
  switch (event.kind) {
    case "questionAsked": {
      const { participant, anonymous, shown, text } = event;
      const asked = { name: madeBy(stamp), participant, anonymous, text };
      return { ...state, questions: [...state.questions, shown ? { ...asked, shown } : asked] };
    }
    case "questionShown": {
      const name = nameOf(event.question, stamp);
      return { ...state, questions: state.questions.map((asked) => (isSame(asked.name, name) ? { ...asked, shown: event.shown } : asked)) };
    }
    case "questionDismissed": {
      const name = nameOf(event.question, stamp);
      return { ...state, questions: state.questions.filter((asked) => !isSame(asked.name, name)) };
    }
    case "said": return { ...state, lines: withLine(state.lines, newLine(event, stamp)) };
    case "pollDrafted": {
      const { content, key, explanation } = event;
      const draft = { name: nameOf(event.poll, stamp), content, key, explanation };
      const index = state.drafts.findIndex(({ name }) => isSame(name, draft.name));
      return { ...state, drafts: index < 0 ? [...state.drafts, draft] : state.drafts.map((old, at) => (at === index ? draft : old)) };
    }
    case "pollDiscarded": {
      const name = nameOf(event.poll, stamp);
      return { ...state, drafts: state.drafts.filter((draft) => !isSame(draft.name, name)) };
    }
    case "quizDrafted":
    case "quizDiscarded":
    case "quizAnswered": return foldStaffQuizzes(state, event, stamp);
    default: return state;
  }
}

/** What is one's own, as Sources/Classroom/Personal.swift. */
export function foldPersonal(state: PersonalState, event: PersonalEvent, stamp: EventStamp): PersonalState {
  switch (event.kind) {
    case "voted": {
      const poll = nameOf(event.poll, stamp);
      const votes = state.votes.filter((vote) => !isSame(vote.poll, poll));
      return { ...state, votes: event.answer.kind === "nothing" ? votes : [...votes, { poll, answer: event.answer }].slice(-voteLimit) };
    }
    case "questionKept": {
      const { shown, waited } = event;
      const waiting = waited ? state.waiting.filter(({ name }) => !isSame(name, waited)) : state.waiting;
      if (state.asked.some((name) => isSame(name, shown))) return { ...state, waiting };
      return { ...state, asked: [...state.asked, shown].slice(-askedLimit), waiting };
    }
    case "questionWaits": {
      const name = madeBy(stamp);
      if (state.waiting.some((own) => isSame(own.name, name))) return state;
      return { ...state, waiting: [...state.waiting, { name, at: stamp.time, anonymous: event.anonymous, refused: false, text: event.text }] };
    }
    case "questionGone": return { ...state, waiting: withoutWaiting(state.waiting, event.question, event.refused) };
    case "questionVoted": {
      const others = state.questions.filter((name) => !isSame(name, event.question));
      return { ...state, questions: event.up ? [...others, event.question] : others };
    }
    case "quizAnswered":
    case "quizScored":
    case "quizAsked":
    case "quizExplained": return foldOwnQuizzes(state, event, stamp);
    case "roleSet": return { ...state, role: event.role };
    default: return state;
  }
}

/** What is refused stays until its author takes it back, the latest of them. */
function withoutWaiting(waiting: readonly OwnWaiting[], question: ItemName, isRefused: boolean): OwnWaiting[] {
  if (!isRefused) return waiting.filter(({ name }) => !isSame(name, question));
  const left = waiting.map((own) => (isSame(own.name, question) ? { ...own, refused: true } : own));
  const refused = left.filter((own) => own.refused);
  return refused.length > refusedLimit ? left.filter((own) => own !== refused[0]) : left;
}
