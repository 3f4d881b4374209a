import type { Answer, AnswerKey, Ballot, PollContent, PollPhase, QuizPace, QuizQuestion, Rejection, Standing, TallyView, TopicHandle } from "../wire/index.js";
import type { PageKey } from "./lesson.js";
import type { ChangeState, LineKey } from "./lesson-talk.js";

/** Polls, as the views see them; there with `isTalking`. */
export interface Polling {
  /** Polls that are on the screens, the newest last. */
  readonly polls: readonly AskedPoll[];
  /** Words that wait for approval, of the poll that takes votes; for those who moderate. */
  readonly waitingWords: readonly string[];
  /** Those that were prepared and not asked yet, for those who teach. */
  readonly drafts: readonly PollDraft[];
  /** All that were prepared, those asked since too, for those who teach. */
  readonly questionBank: readonly PollDraft[];
  /** A page as polls name it; undefined for one that the server does not know yet. */
  topicOf(page: PageKey): TopicHandle | undefined;
  pageOf(topic: TopicHandle): PageKey | undefined;
  /** Gets the drafts from now on. */
  followDrafts(): void;
  /** Prepares a poll and returns its key, valid at once. */
  draftPoll(content: PollContent, key: AnswerKey, explanation: string): LineKey;
  /** Replaces a draft that was not asked yet. */
  revisePoll(poll: LineKey, content: PollContent, key: AnswerKey, explanation: string): void;
  discardPoll(poll: LineKey): void;
  startPoll(poll: LineKey): void;
  closePoll(poll: LineKey): void;
  revealPoll(poll: LineKey): void;
  hidePoll(poll: LineKey): void;
  askAgain(poll: LineKey): void;
  /** Takes the place of an earlier vote, sent or not. `neighbour`: somebody without a device; absent: oneself. */
  vote(poll: LineKey, answer: Answer, neighbour?: string): void;
  /** Hands counted in the hall for an option. */
  countVotes(poll: LineKey, option: number, count: number): void;
  showWord(poll: LineKey, word: string, shown: boolean): void;
  /** What this tab said for somebody without a device, while it knows what became of it. */
  voteFor(poll: LineKey, neighbour: string): AskedPoll["own"];
  /** Whether one may know who answered what now (rule R10). */
  mayKnow(poll: AskedPoll): boolean;
  /** Who answered what, while it is followed. */
  ballotsOf(poll: LineKey): readonly Ballot[] | undefined;
  /** Gets who answered what from now on, or no longer. */
  followBallots(poll: LineKey, on: boolean): void;
}

/** Quizzes, as the views see them; there with `isTalking`. */
export interface Quizzing {
  /** The quiz that is on the screens. */
  readonly quiz: AskedQuiz | undefined;
  /** Those that were prepared and did not begin yet, for those who teach; `followDrafts` gets them. */
  readonly quizDrafts: readonly QuizDraft[];
  /** Prepares a quiz and returns its key, valid at once. */
  draftQuiz(pace: QuizPace, leaderboard: boolean, title: string, questions: readonly QuizQuestion[]): LineKey;
  discardQuiz(quiz: LineKey): void;
  startQuiz(quiz: LineKey): void;
  /** The next question: for everybody, or for oneself where everybody goes on alone. */
  nextQuestion(quiz: LineKey): void;
  closeQuestion(quiz: LineKey): void;
  revealQuestion(quiz: LineKey): void;
  finishQuiz(quiz: LineKey): void;
  hideQuiz(quiz: LineKey): void;
  showLeaderboard(quiz: LineKey, on: boolean): void;
  answerQuiz(quiz: LineKey, question: number, answer: Answer): void;
  /** This device shows the question now: from here on its time runs. */
  showedQuestion(): void;
  /** Milliseconds that this device has for the question; undefined without a limit. */
  quizTimeLeft(): number | undefined;
}

export interface AskedQuiz {
  readonly key: LineKey;
  readonly title: string;
  /** Questions. */
  readonly count: number;
  readonly pace: QuizPace;
  readonly isFinished: boolean;
  /** Whether everybody sees the best. */
  readonly isShown: boolean;
  /** Of the question, from 0. */
  readonly number: number | undefined;
  /** The question that this person sees, as if it were a poll. */
  readonly question: AskedPoll | undefined;
  /** How long the own device had shown it, as the room believes, in milliseconds; undefined before the answer is stored. */
  readonly after: number | undefined;
  /** What the own answer is worth, once that is told. */
  readonly result: { readonly right: boolean; readonly points: number } | undefined;
  /** One's own, so far. */
  readonly points: number;
  readonly right: number;
  /** The next question is asked for. */
  readonly isGoingOn: boolean;
  /** The best first; undefined while they are withheld. */
  readonly best: readonly Standing[] | undefined;
  /** For those who teach. */
  readonly answersGiven: number;
  readonly peopleAnswering: number;
}

export interface QuizDraft {
  readonly key: LineKey;
  readonly title: string;
  readonly pace: QuizPace;
  /** Whether the best are shown. */
  readonly isShown: boolean;
  readonly questions: readonly QuizQuestion[];
}

export interface AskedPoll {
  readonly key: LineKey;
  readonly content: PollContent;
  readonly phase: PollPhase;
  /** One's own answer, as it will be. */
  readonly own: { readonly answer: Answer; readonly state: ChangeState; readonly reason: Rejection | undefined } | undefined;
  /** Undefined while it is withheld, or not here yet. */
  readonly tally: TallyView | undefined;
  /** The poll whose question it repeats. */
  readonly again: LineKey | undefined;
}

export interface PollDraft {
  readonly key: LineKey;
  readonly content: PollContent;
  readonly answer: AnswerKey;
  readonly explanation: string;
}
