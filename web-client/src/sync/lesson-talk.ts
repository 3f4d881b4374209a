import type { Audience, Device, Display, Pace, ParticipantHandle, Place, Reaction, Right, Role } from "../wire/index.js";

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

export interface Counts {
  readonly present: number;
  readonly hall: number;
  readonly remote: number;
  /** Of those present: answers are expected of them. */
  readonly students: number;
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
