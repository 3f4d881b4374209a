import type { Device, OutboxID, Place } from "../../wire/index.js";
import type { TopicReplicas } from "../../classroom/index.js";
import type { Edge } from "../edge.js";
import type { Editing, EditingHost } from "../editing.js";
import type { Lesson } from "../lesson.js";
import type { OperatingHost, OperatingPart } from "../operating.js";
import type { Locks, Stash, Store } from "../outbox-store.js";
import type { Participation, ParticipationHost } from "./participation.js";

/** What keeps things over a reload, and what needs that. Loaded first when there may be something to find, else after the lesson is there. */
export interface Keeping {
  readonly store: Store;
  readonly locks: Locks;
  takePart(keeping: Pick<Keeping, "store" | "locks">, host: ParticipationHost): Promise<Participation>;
}

/** What a lesson is opened with. */
export interface LessonOptions {
  edge: Edge;
  stash: Stash;
  loadKeeping(): Promise<Keeping>;
  /** `wss://HOST/r/CODE`. */
  url: string;
  /** Names the room among others in the store. */
  room: string;
  device: Device;
  place: Place;
  /** For the first time here; else empty. */
  name: string;
  /** Of a link; empty: the cookie says it. */
  ticket: Uint8Array;
  /** Of a hello that was said already. */
  outbox?: OutboxID;
  /** What the tab remembers over a reload: its outbox. */
  tab: { get(): string | undefined; set(id: string): void };
  /** Loads the messages that a first look does without, and what they change. */
  loadRest(): Promise<unknown>;
  /** Loads what chat and questions are made of. */
  loadTalk(): Promise<typeof import("../../classroom/talk.js")>;
  /** Loads what labs are made of. */
  loadOperating(): Promise<{ startOperating(host: OperatingHost): OperatingPart }>;
  /** Loads what writing needs. */
  loadEditing(): Promise<{ startEditing(host: EditingHost): Editing }>;
}

/** What the lesson knows beside `Lesson`: for the page that holds it. */
export interface RoomSession extends Lesson {
  /** Whether unsent changes survive a reload; undefined while that is not known. */
  readonly isKept: boolean | undefined;
  /** Whether the server can store what it gets; undefined before it said so. */
  readonly isServerStoring: boolean | undefined;
  /** What replicas of a topic have in common (rule P9); for tests. */
  readonly replicas: TopicReplicas;
  /** The page is being left: what is not on disk yet is put where it survives. */
  leave(): void;
  /** Looks for outboxes of closed tabs. */
  adopt(): Promise<void>;
  /** When the outbox is there, and all that was given is kept. */
  settled(): Promise<void>;
}
