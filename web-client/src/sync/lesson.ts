import type { Operating } from "./operating.js";
import type { Background, Denial, Farewell, OutboxHandle, ParticipantHandle, Rejection, Rights, Role, Signal, StrokeStyle, TopicHandle } from "../wire/index.js";
import type { InkFormat, InkSample } from "../wire/ink/index.js";
import type { InkRange } from "../wire/ink/sample-ranges.js";
import type { Person, Presence, Talking } from "./lesson-talk.js";
import type { Polling, Quizzing } from "./lesson-asking.js";
export * from "./lesson-asking.js";
export * from "./lesson-talk.js";

/**
 * What the views see of a lesson, and what they may ask of it. The views import this file only, which has what is said and what is asked
 * from two others; `room-session.ts` implements it.
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
  /** Whether the server can store what it gets; undefined before it said so, and for those who do not teach or moderate. */
  readonly isServerStoring: boolean | undefined;
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

/** Labs, as the views see them; there with `isTalking`. */
export interface Labs {
  /** Labs that go on, as far as that is known. */
  readonly labCount: number;
  /** The labs, loaded and followed from now on. */
  operate(): Promise<Operating>;
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
