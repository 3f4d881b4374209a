import type { OutboxHandle, TopicHandle } from "../../wire/index.js";
import type { TopicReplicas } from "../../classroom/index.js";
import type { Edge } from "../edge.js";
import type { EditedPage } from "../editing.js";
import type { LessonChange, PageInfo, PageKey, StrokeKey } from "../lesson.js";
import { PageView, type PageOverlay } from "../page-view.js";
import { coreTopic, type Topic, type Topics } from "../topics.js";

/** What pages need of their session. */
export interface PagesHost {
  readonly edge: Edge;
  readonly replicas: TopicReplicas;
  readonly topics: Topics;
  /** Whether a server was ever asked, and whether it answers now. */
  readonly isBegun: boolean;
  readonly isConnected: boolean;
  /** Milliseconds there and back; 0 while that is not known. */
  readonly roundTrip: number;
  /** The server's name for an outbox; this tab's own without an id. */
  handleOf(id: string | undefined): OutboxHandle | undefined;
  /** What was changed here and is not ordered yet. */
  overlay(page: PageKey): PageOverlay | undefined;
  edit(pages: EditedPage[]): void;
  /** Nobody needs its replica. */
  forget(topic: TopicHandle): void;
  emit(change: LessonChange): void;
}

/** The pages that this tab looks at: their keys, their views, and which of them the server is asked for. */
export interface Pages {
  /** The key by its topic, when the page has one by now. */
  resolve(page: PageKey): PageKey;
  view(page: PageKey): PageView;
  /** Strokes written before their outbox had a handle are named by its id. */
  strokeAlias(stroke: string): string;
  /** All of a page is different, or just these strokes. */
  touch(page: PageKey, strokes?: readonly string[]): void;
  /** Its strokes are others; who looks at it is told in another way. */
  refresh(page: PageKey): void;
  /** Whether anybody has looked at it here. */
  isKnown(topic: TopicHandle): boolean;
  isNeeded(topic: TopicHandle): boolean;
  /** Whether the server makes us follow it, soon. */
  isExpected(topic: TopicHandle): boolean;
  /** A view looks at it, or does so no longer. */
  want(page: PageKey): PageView;
  release(page: PageKey): void;
  /** The topic is followed, or up to date, or neither any more. */
  topicChanged(topic: Topic): void;
  /** Follows the page that is taught; `isExact` when the server sends what was named and no more. */
  followTaught(isExact: boolean): void;
  /** Another page is taught; `isLive` when that was now, not when it is caught up with. */
  taughtChanged(isLive: boolean): void;
  /** Pages may have got topics, and the list may be another. */
  coreChanged(): void;
  /** The list may be another by what was changed here. */
  listChanged(): void;
  list(): { pages: PageInfo[]; removed: PageInfo[] };
  /** The connection is gone: nothing is expected of it. */
  lost(): void;
}

export const topicKey = (topic: TopicHandle): PageKey => `t${topic}` as PageKey;
export const topicOf = (page: PageKey): TopicHandle | undefined => (page.startsWith("t") ? (Number(page.slice(1)) as TopicHandle) : undefined);

export function lookAtPages(host: PagesHost): Pages {
  const { edge, replicas, topics, emit } = host;
  const views = new Map<PageKey, PageView>();
  const expected = new Map<TopicHandle, () => void>();
  let made: { pages: PageInfo[]; removed: PageInfo[] } | undefined;

  const resolve = (key: PageKey): PageKey => {
    const [, counter, id] = /^m(\d+)(?:@(.+))?$/.exec(key) ?? [];
    if (counter === undefined) return key;
    const handle = host.handleOf(id);
    const page = handle === undefined ? undefined : replicas.core.pageNamed({ outbox: handle, counter: Number(counter) });
    return page ? topicKey(page.topic) : key;
  };

  const strokeAlias = (key: string): string => {
    const [name, counter] = key.split(":");
    const handle = name!.length < 16 ? undefined : host.handleOf(name!);
    return handle === undefined ? key : `${handle}:${counter}`;
  };

  const view = (given: PageKey): PageView => {
    const key = resolve(given);
    let found = views.get(key) ?? views.get(given);
    if (!found) {
      const topic = (): TopicHandle | undefined => topicOf(resolve(key));
      found = new PageView(
        () => resolve(key),
        () => (topic() === undefined ? undefined : replicas.pages.get(topic()!)),
        () => host.overlay(resolve(key)),
        strokeAlias,
      );
      found.isLoaded = topic() === undefined || topics.all.get(topic()!)?.isCurrent === true || (replicas.pages.has(topic()!) && !host.isConnected);
    }
    views.set(key, found);
    views.set(given, found);
    return found;
  };

  const touch = (key: PageKey, strokes?: readonly string[]): void => {
    views.get(key)?.touch();
    if (strokes) emit({ kind: "strokes", page: key, strokes: strokes as StrokeKey[] });
    else emit({ kind: "page", page: key });
  };

  const isNeeded = (topic: TopicHandle): boolean => replicas.core.taught === topic || views.get(topicKey(topic))?.isWanted === true;

  const follow = (topic: TopicHandle): void => {
    if (!expected.has(topic)) topics.follow(topic);
  };

  const leave = (topic: TopicHandle): void => {
    topics.unfollow(topic);
    host.forget(topic);
    replicas.drop(topic);
    for (const [key, page] of views) if (page.key === topicKey(topic)) views.delete(key);
  };

  /** The server makes everybody follow what is taught; only if it did not is it asked. */
  const expect = (topic: TopicHandle): void => {
    if (topics.all.get(topic)?.isFollowed || expected.has(topic)) return;
    const after = Math.max(1500, 3 * host.roundTrip);
    expected.set(topic, edge.after(after, () => {
      expected.delete(topic);
      if (host.isConnected && isNeeded(topic)) topics.follow(topic);
    }));
  };

  return {
    resolve,
    view,
    strokeAlias,
    touch,
    refresh: (key) => views.get(key)?.touch(),
    isKnown: (topic) => views.has(topicKey(topic)),
    isNeeded,
    isExpected: (topic) => expected.has(topic),
    want(given) {
      const page = view(given);
      page.isWanted = true;
      const topic = topicOf(resolve(given));
      if (topic !== undefined && !topics.all.get(topic)?.isFollowed) follow(topic);
      return page;
    },
    release(given) {
      const key = resolve(given);
      const page = views.get(key);
      if (!page) return;
      page.isWanted = false;
      const topic = topicOf(key);
      if (topic !== undefined && !isNeeded(topic)) leave(topic);
    },
    topicChanged({ handle, kind, isFollowed, isCurrent }) {
      if (isFollowed) {
        expected.get(handle)?.();
        expected.delete(handle);
      }
      if (kind !== "page") return;
      replicas.page(handle);
      const page = view(topicKey(handle));
      const wasLoaded = page.isLoaded;
      // What an earlier page kept is there before anybody is asked.
      page.isLoaded ||= isCurrent || !host.isBegun;
      if (page.isLoaded && !wasLoaded) touch(topicKey(handle));
      if (!isNeeded(handle) && isFollowed && topics.all.get(coreTopic)?.isCurrent) leave(handle);
    },
    followTaught(isExact) {
      const { taught } = replicas.core;
      if (taught === undefined || topics.all.get(taught)?.isFollowed) return;
      if (isExact) topics.follow(taught);
      else expect(taught);
    },
    taughtChanged(isLive) {
      if (isLive && host.isConnected) expect(replicas.core.taught!);
      for (const { kind, handle } of [...topics.all.values()]) if (kind === "page" && !isNeeded(handle)) leave(handle);
    },
    coreChanged() {
      made = undefined;
      for (const [key, page] of [...views]) {
        const now = resolve(key);
        if (now === key || views.get(now) === page) continue;
        views.set(now, page);
        emit({ kind: "pageKey", from: key, to: now });
        if (page.isWanted) follow(topicOf(now)!);
      }
    },
    listChanged() {
      made = undefined;
    },
    list() {
      if (made) return made;
      const all = replicas.core.pages.map(({ topic, title, background, removed }) => ({ key: topicKey(topic), topic, title, background, stored: true, removed }));
      host.edit(all);
      return (made = { pages: all.filter(({ removed }) => !removed), removed: all.filter(({ removed }) => removed) });
    },
    lost() {
      for (const stop of expected.values()) stop();
      expected.clear();
    },
  };
}
