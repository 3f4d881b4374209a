import type {
  ClientMessage, Command, CountsView, OutboxEntry, OutboxID, Right, Rights, Role, ServerMessage, Signal, SignalEntry, Snapshot, TopicHandle, View, Welcome,
} from "../wire/index.js";
import { TopicReplicas, countsTopic, rosterTopic, type AppliedEvent } from "../classroom/index.js";
import { connect, type Connection } from "./connection.js";
import { firstHello, keptMarker } from "./entrance.js";
import type { EditingMethods } from "./editing.js";
import type { Labs, LessonChange, Link, Me, Polling, Presence, Quizzing, StrokeKey, Talking } from "./lesson.js";
import type { LessonOptions, RoomSession } from "./session/options.js";
import { lookAtPages, topicKey } from "./session/pages.js";
import type { Participation, ParticipationHost } from "./session/participation.js";
import { coreTopic, followTopics, type Topic } from "./topics.js";

const adoptEvery = 15_000;
const noRights: Rights = { write: false, chat: false, ask: false, answer: false, react: false, drive: false, moderate: false, teach: false };

/** One lesson in one tab: what the server sent, with what this tab did on top of it. What watching does without comes with `Participation`. */
export function openLesson(options: LessonOptions): RoomSession {
  const { edge, room, stash } = options;
  const listeners = new Set<(change: LessonChange) => void>();
  const replicas = new TopicReplicas();
  let connection: Connection | undefined;
  let part: Participation | undefined;
  /** What came before there was anything to keep it. */
  let unkept: [topic: Topic, raw: Uint8Array, isSnapshot: boolean][] = [];
  /** Given before the outbox was there. */
  const early: Command[] = [];
  /** Of this tab's outbox, which may not be there yet. */
  let ownID: OutboxID;
  let boxes: readonly OutboxEntry[] = [];
  let me: Me | undefined;
  let isNamed = false;
  let isFollowingPeople = false;
  let counts: CountsView | undefined;
  let isServerStoring: boolean | undefined;
  let isClosed = false;
  let loadSoon = (): void => {};
  let replacedCount = 0;
  let hasNamedTopics = false;
  /** Of the last event that came. */
  let lastTime = 0;
  let stopAdopting = (): void => {};
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

  // --- topics ---

  const topics = followTopics({
    send,
    adopt(topic, snapshot) {
      if (snapshot) adoptSnapshot(topic, snapshot);
      else replicas.drop(topic);
      if (topic === coreTopic) coreChanged();
      else if (topic === rosterTopic) emit({ kind: "people" });
      else if (replicas.others.has(topic)) emit({ kind: replicas.others.get(topic)!.kind === "lab" ? "labs" : "talk" });
      else if (replicas.pages.has(topic) || pages.isKnown(topic)) pages.touch(topicKey(topic));
    },
    apply(topic, entry, isCatchingUp) {
      const applied = replicas.apply(topic, entry);
      lastTime = applied.stamp.time;
      part?.applied(topic, applied.stamp);
      notify(topic, applied, isCatchingUp);
    },
    view: showView,
    arrived(topic, raw, isSnapshot, isCatchingUp) {
      if (!isCatchingUp) connection?.saw(Math.max(0, connection.roomTime() - lastTime));
      if (part) part.arrived(topic, raw, isSnapshot);
      else unkept.push([{ ...topic }, raw, isSnapshot]);
    },
    changed(topic) {
      pages.topicChanged(topic);
      // Who named topics gets exactly these.
      if (topic.handle === coreTopic && topic.isCurrent) pages.followTaught(hasNamedTopics);
      if (topic.kind === "page" && topic.isCurrent) loadSoon();
      part?.outbox?.sweep();
    },
  });

  const pages = lookAtPages({
    edge,
    replicas,
    topics,
    get isBegun() { return connection !== undefined; },
    get isConnected() { return connection?.isOpen === true; },
    get roundTrip() { return connection?.roundTrip ?? 0; },
    handleOf: (id) => (id === undefined ? part?.outbox?.own : part?.outbox?.boxes.find((box) => box.id === id))?.handle,
    overlay: (page) => part?.editing?.overlay(page),
    edit: (list) => part?.editing?.pages(list),
    forget: (topic) => part?.forget(topic),
    emit,
  });

  function adoptSnapshot(topic: TopicHandle, snapshot: Snapshot): void {
    replicas.adopt(topic, snapshot);
    part?.adoptedSnapshot(topic, snapshot);
  }

  function showView(topic: TopicHandle, view: View, isDifference: boolean): void {
    part?.view(topic, view, isDifference);
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
      part?.asking?.coreChanged();
      emit({ kind: "talk" });
    } else if (event.kind === "hand") {
      if (event.event.kind === "calledOn" && !isCatchingUp) {
        const { participant, picked } = event.event;
        emit({ kind: "calledOn", participant, isMe: participant === me?.participant, picked });
      }
      emit({ kind: "talk" });
    } else if (change.kind === "core") {
      coreChanged();
      if (change.change.taught) pages.taughtChanged(topics.get(topic).isCurrent);
    } else if (change.kind === "roster") {
      emit({ kind: "people" });
    } else if (change.kind === "page") {
      const page = topicKey(topic);
      const { ink, all, strokes } = change.change;
      if (all) return pages.touch(page);
      if (!ink) {
        if (strokes.length > 0) pages.touch(page, strokes);
        return;
      }
      const { stroke, chunk } = ink;
      if (chunk.firstIndex === 0 || chunk.isLast) pages.refresh(page);
      if (part?.editing?.isLocal(page, stroke.key)) return;
      const { firstIndex: first, duration, isLast } = chunk;
      emit({ kind: "ink", page, stroke: stroke.key as StrokeKey, ink: { first, count: chunk.samples.length, duration, isLast, isCatchingUp } });
    }
  };

  // --- the room ---

  const coreChanged = (): void => {
    pages.coreChanged();
    part?.coreChanged();
    emit({ kind: "room" });
  };

  const rights = (): Rights => (me && replicas.core.roles.find(({ role }) => role === me!.role)?.rights) ?? noRights;
  const may = (right: Right): boolean =>
    me !== undefined && (rights()[right] || replicas.core.grants.some((grant) => grant.participant === me!.participant && grant.right === right));

  // --- the session ---

  const welcome = ({ journal, participant, role, outboxes }: Welcome): void => {
    const isNew = topics.journal !== journal;
    isNamed = true;
    me = { participant, role, outbox: outboxes[0]!.outbox };
    topics.welcomed(journal);
    boxes = outboxes;
    part?.welcomed(isNew);
    coreChanged();
  };

  const receive = (message: ServerMessage, bytes: Uint8Array): void => {
    if (topics.receive(message, bytes)) return;
    if (message.kind === "signals") message.entries.forEach(({ from, signal }: SignalEntry) => emit({ kind: "signal", from, signal }));
    else part?.receive(message);
  };

  const start = async (): Promise<void> => {
    const before = (options.tab.get() || undefined) as OutboxID | undefined;
    ownID = before ?? options.outbox ?? (edge.randomID() as OutboxID);
    // A tab that is new on a device that is new finds nothing: the lesson comes first.
    const mayFind = before !== undefined || stash.get(keptMarker(room)) !== undefined;
    if (mayFind) {
      await takePart(before).catch(() => {
        ownID = edge.randomID() as OutboxID;
      });
    }
    if (isClosed) return;
    begin();
    while (!part?.outbox && !isClosed) {
      await new Promise<void>((resolve) => {
        const stop = edge.after(3000, resolve);
        loadSoon = () => (stop(), resolve());
      });
      await takePart(undefined).catch(() => {});
    }
    const again = (): void => {
      stopAdopting = edge.after(adoptEvery, () => void part?.adopt().then(again));
    };
    await part?.adopt();
    again();
  };

  /** Loads and opens what outlives the page: the outbox, and what was kept of the room. */
  const takePart = async (before: OutboxID | undefined): Promise<void> => {
    if (!part) {
      const keeping = await options.loadKeeping();
      part = await keeping.takePart(keeping, host);
      if (isClosed) return part.close();
      for (const [topic, raw, isSnapshot] of unkept) if (topics.all.has(topic.handle)) part.arrived(topic, raw, isSnapshot);
      unkept = [];
    }
    await part.open(before, ownID);
    for (const command of early.splice(0)) part.outbox?.give(command);
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
          orphans: part?.outbox?.boxes.slice(1, 16).map(({ id }) => id) ?? [],
          ...(topics.journal === undefined ? {} : { journal: topics.journal }),
          topics: topics.versions(),
        };
      },
      welcome,
      message: receive,
      lost() {
        topics.lost();
        part?.lost();
        pages.lost();
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
        part?.fault();
        unkept = [];
      },
    });
    connection = mine;
  };

  // What changes pages and the room comes with `editing`, before `mayWrite` and `mayTeach` say so.
  const seeing: Omit<RoomSession, Exclude<keyof EditingMethods | keyof Talking | keyof Polling | keyof Presence | keyof Quizzing | keyof Labs, "canUndo" | "canRedo" | "isTalking">> = {
    get link() { return link; },
    get me() { return me; },
    get name() { return part?.editing?.room().name ?? replicas.core.name; },
    get locked() { return part?.editing?.room().locked ?? replicas.core.locked; },
    get pages() { return pages.list().pages; },
    get removedPages() { return pages.list().removed; },
    get taught() {
      const key = part?.editing?.room().taught;
      if (key) return key;
      return replicas.core.taught === undefined ? undefined : topicKey(replicas.core.taught);
    },
    get roles() {
      const roles = new Map<Role, Rights>(replicas.core.roles.map(({ role, rights }) => [role, rights]));
      part?.editing?.room().roles.forEach((rights, role) => roles.set(role, rights));
      return roles;
    },
    get people() { return (isFollowingPeople && part?.talking?.people()) || []; },
    get presentCount() { return counts?.present; },
    isTalking: false,
    get pendingCount() { return part?.outbox?.pendingCount ?? 0; },
    get refusals() { return part?.editing?.refusals() ?? []; },
    get mayWrite() { return part?.editing !== undefined && may("write"); },
    get mayTeach() { return part?.editing !== undefined && may("teach"); },
    get isKept() { return part?.isKept; },
    get isServerStoring() { return isServerStoring; },
    replicas,
    subscribe(listener: (change: LessonChange) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    page: pages.want,
    release: pages.release,
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
      part?.close();
      connection?.close();
    },
    leave: () => part?.leave(),
    adopt: async () => part?.adopt(),
    async settled() {
      await started;
      await part?.settled();
    },
  };
  const session = seeing as RoomSession;

  function give(command: Command): void {
    if (part?.outbox) part.outbox.give(command);
    else early.push(command);
    loadSoon();
  }

  const host: ParticipationHost = {
    options,
    session,
    replicas,
    topics,
    pages,
    get connection() { return connection; },
    get link() { return link; },
    get counts() { return counts; },
    get me() { return me; },
    set me(known) { me = known; },
    get boxes() { return boxes; },
    get isClosed() { return isClosed; },
    may,
    give,
    emit,
    coreChanged,
    name: (outbox) => options.tab.set((ownID = outbox)),
    begin,
  };
  const started = start();
  return session;
}
