import type { Command, Counter, CountsView, OutboxEntry, OutboxHandle, OutboxID, Right, ServerMessage, Snapshot, TopicHandle, View } from "../../wire/index.js";
import type { AppliedEvent, TopicReplicas } from "../../classroom/index.js";
import { startAsking, type AskingPart } from "../asking.js";
import type { Connection } from "../connection.js";
import type { Editing } from "../editing.js";
import { keptMarker } from "../entrance.js";
import { keepReplicas, type KeptReplicas } from "../kept-replicas.js";
import type { LessonChange, Link, Me } from "../lesson.js";
import { openOutbox, type Outbox, type Pending } from "../outbox.js";
import { startTalking, type TalkingHost, type TalkingPart } from "../talking.js";
import { coreTopic, type Topic, type Topics } from "../topics.js";
import type { Keeping, LessonOptions, RoomSession } from "./options.js";
import { topicOf, type Pages } from "./pages.js";

/** What taking part needs of the session. */
export interface ParticipationHost {
  readonly options: LessonOptions;
  /** Gets what this person can do, part by part. */
  readonly session: RoomSession;
  readonly replicas: TopicReplicas;
  readonly topics: Topics;
  readonly pages: Pages;
  readonly connection: Connection | undefined;
  readonly link: Link;
  readonly counts: CountsView | undefined;
  /** Who the server says this is; what was kept says it before. */
  me: Me | undefined;
  /** Of the outboxes that the last welcome let in. */
  readonly boxes: readonly OutboxEntry[];
  readonly isClosed: boolean;
  may(right: Right): boolean;
  give(command: Command): void;
  emit(change: LessonChange): void;
  /** What this person sees of the room may be another. */
  coreChanged(): void;
  /** The tab has this outbox now. */
  name(outbox: OutboxID): void;
  /** Connects anew. */
  begin(): void;
}

/** What a tab does in a lesson beside watching it, and what it keeps over a reload. */
export interface Participation {
  /** Undefined until `open` is through. */
  readonly outbox: Outbox | undefined;
  /** Each is there once it may be needed. */
  readonly editing: Editing | undefined;
  readonly talking: TalkingPart | undefined;
  readonly asking: AskingPart | undefined;
  /** Whether unsent changes survive a reload. */
  readonly isKept: boolean;
  /** Opens the outbox: the one that the tab had before it was reloaded, or `fresh`, which is in use already. */
  open(before: OutboxID | undefined, fresh: OutboxID): Promise<void>;
  /** The server let this tab in; `isNew` when it is not the journal that was known. */
  welcomed(isNew: boolean): void;
  adoptedSnapshot(topic: TopicHandle, snapshot: Snapshot): void;
  applied(topic: TopicHandle, stamp: AppliedEvent["stamp"]): void;
  /** A batch or a snapshot is applied: it is kept, and what it shows of ours is over. */
  arrived(topic: Topic, raw: Uint8Array, isSnapshot: boolean): void;
  receive(message: ServerMessage): void;
  view(topic: TopicHandle, view: View, isDifference: boolean): void;
  coreChanged(): void;
  lost(): void;
  /** What the server sent was not understood: it is asked for anew. */
  fault(): void;
  /** A page is not needed any more. */
  forget(topic: TopicHandle): void;
  /** Looks for outboxes of closed tabs. */
  adopt(): Promise<void>;
  leave(): void;
  /** When all that was given is kept. */
  settled(): Promise<void>;
  close(): void;
}

/** Brings back what an earlier page kept, when no server was asked yet. */
export async function takePart({ store, locks }: Pick<Keeping, "store" | "locks">, host: ParticipationHost): Promise<Participation> {
  const { options, session, replicas, topics, pages, emit } = host;
  const { edge, room, stash } = options;
  const meKey = `m/${room}`;
  /** The last command of an own outbox that a topic shows. */
  const seen = new Map<string, Counter>();
  let outbox: Outbox | undefined;
  let editing: Editing | undefined;
  let isLoading = false;
  let talking: TalkingPart | undefined;
  let asking: AskingPart | undefined;
  let kept: KeptReplicas | undefined;
  let letGo = (): void => {};

  // --- what is kept ---

  const restore = async (): Promise<void> => {
    if (locks.lease !== Infinity || !store.isLasting) return;
    const release = await locks.take(`k/${room}`);
    if (release) letGo = release;
    const keeper = keepReplicas(edge, store, room, topics);
    if (!host.connection) {
      await keeper.restore().catch(() => topics.forget());
      host.me = await store.change((table) => table.get<Me>(meKey)).catch(() => undefined);
    }
    if (release) kept = keeper;
  };

  const keepMe = (): void => {
    const { me } = host;
    if (kept && me) void store.change(async (table) => table.put(meKey, me)).catch(() => {});
  };

  // --- what was given ---

  const saw = (topic: TopicHandle, author: OutboxHandle, counter: Counter): void => void seen.set(`${topic}/${author}`, counter);

  /** The outbox is here, and the server has let it in, or both later. */
  const meet = (): void => {
    if (!outbox || !host.connection?.isOpen) return;
    // Refused ink needs what can write it anew.
    if (!editing && outbox.entries.some(({ command }) => command.kind === "page")) return;
    know(host.boxes);
    outbox.welcomed(host.boxes);
  };

  /** Pages of the replicas may show commands of outboxes whose handles are news. */
  const know = (boxes: readonly OutboxEntry[]): void => {
    for (const [handle] of topics.all) {
      for (const { outbox: author, counter } of replicas.stampsOf(handle).context.counters) {
        if (boxes.some((box) => box.outbox === author)) saw(handle, author, counter);
      }
    }
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
      return host.connection?.isOpen === true && !pages.isExpected(topic) && (isGone || !pages.isNeeded(topic));
    }
    if (!followed.isCurrent && (seen.get(`${topic}/${entry.box.handle}`) ?? 0) < entry.counter) return false;
    return !editing?.isShort(entry);
  };

  const outboxChanged = (entries: readonly Pending[]): void => {
    loadEditing();
    editing?.changed(entries);
    if (entries.some(({ command: { kind } }) => kind === "room" || kind === "people")) {
      pages.listChanged();
      emit({ kind: "room" });
    }
    if (entries.some(({ command: { kind } }) => ["hand", "chat", "question", "poll", "quiz"].includes(kind))) emit({ kind: "talk" });
    emit({ kind: "outbox" });
  };

  // --- what one can do ---

  /** What writing needs is loaded once somebody may write, or wrote. */
  const loadEditing = (): void => {
    if (isLoading || !outbox || host.isClosed) return;
    const isUsed = outbox.entries.some(({ command, state }) => command.kind === "page" || command.kind === "room" || state === "refused");
    if (!isUsed && !host.may("write") && !host.may("teach")) return;
    isLoading = true;
    options.loadEditing().then(
      ({ startEditing }) => {
        if (host.isClosed) return;
        const { resolve, strokeAlias, touch: touchPage } = pages;
        editing = startEditing({ edge, replicas, outbox: outbox!, get link() { return host.link; }, resolve, topicOf, strokeAlias, touchPage });
        Object.assign(session, editing.lesson);
        editing.changed(outbox!.entries);
        if (!outbox!.isConnected) meet();
        host.coreChanged();
      },
      () => {
        isLoading = false;
        edge.after(5000, loadEditing);
      },
    );
  };

  const talkingHost: TalkingHost = {
    edge,
    send: (message) => host.connection?.send(message),
    replicas,
    get outbox() { return outbox!; },
    get me() { return host.me; },
    get counts() { return host.counts; },
    roomTime: () => host.connection?.roomTime() ?? 0,
    now: edge.now,
    roundTrip: () => host.connection?.roundTrip ?? 0,
    may: host.may,
    give: host.give,
    loadTalk: options.loadTalk,
    loadOperating: options.loadOperating,
    follow: topics.follow,
    unfollow: topics.unfollow,
    isCurrent: (topic) => topics.all.get(topic)?.isCurrent === true,
    changed: () => emit({ kind: "talk" }),
  };

  await restore();
  return {
    get outbox() { return outbox; },
    get editing() { return editing; },
    get talking() { return talking; },
    get asking() { return asking; },
    isKept: store.isLasting,
    async open(before, fresh) {
      stash.set(keptMarker(room), "1");
      const opened = await openOutbox({
        edge, store, locks, room, stash, before,
        fresh: before === undefined ? fresh : undefined,
        events: {
          send: talkingHost.send,
          backlog: () => host.connection?.backlog ?? 0,
          isSeen,
          refused: (entry) => talking?.refused(entry) || editing?.refused(entry) || false,
          changed: outboxChanged,
          replaced() {
            host.name(outbox!.own.id);
            host.begin();
          },
        },
      });
      if (host.isClosed) return opened.close();
      outbox = opened;
      talking = startTalking(talkingHost);
      asking = startAsking(talkingHost, talking.follow);
      for (const part of [talking, asking]) Object.defineProperties(session, Object.getOwnPropertyDescriptors(part.lesson));
      host.name(outbox.own.id);
      meet();
      keepMe();
      host.coreChanged();
      emit({ kind: "outbox" });
    },
    welcomed(isNew) {
      if (isNew) {
        seen.clear();
        kept?.clear();
      }
      keepMe();
      meet();
    },
    adoptedSnapshot(topic, { context }) {
      for (const { outbox: author, counter } of context.counters) if (outbox?.boxOf(author)) saw(topic, author, counter);
    },
    applied(topic, { author, counter }) {
      if (outbox?.boxOf(author)) saw(topic, author, counter);
    },
    arrived(topic, raw, isSnapshot) {
      kept?.arrived(topic, raw, isSnapshot);
      for (const box of outbox?.boxes ?? []) {
        const counter = seen.get(`${topic.handle}/${box.handle}`);
        if (counter !== undefined) outbox!.acknowledge(box.handle, counter);
      }
      outbox?.sweep();
    },
    receive(message) {
      switch (message.kind) {
        case "stored":
          outbox?.acknowledge(message.outbox, message.counter);
          return;
        case "rejected":
          outbox?.reject(message.outbox, message.counter, message.reason);
          return;
        case "adopted":
          know([message.outbox]);
          outbox?.adopted(message.outbox);
          editing?.coreChanged();
          return;
        default:
          talking?.receive(message);
          asking?.receive(message);
      }
    },
    view(topic, view, isDifference) {
      asking?.view(topic, view, isDifference);
      talking?.view(view, isDifference);
    },
    coreChanged() {
      editing?.coreChanged();
      loadEditing();
      talking?.rightsChanged();
      asking?.coreChanged();
    },
    lost() {
      asking?.lost();
      talking?.lost();
      outbox?.lost();
    },
    fault: () => kept?.clear(),
    forget: (topic) => kept?.forget(topic),
    async adopt() {
      await outbox?.adopt().catch(() => {});
      loadEditing();
    },
    leave() {
      editing?.flush();
      outbox?.leave();
      void kept?.write();
    },
    async settled() {
      await outbox?.settled();
      await kept?.write();
    },
    close() {
      editing?.flush();
      void Promise.all([kept?.write(), outbox?.settled()]).then(letGo);
      outbox?.close();
    },
  };
}
