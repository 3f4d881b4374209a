import type {
  CoreState, Event, EventStamp, Grant, GrantEvent, HandState, ItemName, OutboxHandle, PageEntry, ParticipantHandle, PollState, QuizState, Right,
  Rights, Role, RoleRights, RoomEvent, TopicEntry, TopicHandle, TopicKind, Display,
} from "../wire/index.js";

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

const nothing: CoreChange = { pages: [] };

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

  /** As a snapshot says it. */
  get state(): CoreState {
    const { name, locked, questionsWait, display, taught, pages, topics, roles, grants, hands, polls, quizzes } = this;
    const room = { name, locked, questionsWait, display, pages, topics, roles, grants };
    return { room: taught === undefined ? room : { ...room, taught }, hands, polls, quizzes };
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
      default: return nothing;
    }
  }

  private applyRoom(event: RoomEvent, { author, counter }: EventStamp): CoreChange {
    switch (event.kind) {
      case "roomOpened": return this.open(event.name);
      case "roomNamed": this.name = event.name; return nothing;
      case "pageAdded": return this.add(pageEntry(event, { outbox: author, counter }), event.after);
      case "pageNamed": return this.change(event.page, (page) => ({ ...page, title: event.name }));
      case "pageMoved": return this.move(event.page, event.after);
      case "pageRemoved": return this.change(event.page, (page) => ({ ...page, removed: true }));
      case "pageRestored":
        this.move(event.page, event.after);
        return this.change(event.page, (page) => ({ ...page, removed: false }));
      case "pageTaught":
        if (!this.page(event.page)) return nothing;
        this.taught = event.page;
        return { pages: [], taught: true };
      case "backgroundSet": return this.change(event.page, (page) => ({ ...page, background: event.background }));
      case "roomLocked": this.locked = true; return nothing;
      case "roomUnlocked": this.locked = false; return nothing;
      case "roleAllowed": this.allow({ role: event.role, rights: event.rights }); return nothing;
      case "questionsModerated": this.questionsWait = event.before; return nothing;
      case "topicOpened": this.addTopic(event, author); return nothing;
      case "displaySet": this.display = event.display; return nothing;
    }
  }

  private open(name: string): CoreChange {
    if (this.pages.length > 0) return nothing;
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
    if (this.kind(page.topic) !== undefined) return nothing;
    this.pages.splice(this.placeAfter(after), 0, page);
    return { pages: [page.topic] };
  }

  private change(topic: TopicHandle, change: (page: PageEntry) => PageEntry): CoreChange {
    const index = this.pages.findIndex((page) => page.topic === topic);
    if (index < 0) return nothing;
    this.pages[index] = change(this.pages[index]!);
    return { pages: [topic] };
  }

  private move(topic: TopicHandle, after: TopicHandle | undefined): CoreChange {
    const index = this.pages.findIndex((page) => page.topic === topic);
    if (index < 0 || topic === after) return nothing;
    const [page] = this.pages.splice(index, 1);
    this.pages.splice(this.placeAfter(after), 0, page!);
    return { pages: [topic] };
  }

  /** The place behind a page; the end where there is no such page. */
  private placeAfter(after: TopicHandle | undefined): number {
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
        if (this.grants.some((grant) => isSame(grant) && grant.page === event.page)) return nothing;
        this.grants.push(event.page === undefined ? { participant, right } : { participant, right, page: event.page });
        return nothing;
      case "grantEnded":
        this.grants.splice(0, this.grants.length, ...this.grants.filter((grant) => !isSame(grant)));
        return nothing;
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
