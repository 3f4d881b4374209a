import type { Operating } from "./operating.js";
import type { Answer, Ballot, AnswerKey, Audience, Background, Device, Display, OutboxHandle, Pace, ParticipantHandle, Place, PollContent, PollPhase, QuizPace, QuizQuestion, Reaction, Right, Rights, Role, Signal, Standing, StrokeStyle, TallyView, TopicHandle } from "../wire/index.js";
import type { Denial, Farewell, Rejection } from "../wire/index.js";
import type { InkFormat, InkSample } from "../wire/ink/index.js";
import type { InkRange } from "../wire/ink/sample-ranges.js";

/**
 * What the views see of a lesson, and what they may ask of it. The views import this file only; `room-session.ts` implements it.
 *
 * All that is here is the server's state with this tab's own unsent changes already applied. Values are read when a view renders;
 * `subscribe` says when.
 */
export interface Lesson extends Talking, Polling, Presence, Quizzing, Labs {
  readonly link: Link;
  /** Who this tab is; undefined before the first welcome. */
  readonly me: Me | undefined;
  readonly name: string;
  readonly locked: boolean;
  /** In their order, without removed ones. */
  readonly pages: readonly PageInfo[];
  /** Removed pages that can be restored, the latest last. */
  readonly removedPages: readonly PageInfo[];
  /** The page on which the lesson is. */
  readonly taught: PageKey | undefined;
  readonly roles: ReadonlyMap<Role, Rights>;
  /** Everybody who is or was here; filled only while `followPeople(true)`. */
  readonly people: readonly Person[];
  /** How many are connected; undefined before the server said so. */
  readonly presentCount: number | undefined;
  /** Changes of this device that the server has not stored yet. */
  readonly pendingCount: number;
  /** Changes that were refused and still stand here with their reason. */
  readonly refusals: readonly Refusal[];
  /** Who may write what is decided by the server; this only says whether the tools make sense now. */
  readonly mayWrite: boolean;
  readonly mayTeach: boolean;

  /** Calls `listener` after each change with what changed; returns how to stop. */
  subscribe(listener: (change: LessonChange) => void): () => void;

  /** The page's ink. Asking for it follows it; it is empty with `isLoaded` false until its snapshot is here. */
  page(key: PageKey): Page;
  /** The page is looked at no longer: it may be dropped from memory, and from what the server sends. */
  release(key: PageKey): void;
  followPeople(on: boolean): void;

  /** A pen comes down. Ink goes out in chunks as it is written. */
  beginStroke(page: PageKey, style: StrokeStyle, format: InkFormat): StrokePen;
  erase(page: PageKey, strokes: readonly StrokeKey[]): void;
  /** Takes parts out of strokes, by ranges of their original sample indices. */
  cut(page: PageKey, cuts: readonly { stroke: StrokeKey; ranges: readonly InkRange[] }[]): void;
  clear(page: PageKey): void;
  canUndo(page: PageKey): boolean;
  canRedo(page: PageKey): boolean;
  undo(page: PageKey): void;
  redo(page: PageKey): void;

  /** Adds a page after `after` (undefined: as the first) and returns its key, valid at once. */
  addPage(after: PageKey | undefined, background: Background): PageKey;
  namePage(page: PageKey, name: string): void;
  movePage(page: PageKey, after: PageKey | undefined): void;
  removePage(page: PageKey): void;
  restorePage(page: PageKey): void;
  setBackground(page: PageKey, background: Background): void;
  teach(page: PageKey): void;
  nameRoom(name: string): void;
  lock(on: boolean): void;
  /** Sets what a role may do, such as letting all students write. */
  allow(role: Role, rights: Rights): void;
  /** Gives one person the pen, or takes it back. */
  grantPen(participant: ParticipantHandle, on: boolean): void;
  rename(name: string): void;
  signal(signal: Signal): void;

  /** Lets go of a refused change: it disappears from this device. */
  discard(refusal: Refusal): void;
  /** Tries a refused change again. */
  resend(refusal: Refusal): void;
  /** Tries to connect now rather than after the pause. */
  reconnectNow(): void;
  /** Ends the session; the outbox stays. */
  close(): void;
}

/**
 * Hands, chat, questions and reactions. There a moment after the lesson itself: until `isTalking` all is empty, and what is given waits.
 * Own changes are seen at once; each has a `state`.
 */
export interface Talking {
  readonly isTalking: boolean;
  /** How many are here and what waits; undefined before the server said so. */
  readonly counts: Counts | undefined;
  /** The room's time now, in milliseconds. */
  roomTime(): number;
  may(right: Right): boolean;
  /** Whether this person may moderate: who teaches may, too. */
  readonly mayModerate: boolean;

  /** What the display of the hall shows beside the page. */
  readonly display: Display;
  setDisplay(display: Display): void;

  /** Hands that are up, the longest waiting first. */
  readonly hands: readonly RaisedHand[];
  /** Hands of people without devices. */
  readonly hallHands: number;
  raiseHand(on: boolean): void;
  lowerHand(who: ParticipantHandle): void;
  lowerHands(): void;
  callOn(who: ParticipantHandle): void;
  /** Calls on somebody by fair chance. */
  pick(): void;
  countHall(count: number): void;

  /** Gets the chat from now on; it is empty with `isChatLoaded` false until then. */
  followChat(): void;
  readonly isChatLoaded: boolean;
  readonly chat: Chat;
  say(text: string, audience: Audience, answers?: LineKey): void;
  removeLine(line: LineKey): void;
  pinLine(line: LineKey, on: boolean): void;
  slowChat(pause: number): void;
  pauseChat(on: boolean): void;

  /** Gets the questions from now on. */
  followQuestions(): void;
  readonly areQuestionsLoaded: boolean;
  /** Those that wait for approval first (for those who moderate, and one's own, refused ones too), then those with the most votes. */
  readonly questions: readonly AskedQuestion[];
  readonly questionsWait: boolean;
  ask(text: string, anonymous: boolean): void;
  withdrawQuestion(question: LineKey): void;
  approveQuestion(question: LineKey): void;
  dismissQuestion(question: LineKey): void;
  voteUp(question: LineKey, on: boolean): void;
  /** An empty text: answered aloud. */
  answerQuestion(question: LineKey, text: string): void;
  moderateQuestions(on: boolean): void;
}

/** Who is here, what they may do, and how the lesson feels to them; there with `isTalking`. */
export interface Presence {
  /** How somebody is called; undefined until the server has said so. Asking for it gets it, and says when it is here. */
  nameOf(who: ParticipantHandle): string | undefined;
  /** What somebody may do beyond the role. */
  grantsOf(who: ParticipantHandle): readonly Right[];
  grant(who: ParticipantHandle, right: Right, on: boolean): void;
  setRole(who: ParticipantHandle, role: Role): void;
  removePerson(who: ParticipantHandle, ban: boolean): void;
  /** Lets a banned person in again. */
  admit(who: ParticipantHandle): void;
  /** Gets what is told to nobody else from now on, such as a role. */
  followOwn(): void;
  /** Says where one sits. */
  sit(place: Place): void;
  /** Of one person the latest of a second counts. Others hear of it as a signal of the room with a count. */
  react(reaction: Reaction): void;
  /** Says how the pace feels; it counts for a minute, without a name. */
  feel(pace: Pace): void;
  /** What this tab said and what still counts. */
  readonly feeling: Pace;
  /** Gets how the class feels from now on, for those who teach or moderate. */
  followPace(): void;
  /** Of the last ten minutes; each step holds until the next, the last one now. */
  readonly paceCurve: readonly PacePoint[];
  /** Gets who was here how long, for those who teach or moderate. */
  followAttendance(on: boolean): void;
  /** Undefined until it is here. */
  readonly attendance: readonly Attended[] | undefined;
}

/** How many feel what. */
export interface PacePoint {
  /** On the room's clock. */
  readonly at: number;
  readonly tooFast: number;
  readonly tooSlow: number;
  readonly lost: number;
}

/** One person's part in the lesson. Times are on the room's clock. */
export interface Attended {
  readonly participant: ParticipantHandle;
  readonly here: boolean;
  readonly joined: number;
  readonly left: number | undefined;
  /** Milliseconds connected. */
  readonly stay: number;
  readonly hands: number;
  readonly answers: number;
}

/** Labs, as the views see them; there with `isTalking`. */
export interface Labs {
  /** Labs that go on, as far as that is known. */
  readonly labCount: number;
  /** The labs, loaded and followed from now on. */
  operate(): Promise<Operating>;
}

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

export interface Counts {
  readonly present: number;
  readonly hall: number;
  readonly remote: number;
  readonly hands: number;
  readonly questions: number;
  /** In the poll that takes votes. */
  readonly voted: number | undefined;
}

export interface RaisedHand {
  readonly participant: ParticipantHandle;
  /** On the room's clock; see `roomTime`. */
  readonly since: number;
  readonly isMine: boolean;
}

/** Names a line or a question for good: "outbox:counter". */
export type LineKey = string & { readonly line: unique symbol };

export type ChangeState = "pending" | "stored" | "refused";

export interface Chat {
  readonly lines: readonly Line[];
  /** Milliseconds between two lines of one person. */
  readonly slow: number;
  readonly paused: boolean;
}

export interface Line {
  readonly key: LineKey;
  readonly participant: ParticipantHandle | undefined;
  readonly isMine: boolean;
  /** On the room's clock. */
  readonly at: number;
  readonly audience: Audience;
  readonly answers: LineKey | undefined;
  readonly pinned: boolean;
  readonly text: string;
  readonly state: ChangeState;
}

export interface AskedQuestion {
  readonly key: LineKey;
  /** Undefined: anonymous to the class. Those who moderate see who asked. */
  readonly participant: ParticipantHandle | undefined;
  readonly anonymous: boolean;
  readonly isMine: boolean;
  readonly at: number;
  readonly votes: number;
  readonly iVoted: boolean;
  readonly answered: boolean;
  readonly text: string;
  readonly answer: string;
  /** Not shown before somebody approves. */
  readonly waits: boolean;
  /** One's own that those who moderate do not show. */
  readonly refused: boolean;
  readonly state: ChangeState;
}

/** The state of the connection, as the chip says it. */
export type Link =
  | { kind: "connecting" }
  | { kind: "live"; /** Milliseconds there and back. */ roundTrip: number }
  | { kind: "slow"; roundTrip: number; /** How old what is seen is. */ delay: number }
  | { kind: "reconnecting"; /** Milliseconds until the next try; 0: now. */ wait: number }
  | { kind: "offline" }
  | { kind: "denied"; reason: Denial; wait: number | undefined }
  /** The session is over: another tab took the outbox, the lecturer sent the person out, … */
  | { kind: "ended"; reason: Farewell };

export interface Me {
  readonly participant: ParticipantHandle;
  readonly outbox: OutboxHandle;
  readonly role: Role;
}

/** Names a page for good: `t4` for the page of topic 4, `m17` for one that this outbox added with command 17 and that has no topic yet. */
export type PageKey = string & { readonly page: unique symbol };

/** Names a stroke for good: "outbox:counter". */
export type StrokeKey = string & { readonly stroke: unique symbol };

export interface PageInfo {
  readonly key: PageKey;
  readonly topic: TopicHandle | undefined;
  readonly title: string;
  readonly background: Background;
  /** Whether the server has it. */
  readonly stored: boolean;
}

export interface Person {
  readonly participant: ParticipantHandle;
  readonly name: string;
  readonly role: Role;
  readonly place: Place;
  readonly device: Device;
  readonly here: boolean;
  readonly banned: boolean;
  /** What the person may do beyond the role. */
  readonly grants: readonly Right[];
  /** Holds the pen by a grant. */
  readonly mayWrite: boolean;
}

/** A page's ink, from the back to the front. */
export interface Page {
  readonly key: PageKey;
  readonly isLoaded: boolean;
  /** Finished strokes and those being written, in the order to draw them. */
  readonly strokes: readonly Stroke[];
  stroke(key: StrokeKey): Stroke | undefined;
}

/**
 * One stroke. The object is replaced when style, cuts or transform change; while it is being written, `samples` grows in place. Strokes of
 * a snapshot have knots only: `samples` then are the knots and `indices` their sample indices.
 */
export interface Stroke {
  readonly key: StrokeKey;
  readonly author: OutboxHandle;
  readonly style: StrokeStyle;
  readonly format: InkFormat;
  readonly samples: readonly InkSample[];
  /** Sample index of each of `samples`; empty where they are all. */
  readonly indices: readonly number[];
  readonly sampleCount: number;
  /** What was erased of it: half-open ranges of sample indices, ascending, apart. */
  readonly cuts: readonly InkRange[];
  /** Whether the pen is still down. */
  readonly isOpen: boolean;
  /** Own and not stored yet, stored, or refused. */
  readonly state: "stored" | "pending" | "refused";
  /** Whether this tab is writing it: the views draw it from the pen itself. */
  readonly isOwn: boolean;
}

/** What changed; views redraw as little as they need. */
export type LessonChange =
  | { kind: "link" }
  /** Pages, names, roles, rights, who is taught what. */
  | { kind: "room" }
  | { kind: "people" }
  /** Pending count, refusals. */
  | { kind: "outbox" }
  /** Everything on the page may be different: a snapshot came. */
  | { kind: "page"; page: PageKey }
  /** These strokes are new, changed or gone. */
  | { kind: "strokes"; page: PageKey; strokes: readonly StrokeKey[] }
  /** Someone else's pen went on: draw it at the speed at which it was written. */
  | { kind: "ink"; page: PageKey; stroke: StrokeKey; ink: InkArrival }
  /** Hands, chat, questions, counts. */
  | { kind: "talk" }
  /** Labs and their machines. */
  | { kind: "labs" }
  /** Somebody was called on. */
  | { kind: "calledOn"; participant: ParticipantHandle; isMe: boolean; picked: boolean }
  | { kind: "signal"; from: OutboxHandle; signal: Signal }
  /** An added page has its topic: `from` is now `to` (both keys stay valid). */
  | { kind: "pageKey"; from: PageKey; to: PageKey };

/** Live ink as it arrived. `samples[first..first+count]` of the stroke are new. */
export interface InkArrival {
  readonly first: number;
  readonly count: number;
  /** Milliseconds that writing them took (at pen-down: from the first sample; else from the last one before). */
  readonly duration: number;
  readonly isLast: boolean;
  /** Whether it is history (a merge after a gap, a join): then it is shown at once. */
  readonly isCatchingUp: boolean;
}

/** A pen that is down. */
export interface StrokePen {
  readonly key: StrokeKey;
  /** Samples in 1/8 px with the time of each in milliseconds (any clock, the same for the whole stroke). */
  add(samples: readonly TimedSample[]): void;
  end(): void;
  /** It was no writing: a palm, a gesture. Nothing of it stays. */
  cancel(): void;
}

export interface TimedSample extends InkSample {
  readonly time: number;
}

/** A change that the server refused. */
export interface Refusal {
  readonly reason: Rejection;
  /** Where it happened. */
  readonly page: PageKey | undefined;
  readonly strokes: readonly StrokeKey[];
  /** What was tried, as the command's kind: "page.cut", "room.addPage", … */
  readonly command: string;
}
