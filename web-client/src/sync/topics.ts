import { Snapshot, decode, follows, spanOf } from "../wire/index.js";
import type { ClientMessage, Entry, JournalID, ServerMessage, TopicHandle, TopicKind, TopicVersion, View } from "../wire/index.js";

export const coreTopic = 0 as TopicHandle;

export interface TopicEvents {
  send(message: ClientMessage): void;
  /** A state by value takes the place of what is there; undefined: the state before the first event. */
  adopt(topic: TopicHandle, snapshot: Snapshot | undefined): void;
  apply(topic: TopicHandle, entry: Entry, isCatchingUp: boolean): void;
  view(topic: TopicHandle, view: View, isDifference: boolean): void;
  /** All events of one batch are applied, or a snapshot is: `raw` is the message, or the snapshot's encoding. */
  arrived(topic: Topic, raw: Uint8Array, isSnapshot: boolean, isCatchingUp: boolean): void;
  /** Its kind is known, or it came up to date, or it is followed no longer. */
  changed(topic: Topic): void;
}

/** A log topic as far as it is known here. */
export interface Topic {
  readonly handle: TopicHandle;
  kind: TopicKind | undefined;
  /** The number of the last event applied. */
  sequence: number;
  /** The server sends it. */
  isFollowed: boolean;
  /** What `subscribed` promised is here. */
  isCurrent: boolean;
  /** We asked and have no answer yet. */
  isAsked: boolean;
  /** What the server had when we began to follow. */
  target: number;
  /** The last Hello named it. */
  isInHello: boolean;
  /** A snapshot that is not complete. */
  parts: { sequence: number; bytes: Uint8Array; got: number } | undefined;
}

export interface Topics {
  journal: JournalID | undefined;
  readonly all: ReadonlyMap<TopicHandle, Topic>;
  get(handle: TopicHandle): Topic;
  follow(handle: TopicHandle): void;
  unfollow(handle: TopicHandle): void;
  /** Messages of log topics; whether it was one. */
  receive(message: ServerMessage, raw: Uint8Array): boolean;
  /** Takes what was kept: a snapshot's bytes, its number and the batches since. */
  restore(handle: TopicHandle, kind: TopicKind, sequence: number, snapshot: Uint8Array | undefined, batches: readonly Extract<ServerMessage, { kind: "batch" }>[]): void;
  /** For the next Hello. */
  versions(): TopicVersion[];
  welcomed(journal: JournalID): void;
  lost(): void;
  /** Forgets all replicas. */
  forget(): void;
  isCatchingUp(): boolean;
}

/** Versions, slices, batches: what a client knows of each topic it follows (rules S6, S7, T1 to T7). */
export function followTopics(events: TopicEvents): Topics {
  const all = new Map<TopicHandle, Topic>();
  /** Left, and what is on its way may still come. */
  const left = new Set<TopicHandle>();

  const get = (handle: TopicHandle): Topic => {
    let topic = all.get(handle);
    if (!topic) {
      topic = { handle, kind: undefined, sequence: 0, isFollowed: false, isCurrent: false, isAsked: false, isInHello: false, target: 0, parts: undefined };
      all.set(handle, topic);
    }
    return topic;
  };

  const subscribe = (topic: Topic): void => {
    topic.isAsked = true;
    topic.parts = undefined;
    // Of a view the server takes no number: it has no history.
    const sequence = topic.sequence > 0 ? { sequence: topic.sequence } : {};
    events.send({ kind: "subscribe", topic: topic.handle, ...sequence });
  };

  const settle = (topic: Topic): void => {
    const isCurrent = topic.isFollowed && topic.sequence >= topic.target;
    if (isCurrent === topic.isCurrent) return;
    topic.isCurrent = isCurrent;
    if (isCurrent) events.changed(topic);
  };

  const take = (topic: Topic, slice: Uint8Array): void => {
    const { parts } = topic;
    if (!parts) return;
    if (parts.got + slice.length > parts.bytes.length) throw new Error("slices beyond their snapshot");
    parts.bytes.set(slice, parts.got);
    const got = parts.got + slice.length;
    // Before anything changes: what this needs may have to be loaded, and then the slice comes once more.
    const snapshot = got === parts.bytes.length ? decode(Snapshot, parts.bytes) : undefined;
    parts.got = got;
    if (!snapshot) return;
    topic.parts = undefined;
    adopt(topic, parts.sequence, snapshot);
    events.arrived(topic, parts.bytes, true, true);
    settle(topic);
  };

  const adopt = (topic: Topic, sequence: number, snapshot: Snapshot): void => {
    topic.sequence = sequence;
    events.adopt(topic.handle, snapshot);
  };

  const fold = (topic: Topic, batch: Extract<ServerMessage, { kind: "batch" }>, isCatchingUp: boolean): void => {
    for (const entry of batch.entries) events.apply(topic.handle, entry, isCatchingUp);
    topic.sequence += spanOf(batch);
  };

  const drop = (topic: Topic): void => {
    Object.assign(topic, { sequence: 0, isCurrent: false, parts: undefined });
    events.adopt(topic.handle, undefined);
  };

  const topics: Topics = {
    journal: undefined,
    all,
    get,
    follow(handle) {
      const topic = get(handle);
      left.delete(handle);
      if (!topic.isFollowed && !topic.isAsked) subscribe(topic);
    },
    unfollow(handle) {
      const topic = all.get(handle);
      if (!topic) return;
      all.delete(handle);
      if (!topic.isFollowed && !topic.isAsked) return;
      left.add(handle);
      events.send({ kind: "unsubscribe", topic: handle });
    },
    receive(message, raw) {
      switch (message.kind) {
        case "subscribed": {
          const topic = get(message.topic);
          left.delete(message.topic);
          Object.assign(topic, { kind: message.topicKind, isFollowed: true, isAsked: false, isCurrent: false, parts: undefined });
          topic.target = message.sequence;
          events.changed(topic);
          settle(topic);
          return true;
        }
        case "unsubscribed": {
          const topic = all.get(message.topic);
          left.delete(message.topic);
          if (message.reason === "asked" || !topic) return true;
          topic.isFollowed = topic.isAsked = topic.isCurrent = false;
          all.delete(message.topic);
          events.changed(topic);
          return true;
        }
        case "snapshot": {
          if (left.has(message.topic)) return true;
          const topic = get(message.topic);
          if (topic.isAsked) return true;
          topic.isFollowed = true;
          topic.parts = { sequence: message.sequence, bytes: new Uint8Array(message.length), got: 0 };
          take(topic, message.slice);
          return true;
        }
        case "slice": {
          const topic = all.get(message.topic);
          if (topic) take(topic, message.slice);
          return true;
        }
        case "batch": {
          const topic = all.get(message.topic);
          if (!topic || !topic.isFollowed || topic.isAsked) return true;
          if (topic.parts || !follows(message, topic.sequence)) {
            topic.isCurrent = false;
            subscribe(topic);
            return true;
          }
          const isCatchingUp = topic.sequence < topic.target || message.covers !== undefined;
          fold(topic, message, isCatchingUp);
          events.arrived(topic, raw, false, isCatchingUp);
          settle(topic);
          return true;
        }
        case "view": {
          // A keyframe needs no word before it: what is followed unasked comes as it is.
          const known = all.get(message.topic);
          if (!known && (message.since !== undefined || left.has(message.topic))) return true;
          const topic = known ?? get(message.topic);
          topic.kind ??= message.view.kind;
          if (topic.isAsked && message.since !== undefined) return true;
          topic.isFollowed = topic.isCurrent = true;
          topic.isAsked = false;
          if (message.since !== undefined && message.revision - message.since !== topic.sequence) subscribe(topic);
          else {
            topic.sequence = message.revision;
            events.view(message.topic, message.view, message.since !== undefined);
          }
          return true;
        }
        default:
          return false;
      }
    },
    restore(handle, kind, sequence, snapshot, batches) {
      const topic = get(handle);
      topic.kind = kind;
      events.changed(topic);
      if (snapshot) adopt(topic, sequence, decode(Snapshot, snapshot));
      for (const batch of batches) if (follows(batch, topic.sequence)) fold(topic, batch, true);
    },
    versions() {
      const known = topics.journal === undefined ? [] : Array.from(all.values()).slice(0, 127);
      for (const topic of all.values()) topic.isInHello = known.includes(topic);
      return known.map(({ handle, sequence }) => ({ topic: handle, sequence }));
    },
    welcomed(journal) {
      const isNew = topics.journal !== journal;
      topics.journal = journal;
      for (const topic of all.values()) {
        if (isNew) drop(topic);
        if (topic.isInHello || topic.handle === coreTopic) topic.isFollowed = true;
        else subscribe(topic);
      }
    },
    lost() {
      left.clear();
      for (const topic of all.values()) Object.assign(topic, { isFollowed: false, isAsked: false, isCurrent: false, parts: undefined });
    },
    forget() {
      topics.journal = undefined;
      topics.lost();
      for (const topic of all.values()) drop(topic);
    },
    isCatchingUp: () => Array.from(all.values()).some((topic) => topic.isAsked || topic.parts !== undefined || (topic.isFollowed && !topic.isCurrent)),
  };
  return topics;
}
