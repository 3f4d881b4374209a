import type {
  CoreState, Event, EventStamp, Grant, GrantEvent, HandState, ItemName, OutboxHandle, PageEntry, ParticipantHandle, PollState, QuizState, Right,
  Rights, Role, RoleRights, RoomEvent, TopicEntry, TopicHandle, TopicKind, Display,
} from "../wire/index.js";
import { laterFolds } from "./later-folds.js";

/** The core of the room: `core`, `roster` and what else every room has from its first event on. */
export const coreTopic = 0 as TopicHandle;
export const rosterTopic = 1 as TopicHandle;
export const countsTopic = 2 as TopicHandle;
export const houseTopic = 3 as TopicHandle;
export const firstPageTopic = 4 as TopicHandle;

/** What changed in the core. */
export interface CoreChange {
  /** Pages that are new, gone, back, moved, or named or lined anew. */
  readonly pages: readonly TopicHandle[];
  /** Whether the lesson went to another page. */
  readonly taught?: boolean;
}

export const nothingInCore: CoreChange = { pages: [] };

/** The core: the room, its pages, who may do what. The fold of its events, as Sources/Classroom/RoomCore.swift (rules R1 to R4). */
export class RoomCore {
  name = "";
  locked = false;
  questionsWait = false;
  display: Display = { code: false, hands: false, results: false, blank: false };
  taught: TopicHandle | undefined;
  /** In their order, removed ones too. */
  readonly pages: PageEntry[] = [];
  readonly topics: TopicEntry[] = [];
  readonly roles: RoleRights[] = [];
  readonly grants: Grant[] = [];
  hands: HandState = { hands: [], hall: 0, heard: [] };
  polls: PollState = { polls: [] };
  quizzes: QuizState = { quizzes: [] };

  /** As a snapshot says; without one, before the room was opened. */
  constructor(state?: CoreState) {
    if (!state) return;
    const { room } = state;
    this.name = room.name;
    this.locked = room.locked;
    this.questionsWait = room.questionsWait;
    this.display = room.display;
    this.taught = room.taught;
    this.pages.push(...room.pages);
    this.topics.push(...room.topics);
    this.roles.push(...room.roles);
    this.grants.push(...room.grants);
    this.hands = state.hands;
    this.polls = state.polls;
    this.quizzes = state.quizzes;
  }

  page(topic: TopicHandle): PageEntry | undefined {
    return this.pages.find((page) => page.topic === topic);
  }

  /** The page that a command added. */
  pageNamed(name: ItemName): PageEntry | undefined {
    return this.pages.find((page) => page.name.outbox === name.outbox && page.name.counter === name.counter);
  }

  kind(topic: TopicHandle): TopicKind | undefined {
    if (topic === coreTopic) return "core";
    return this.page(topic) ? "page" : this.topics.find((entry) => entry.topic === topic)?.topicKind;
  }

  /** What a person with `role` may do, on `page` or, without one, in the whole room. */
  may(right: Right, participant: ParticipantHandle, role: Role | undefined, page?: TopicHandle): boolean {
    if (this.roles.find((entry) => entry.role === role)?.rights[right]) return true;
    return this.grants.some((grant) =>
      grant.participant === participant && grant.right === right && (grant.page === undefined || grant.page === page));
  }

  /** Folds one event in. Total: an event out of place changes nothing. */
  apply(event: Event, stamp: EventStamp): CoreChange {
    switch (event.kind) {
      case "room": return this.applyRoom(event.event, stamp);
      case "grant": return this.applyGrant(event.event);
      default: return laterFolds().core(this, event, stamp);
    }
  }

  private applyRoom(event: RoomEvent, { author, counter }: EventStamp): CoreChange {
    switch (event.kind) {
      case "roomOpened": return this.open(event.name);
      case "pageAdded": return this.add(pageEntry(event, { outbox: author, counter }), event.after);
      case "pageTaught":
        if (!this.page(event.page)) return nothingInCore;
        this.taught = event.page;
        return { pages: [], taught: true };
      case "roleAllowed": this.allow({ role: event.role, rights: event.rights }); return nothingInCore;
      case "topicOpened": this.addTopic(event, author); return nothingInCore;
      default: return laterFolds().room(this, event);
    }
  }

  private open(name: string): CoreChange {
    if (this.pages.length > 0) return nothingInCore;
    this.name = name;
    this.topics.push(
      { topic: rosterTopic, topicKind: "roster" }, { topic: countsTopic, topicKind: "counts" }, { topic: houseTopic, topicKind: "house" });
    for (const role of roleNames) this.roles.push({ role, rights: firstRights(role) });
    const page = { topic: firstPageTopic, name: { outbox: 0 as OutboxHandle, counter: 0 }, background: "plain", removed: false, title: "" } as const;
    this.pages.push(page);
    this.taught = firstPageTopic;
    return { pages: [firstPageTopic], taught: true };
  }

  private add(page: PageEntry, after: TopicHandle | undefined): CoreChange {
    if (this.kind(page.topic) !== undefined) return nothingInCore;
    this.pages.splice(this.placeAfter(after), 0, page);
    return { pages: [page.topic] };
  }

  /** The place behind a page; the end where there is no such page. */
  placeAfter(after: TopicHandle | undefined): number {
    if (after === undefined) return 0;
    const index = this.pages.findIndex((page) => page.topic === after);
    return index < 0 ? this.pages.length : index + 1;
  }

  private allow(rights: RoleRights): void {
    const index = this.roles.findIndex((entry) => entry.role === rights.role);
    if (index < 0) this.roles.push(rights);
    else this.roles[index] = rights;
  }

  private addTopic(event: Extract<RoomEvent, { kind: "topicOpened" }>, author: OutboxHandle): void {
    const { topic, topicKind, item } = event;
    if (this.kind(topic) !== undefined) return;
    this.topics.push(item ? { topic, topicKind, item: { outbox: item.outbox ?? author, counter: item.counter } } : { topic, topicKind });
  }

  private applyGrant(event: GrantEvent): CoreChange {
    const { participant, right } = event;
    const isSame = (grant: Grant): boolean => grant.participant === participant && grant.right === right;
    switch (event.kind) {
      case "granted":
        if (this.grants.some((grant) => isSame(grant) && grant.page === event.page)) return nothingInCore;
        this.grants.push(event.page === undefined ? { participant, right } : { participant, right, page: event.page });
        return nothingInCore;
      case "grantEnded":
        this.grants.splice(0, this.grants.length, ...this.grants.filter((grant) => !isSame(grant)));
        return nothingInCore;
    }
  }
}

const roleNames: readonly Role[] = ["student", "observer", "screen", "assistant", "lecturer", "owner"];

/** What a role may do in a new room. */
function firstRights(role: Role): Rights {
  const teaches = role === "lecturer" || role === "owner";
  const helps = teaches || role === "assistant";
  const takesPart = helps || role === "student";
  return {
    write: helps, chat: takesPart, ask: takesPart, answer: takesPart, react: takesPart, drive: helps, moderate: helps, teach: teaches,
  };
}

function pageEntry({ topic, background, picture, name: title }: Extract<RoomEvent, { kind: "pageAdded" }>, name: ItemName): PageEntry {
  const entry = { topic, name, background, removed: false, title };
  return picture === undefined ? entry : { ...entry, picture };
}
