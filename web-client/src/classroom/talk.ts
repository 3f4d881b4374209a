/** Chat, questions, what those who teach read and what is one's own: loaded when the first of them is opened. */
import { provideStaff } from "../wire/staff.generated.js";
import { provideTalk } from "../wire/talk.generated.js";
import type { BallotState, ChatState, Event, EventStamp, PersonalState, QuestionState, StaffState, TopicState } from "../wire/index.js";
import { foldBallots } from "./ballots.js";
import { provideTopicFold } from "./later-folds.js";
import { foldQuestions, foldStaff, foldPersonal } from "./questions.js";
import { foldChat } from "./chat.js";
import "./rest.js";

provideTalk();
provideStaff();
provideTopicFold(foldTopic, "chat", "question", "staff", "personal", "ballot");

/** The state of a topic after its next event; `undefined` before the first. */
function foldTopic(state: TopicState | undefined, event: Event, stamp: EventStamp): TopicState | undefined {
  switch (event.kind) {
    case "chat": return { kind: "chat", ...foldChat(chatOf(state), event.event, stamp) };
    case "question": return { kind: "questions", ...foldQuestions(questionsOf(state), event.event, stamp) };
    case "staff": return { kind: "staff", ...foldStaff(staffOf(state), event.event, stamp) };
    case "personal": return { kind: "personal", ...foldPersonal(personalOf(state), event.event, stamp) };
    case "ballot": return { kind: "ballots", ...foldBallots(ballotsOf(state), event.event) };
    default: return state;
  }
}

export const chatOf = (state: TopicState | undefined): ChatState => (state?.kind === "chat" ? state : { lines: [], slow: 0, paused: false });
export const questionsOf = (state: TopicState | undefined): QuestionState => (state?.kind === "questions" ? state : { questions: [] });
export const staffOf = (state: TopicState | undefined): StaffState => (state?.kind === "staff" ? state : { drafts: [], quizzes: [], answers: [], questions: [], lines: [] });
export const ballotsOf = (state: TopicState | undefined): BallotState => (state?.kind === "ballots" ? state : { ballots: [], hall: [], hiddenWords: [] });
export const personalOf = (state: TopicState | undefined): PersonalState =>
  state?.kind === "personal" ? state : { role: "student", votes: [], answers: [], quizzes: [], questions: [], asked: [], waiting: [] };
