import type {
  ClientMessage, Command, Counter, CountsView, Device, OutboxEntry, OutboxID, Place, Right, Rights, Role, ServerMessage, Signal, SignalEntry, Snapshot,
  TopicHandle, View, Welcome,
} from "../wire/index.js";
import { TopicReplicas, countsTopic, rosterTopic, type AppliedEvent } from "../classroom/index.js";
import { connect, type Connection } from "./connection.js";
import type { Edge } from "./edge.js";
import { firstHello, keptMarker } from "./entrance.js";
import type { Editing, EditingHost, EditingMethods } from "./editing.js";
import type { KeptReplicas } from "./kept-replicas.js";
import type { Lesson, LessonChange, Link, Me, PageInfo, PageKey, Polling, Presence, Labs, Quizzing, StrokeKey, Talking } from "./lesson.js";
import type { Outbox, OutboxOptions, Pending } from "./outbox.js";
import type { Locks, Stash, Store } from "./outbox-store.js";
import { PageView } from "./page-view.js";
import type { AskingPart } from "./asking.js";
import type { OperatingHost, OperatingPart } from "./operating.js";
import type { TalkingHost, TalkingPart } from "./talking.js";
import { coreTopic, followTopics, type Topic, type Topics } from "./topics.js";

/** What keeps things over a reload. Loaded first when there may be something to find, else after the lesson is there. */
export interface Keeping {
  readonly store: Store;
  readonly locks: Locks;
  openOutbox(options: OutboxOptions): Promise<Outbox>;
  keepReplicas(edge: Edge, store: Store, room: string, topics: Topics): KeptReplicas;
  startTalking(host: TalkingHost): TalkingPart;
  startAsking(host: TalkingHost, follow: TalkingPart["follow"]): AskingPart;
}

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
  loadTalk(): Promise<typeof import("../classroom/talk.js")>;
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

const adoptEvery = 15_000;
const noRights: Rights = { write: false, chat: false, ask: false, answer: false, react: false, drive: false, moderate: false, teach: false };

/** One lesson in one tab: what the server sent, with what this tab did on top of it. */
export function openLesson(options: LessonOptions): RoomSession {
  const { edge, room, stash } = options;
  const listeners = new Set<(change: LessonChange) => void>();
  const replicas = new TopicReplicas();
  const views = new Map<PageKey, PageView>();
  /** The last command of an own outbox that a topic shows. */
  const seen = new Map<string, Counter>();
  /** The server makes us follow it, soon. */
  const expected = new Map<TopicHandle, () => void>();
  let outbox: Outbox | undefined;
  let editing: Editing | undefined;
  let isLoading = false;
  let connection: Connection | undefined;
  let keeping: Keeping | undefined;
  let kept: KeptReplicas | undefined;
  /** What came before it was known whether this tab keeps replicas. */
  let unkept: [topic: Topic, raw: Uint8Array, isSnapshot: boolean][] | undefined = [];
  /** Of this tab's outbox, which may not be there yet. */
  let ownID: OutboxID;
  let boxes: readonly OutboxEntry[] = [];
  let letGo = (): void => {};
  let me: Me | undefined;
  let isNamed = false;
  let isFollowingPeople = false;
  let counts: CountsView | undefined;
  let talking: TalkingPart | undefined;
  let asking: AskingPart | undefined;
  let isServerStoring: boolean | undefined;
  let isClosed = false;
  let loadSoon = (): void => {};
  /** Given before the outbox was there. */
  const early: Command[] = [];
  const marker = keptMarker(room);
  let replacedCount = 0;
  let hasNamedTopics = false;
  /** Of the last event that came. */
  let lastTime = 0;
  let stopAdopting = (): void => {};
  let pageList: { pages: PageInfo[]; removed: PageInfo[] } | undefined;
  let link: Link = { kind: "connecting" };

  const emit = (change: LessonChange): void => {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (error) {
        // A view's mistake is not the link's.
        edge.after(0, () => {
          throw error;
        });
      }
    }
  };
  const send = (message: ClientMessage): void => connection?.send(message);

  // --- names of pages ---

  const topicKey = (topic: TopicHandle): PageKey => `t${topic}` as PageKey;
  const topicOf = (key: PageKey): TopicHandle | undefined => (key.startsWith("t") ? (Number(key.slice(1)) as TopicHandle) : undefined);

  /** The key by its topic, when the page has one by now. */
  const resolve = (key: PageKey): PageKey => {
    const [, counter, id] = /^m(\d+)(?:@(.+))?$/.exec(key) ?? [];
    if (counter === undefined) return key;
    const handle = id === undefined ? outbox?.own.handle : outbox?.boxes.find((box) => box.id === id)?.handle;
    const page = handle === undefined ? undefined : replicas.core.pageNamed({ outbox: handle, counter: Number(counter) });
    return page ? topicKey(page.topic) : key;
  };

  const view = (given: PageKey): PageView => {
    const key = resolve(given);
    let found = views.get(key) ?? views.get(given);
    if (!found) {
      const topic = (): TopicHandle | undefined => topicOf(resolve(key));
      found = new PageView(
        () => resolve(key),
        () => (topic() === undefined ? undefined : replicas.pages.get(topic()!)),
        () => editing?.overlay(resolve(key)),
        strokeAlias,
      );
      found.isLoaded = topic() === undefined || topics.all.get(topic()!)?.isCurrent === true || (replicas.pages.has(topic()!) && !connection?.isOpen);
    }
    views.set(key, found);
    views.set(given, found);
    return found;
  };

  /** Strokes written before their outbox had a handle are named by its id. */
  const strokeAlias = (key: string): string => {
    const [name, counter] = key.split(":");
    const box = name!.length < 16 ? undefined : outbox?.boxes.find(({ id }) => id === name);
    return box?.handle === undefined ? key : `${box.handle}:${counter}`;
  };

  const touchPage = (key: PageKey, strokes?: readonly string[]): void => {
    views.get(key)?.touch();
    if (strokes) emit({ kind: "strokes", page: key, strokes: strokes as StrokeKey[] });
    else emit({ kind: "page", page: key });
  };

  // --- topics ---

  const topics = followTopics({
    send,
    adopt(topic, snapshot) {
      if (snapshot) adoptSnapshot(topic, snapshot);
      else replicas.drop(topic);
      if (topic === coreTopic) coreChanged();
      else if (topic === rosterTopic) emit({ kind: "people" });
      else if (replicas.others.has(topic)) emit({ kind: replicas.others.get(topic)!.kind === "lab" ? "labs" : "talk" });
      else if (replicas.pages.has(topic) || views.has(topicKey(topic))) touchPage(topicKey(topic));
    },
    apply(topic, entry, isCatchingUp) {
      const applied = replicas.apply(topic, entry);
      const { author, counter, time } = applied.stamp;
      lastTime = time;
      if (outbox?.boxOf(author)) seen.set(`${topic}/${author}`, counter);
      notify(topic, applied, isCatchingUp);
    },
    view: showView,
    arrived(topic, raw, isSnapshot, isCatchingUp) {
      unkept?.push([{ ...topic }, raw, isSnapshot]);
      kept?.arrived(topic, raw, isSnapshot);
      if (!isCatchingUp) connection?.saw(Math.max(0, connection.roomTime() - lastTime));
      for (const box of outbox?.boxes ?? []) {
        const counter = seen.get(`${topic.handle}/${box.handle}`);
        if (counter !== undefined) outbox!.acknowledge(box.handle, counter);
      }
      outbox?.sweep();
    },
    changed(topic) {
      if (topic.isFollowed) settleExpected(topic.handle);
      if (topic.kind === "page") {
        replicas.page(topic.handle);
        const page = view(topicKey(topic.handle));
        const wasLoaded = page.isLoaded;
        // What an earlier page kept is there before anybody is asked.
        page.isLoaded ||= topic.isCurrent || !connection;
        if (page.isLoaded && !wasLoaded) touchPage(topicKey(topic.handle));
        if (!isNeeded(topic.handle) && topic.isFollowed && topics.get(coreTopic).isCurrent) leavePage(topic.handle);
      }
      if (topic.handle === coreTopic && topic.isCurrent) followTaught();
      if (topic.kind === "page" && topic.isCurrent) loadSoon();
      outbox?.sweep();
    },
  });

  function adoptSnapshot(topic: TopicHandle, snapshot: Snapshot): void {
    replicas.adopt(topic, snapshot);
    for (const { outbox: author, counter } of snapshot.context.counters) {
      if (outbox?.boxOf(author)) seen.set(`${topic}/${author}`, counter);
    }
  }

  function showView(topic: TopicHandle, view: View, isDifference: boolean): void {
    asking?.view(topic, view, isDifference);
    talking?.view(view, isDifference);
    if (view.kind === "counts") {
      counts = view;
      emit({ kind: "people" });
    } else if (view.kind === "house") {
      isServerStoring = view.storage !== "full";
      emit({ kind: "link" });
    }
  }

  const notify = (topic: TopicHandle, { change, event }: AppliedEvent, isCatchingUp: boolean): void => {
    if (change.kind === "other") {
      if (event.kind === "personal" && event.event.kind === "roleSet" && me && !isCatchingUp) {
        me = { ...me, role: event.event.role };
        coreChanged();
      }
      emit({ kind: event.kind === "lab" ? "labs" : "talk" });
    } else if (event.kind === "poll" || event.kind === "quiz") {
      asking?.coreChanged();
      emit({ kind: "talk" });
    } else if (event.kind === "hand") {
      if (event.event.kind === "calledOn" && !isCatchingUp) {
        const { participant, picked } = event.event;
        emit({ kind: "calledOn", participant, isMe: participant === me?.participant, picked });
      }
      emit({ kind: "talk" });
    } else if (change.kind === "core") {
      coreChanged();
      if (change.change.taught) taughtChanged(topics.get(topic).isCurrent);
    } else if (change.kind === "roster") {
      emit({ kind: "people" });
    } else if (change.kind === "page") {
      const page = topicKey(topic);
      const { ink, all, strokes } = change.change;
      if (all) return touchPage(page);
      if (!ink) {
        if (strokes.length > 0) touchPage(page, strokes);
        return;
      }
      const { stroke, chunk } = ink;
      if (chunk.firstIndex === 0 || chunk.isLast) views.get(page)?.touch();
      if (editing?.isLocal(page, stroke.key)) return;
      const { firstIndex: first, duration, isLast } = chunk;
      emit({ kind: "ink", page, stroke: stroke.key as StrokeKey, ink: { first, count: chunk.samples.length, duration, isLast, isCatchingUp } });
    }
  };

  // --- which pages to follow ---

  const isNeeded = (topic: TopicHandle): boolean => replicas.core.taught === topic || views.get(topicKey(topic))?.isWanted === true;

  const follow = (topic: TopicHandle): void => {
    if (!expected.has(topic)) topics.follow(topic);
  };

  const leavePage = (topic: TopicHandle): void => {
    topics.unfollow(topic);
    kept?.forget(topic);
    replicas.drop(topic);
    for (const [key, page] of views) if (page.key === topicKey(topic)) views.delete(key);
  };

  /** The server makes everybody follow what is taught; only if it did not is it asked. */
  const expect = (topic: TopicHandle): void => {
    if (topics.all.get(topic)?.isFollowed || expected.has(topic)) return;
    const after = Math.max(1500, 3 * (connection?.roundTrip ?? 0));
    expected.set(topic, edge.after(after, () => {
      expected.delete(topic);
      if (connection?.isOpen && isNeeded(topic)) topics.follow(topic);
    }));
  };

  const settleExpected = (topic: TopicHandle): void => {
    expected.get(topic)?.();
    expected.delete(topic);
  };

  const taughtChanged = (isLive: boolean): void => {
    if (isLive && connection?.isOpen) expect(replicas.core.taught!);
    for (const topic of [...topics.all.values()]) if (topic.kind === "page" && !isNeeded(topic.handle)) leavePage(topic.handle);
  };

  const followTaught = (): void => {
    const { taught } = replicas.core;
    if (taught === undefined || topics.all.get(taught)?.isFollowed) return;
    // Who named topics gets exactly these.
    if (hasNamedTopics) topics.follow(taught);
    else expect(taught);
  };

  // --- the room ---

  const coreChanged = (): void => {
    pageList = undefined;
    for (const [key, page] of [...views]) {
      const now = resolve(key);
      if (now === key || views.get(now) === page) continue;
      views.set(now, page);
      emit({ kind: "pageKey", from: key, to: now });
      if (page.isWanted) follow(topicOf(now)!);
    }
    editing?.coreChanged();
    loadEditing();
    talking?.rightsChanged();
    asking?.coreChanged();
    emit({ kind: "room" });
  };

  const listPages = (): { pages: PageInfo[]; removed: PageInfo[] } => {
    if (pageList) return pageList;
    const all = replicas.core.pages.map(({ topic, title, background, removed }) => ({ key: topicKey(topic), topic, title, background, stored: true, removed }));
    editing?.pages(all);
    pageList = { pages: all.filter(({ removed }) => !removed), removed: all.filter(({ removed }) => removed) };
    return pageList;
  };

  const rights = (): Rights => (me && replicas.core.roles.find(({ role }) => role === me!.role)?.rights) ?? noRights;
  const may = (right: Right): boolean =>
    me !== undefined && (rights()[right] || replicas.core.grants.some((grant) => grant.participant === me!.participant && grant.right === right));

  /** What writing needs is loaded once somebody may write, or wrote. */
  const loadEditing = (): void => {
    if (isLoading || !outbox || isClosed) return;
    const isUsed = outbox.entries.some(({ command, state }) => command.kind === "page" || command.kind === "room" || state === "refused");
    if (!isUsed && !may("write") && !may("teach")) return;
    isLoading = true;
    options.loadEditing().then(
      ({ startEditing }) => {
        if (isClosed) return;
        editing = startEditing(host);
        Object.assign(session, editing.lesson);
        editing.changed(outbox!.entries);
        if (!outbox!.isConnected) meetOutbox();
        coreChanged();
      },
      () => {
        isLoading = false;
        edge.after(5000, loadEditing);
      },
    );
  };

  // --- the session ---

  const welcome = ({ journal, participant, role, outboxes }: Welcome): void => {
    if (topics.journal !== journal) {
      seen.clear();
      kept?.clear();
    }
    isNamed = true;
    me = { participant, role, outbox: outboxes[0]!.outbox };
    keepMe();
    topics.welcomed(journal);
    boxes = outboxes;
    meetOutbox();
    coreChanged();
  };

  /** The outbox is here, and the server has let it in, or both later. */
  const meetOutbox = (): void => {
    if (!outbox || !connection?.isOpen) return;
    // Refused ink needs what can write it anew.
    if (!editing && outbox.entries.some(({ command }) => command.kind === "page")) return;
    knowBoxes(boxes);
    outbox.welcomed(boxes);
  };

  /** Pages of the replicas may show commands of outboxes whose handles are news. */
  const knowBoxes = (boxes: readonly OutboxEntry[]): void => {
    for (const [handle] of topics.all) {
      for (const { outbox: author, counter } of replicas.stampsOf(handle).context.counters) {
        if (boxes.some((box) => box.outbox === author)) seen.set(`${handle}/${author}`, counter);
      }
    }
  };

  const receive = (message: ServerMessage, bytes: Uint8Array): void => {
    if (topics.receive(message, bytes)) return;
    switch (message.kind) {
      case "stored":
        outbox?.acknowledge(message.outbox, message.counter);
        return;
      case "rejected":
        outbox?.reject(message.outbox, message.counter, message.reason);
        return;
      case "adopted":
        knowBoxes([message.outbox]);
        outbox?.adopted(message.outbox);
        editing?.coreChanged();
        return;
      case "signals":
        message.entries.forEach(({ from, signal }: SignalEntry) => emit({ kind: "signal", from, signal }));
        return;
      default:
        talking?.receive(message);
        asking?.receive(message);
    }
  };

  const keepMe = (): void => {
    if (!kept || !me) return;
    const record: Me = me;
    void keeping!.store.change(async (table) => table.put(`m/${room}`, record)).catch(() => {});
  };

  /** Whether what the server sent shows the command, or it is shown nowhere. */
  const isSeen = (entry: Pending): boolean => {
    if (editing?.isUnderWay(entry)) return false;
    const key = editing?.pageOf(entry);
    const topic = key === undefined ? (["page", "people"].includes(entry.command.kind) ? undefined : coreTopic) : topicOf(key);
    if (topic === undefined) return editing !== undefined || entry.command.kind !== "page";
    const followed = topics.all.get(topic);
    if (!followed?.isFollowed) {
      const isGone = topic !== coreTopic && replicas.core.page(topic)?.removed !== false;
      return connection?.isOpen === true && !expected.has(topic) && (isGone || !isNeeded(topic));
    }
    if (!followed.isCurrent && (seen.get(`${topic}/${entry.box.handle}`) ?? 0) < entry.counter) return false;
    return !editing?.isShort(entry);
  };

  const start = async (): Promise<void> => {
    const before = (options.tab.get() || undefined) as OutboxID | undefined;
    ownID = before ?? options.outbox ?? (edge.randomID() as OutboxID);
    // A tab that is new on a device that is new finds nothing: the lesson comes first.
    const mayFind = before !== undefined || stash.get(marker) !== undefined;
    if (mayFind) {
      await keep(before).catch(() => {
        ownID = edge.randomID() as OutboxID;
      });
    }
    if (isClosed) return;
    begin();
    while (!outbox && !isClosed) {
      await new Promise<void>((resolve) => {
        const stop = edge.after(3000, resolve);
        loadSoon = () => (stop(), resolve());
      });
      await keep(undefined).catch(() => {});
    }
    const again = (): void => {
      stopAdopting = edge.after(adoptEvery, () => void adopt().then(again));
    };
    await adopt();
    again();
  };

  /** Opens what outlives the page: the outbox, and what was kept of the room. */
  const keep = async (before: OutboxID | undefined): Promise<void> => {
    const loaded = await options.loadKeeping();
    const { store, locks } = loaded;
    keeping = loaded;
    stash.set(marker, "1");
    if (locks.lease === Infinity && store.isLasting) {
      const release = await locks.take(`k/${room}`);
      if (release) letGo = release;
      const keeper = loaded.keepReplicas(edge, store, room, topics);
      if (!connection) {
        await keeper.restore().catch(() => topics.forget());
        me = await store.change((table) => table.get<Me>(`m/${room}`)).catch(() => undefined);
      }
      if (release) kept = keeper;
    }
    if (kept) for (const [topic, raw, isSnapshot] of unkept ?? []) if (topics.all.has(topic.handle)) kept.arrived(topic, raw, isSnapshot);
    unkept = undefined;
    const opened = await loaded.openOutbox({
      edge, store, locks, room, stash, before,
      fresh: before === undefined ? ownID : undefined,
      events: {
        send,
        backlog: () => connection?.backlog ?? 0,
        isSeen,
        refused: (entry) => talking?.refused(entry) || editing?.refused(entry) || false,
        changed(entries) {
          loadEditing();
          editing?.changed(entries);
          if (entries.some(({ command }) => command.kind === "room" || command.kind === "people")) {
            pageList = undefined;
            emit({ kind: "room" });
          }
          if (entries.some(({ command: { kind } }) => ["hand", "chat", "question", "poll", "quiz"].includes(kind))) emit({ kind: "talk" });
          emit({ kind: "outbox" });
        },
        replaced() {
          options.tab.set((ownID = outbox!.own.id));
          begin();
        },
      },
    });
    if (isClosed) return opened.close();
    outbox = opened;
    talking = loaded.startTalking(talkingHost);
    asking = loaded.startAsking(talkingHost, talking.follow);
    for (const part of [talking, asking]) Object.defineProperties(session, Object.getOwnPropertyDescriptors(part.lesson));
    options.tab.set((ownID = outbox.own.id));
    meetOutbox();
    keepMe();
    coreChanged();
    emit({ kind: "outbox" });
    for (const command of early.splice(0)) outbox.give(command);
  };

  const adopt = async (): Promise<void> => {
    await outbox?.adopt().catch(() => {});
    loadEditing();
  };

  const begin = (): void => {
    connection?.close();
    if (isClosed) return;
    const mine = connect(options.url, edge, {
      hello: () => {
        hasNamedTopics = topics.journal !== undefined;
        if (hasNamedTopics) topics.get(countsTopic).kind ??= "counts";
        return {
          ...firstHello({ room, ticket: options.ticket, name: isNamed ? "" : options.name }, ownID, options.device, options.place),
          orphans: outbox?.boxes.slice(1, 16).map(({ id }) => id) ?? [],
          ...(topics.journal === undefined ? {} : { journal: topics.journal }),
          topics: topics.versions(),
        };
      },
      welcome,
      message: receive,
      lost() {
        topics.lost();
        asking?.lost();
        talking?.lost();
        outbox?.lost();
        for (const stop of expected.values()) stop();
        expected.clear();
      },
      link() {
        if (connection !== mine) return;
        link = mine.link;
        // Of another person: the next page of this tab begins anew; what waits stays in the store.
        if (link.kind === "denied" && link.reason === "outboxTaken") options.tab.set("");
        if (link.kind === "ended" && link.reason === "replaced" && replacedCount < 3) {
          // Most likely another tab took an orphan over, too: only who has an outbox for sure comes back with it.
          const wait = 2000 * ++replacedCount;
          link = { kind: "reconnecting", wait };
          edge.after(wait, begin);
        }
        emit({ kind: "link" });
      },
      isCatchingUp: topics.isCatchingUp,
      loadRest: options.loadRest,
      fault() {
        topics.forget();
        kept?.clear();
        if (unkept) unkept = [];
      },
    });
    connection = mine;
  };

  const host: EditingHost = {
    edge,
    replicas,
    get outbox() { return outbox!; },
    get link() { return link; },
    resolve,
    topicOf,
    strokeAlias,
    touchPage,
  };

  const talkingHost: TalkingHost = {
    edge,
    send,
    replicas,
    get outbox() { return outbox!; },
    get me() { return me; },
    get counts() { return counts; },
    roomTime: () => connection?.roomTime() ?? 0,
    now: edge.now,
    roundTrip: () => connection?.roundTrip ?? 0,
    may,
    give,
    loadTalk: options.loadTalk,
    loadOperating: options.loadOperating,
    follow: (topic) => topics.follow(topic),
    unfollow: (topic) => topics.unfollow(topic),
    isCurrent: (topic) => topics.all.get(topic)?.isCurrent === true,
    changed: () => emit({ kind: "talk" }),
  };

  const started = start();

  // What changes pages and the room comes with `editing`, before `mayWrite` and `mayTeach` say so.
  const seeing: Omit<RoomSession, Exclude<keyof EditingMethods | keyof Talking | keyof Polling | keyof Presence | keyof Quizzing | keyof Labs, "canUndo" | "canRedo" | "isTalking">> = {
    get link() { return link; },
    get me() { return me; },
    get name() { return editing?.room().name ?? replicas.core.name; },
    get locked() { return editing?.room().locked ?? replicas.core.locked; },
    get pages() { return listPages().pages; },
    get removedPages() { return listPages().removed; },
    get taught() {
      const key = editing?.room().taught;
      if (key) return key;
      return replicas.core.taught === undefined ? undefined : topicKey(replicas.core.taught);
    },
    get roles() {
      const roles = new Map<Role, Rights>(replicas.core.roles.map(({ role, rights }) => [role, rights]));
      editing?.room().roles.forEach((rights, role) => roles.set(role, rights));
      return roles;
    },
    get people() { return (isFollowingPeople && talking?.people()) || []; },
    get presentCount() { return counts?.present; },
    isTalking: false,
    get pendingCount() { return outbox?.pendingCount ?? 0; },
    get refusals() { return editing?.refusals() ?? []; },
    get mayWrite() { return editing !== undefined && may("write"); },
    get mayTeach() { return editing !== undefined && may("teach"); },
    get isKept() { return keeping?.store.isLasting; },
    get isServerStoring() { return isServerStoring; },
    replicas,
    subscribe(listener: (change: LessonChange) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    page(given: PageKey) {
      const page = view(given);
      page.isWanted = true;
      const topic = topicOf(resolve(given));
      if (topic !== undefined && !topics.all.get(topic)?.isFollowed) follow(topic);
      return page;
    },
    release(given: PageKey) {
      const key = resolve(given);
      const page = views.get(key);
      if (!page) return;
      page.isWanted = false;
      const topic = topicOf(key);
      if (topic !== undefined && !isNeeded(topic)) leavePage(topic);
    },
    followPeople(on: boolean) {
      if (on === isFollowingPeople) return;
      isFollowingPeople = on;
      if (on) topics.follow(rosterTopic);
      else topics.unfollow(rosterTopic);
      emit({ kind: "people" });
    },
    rename: (name: string) => give({ kind: "people", command: { kind: "rename", name } }),
    signal: (signal: Signal) => send({ kind: "signal", signal }),
    canUndo: () => false,
    canRedo: () => false,
    reconnectNow: () => connection?.retry(),
    close() {
      isClosed = true;
      stopAdopting();
      editing?.flush();
      void Promise.all([kept?.write(), outbox?.settled()]).then(letGo);
      outbox?.close();
      connection?.close();
    },
    leave() {
      editing?.flush();
      outbox?.leave();
      void kept?.write();
    },
    adopt,
    async settled() {
      await started;
      await outbox?.settled();
      await kept?.write();
    },
  };
  const session = seeing as RoomSession;

  function give(command: Command): void {
    if (outbox) outbox.give(command);
    else early.push(command);
    loadSoon();
  }
  return session;
}
