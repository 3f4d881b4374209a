import { ServerMessage, decode } from "../wire/index.js";
import type { JournalID, TopicHandle, TopicKind } from "../wire/index.js";
import type { Edge } from "./edge.js";
import type { Store } from "./outbox-store.js";
import type { Topic, Topics } from "./topics.js";

/** A topic's record beside the snapshot and the batches after it. */
interface KeptHead {
  journal: JournalID;
  kind: TopicKind;
  /** Of `snapshot`; 0 and absent when all of it came as batches. */
  sequence: number;
  snapshot?: Uint8Array;
}

type Batch = Extract<ServerMessage, { kind: "batch" }>;

/** Beyond that a topic is not worth keeping. */
const byteLimit = 8_388_608;
const writeEvery = 1000;
/** What a page shows before anybody answers. */
const keptKinds = new Set<TopicKind>(["core", "page", "roster"]);

export interface KeptReplicas {
  arrived(topic: Topic, raw: Uint8Array, isSnapshot: boolean): void;
  forget(topic: TopicHandle): void;
  write(): Promise<void>;
  /** Brings back what an earlier page kept. */
  restore(): Promise<void>;
  clear(): void;
}

/** Keeps snapshots and what came after them, so that a reload shows the lesson though nobody answers. */
export function keepReplicas(edge: Edge, store: Store, room: string, topics: Topics): KeptReplicas {
  const prefix = (topic: TopicHandle | ""): string => `k/${room}/${topic === "" ? "" : `${topic}/`}`;
  const sizes = new Map<TopicHandle, { bytes: number; count: number }>();
  let waiting: [topic: TopicHandle, index: number, value: KeptHead | Uint8Array | undefined][] = [];
  let stopTimer: (() => void) | undefined;

  const write = async (): Promise<void> => {
    stopTimer?.();
    stopTimer = undefined;
    const now = waiting;
    waiting = [];
    if (now.length === 0) return;
    await store
      .change(async (table) => {
        for (const [topic, index, value] of now) {
          if (index === 0) for (const [key] of await table.list(prefix(topic))) table.delete(key);
          if (value) table.put(prefix(topic) + String(index).padStart(6, "0"), value);
        }
      })
      .catch(() => {});
  };

  const put = (topic: TopicHandle, index: number, value?: KeptHead | Uint8Array): void => {
    waiting.push([topic, index, value]);
    stopTimer ??= edge.after(writeEvery, () => void write());
  };

  const kept: KeptReplicas = {
    arrived({ handle, kind, sequence }, raw, isSnapshot) {
      let size = sizes.get(handle);
      if (isSnapshot || (!size && sequence > 0)) {
        if (!keptKinds.has(kind!) || !topics.journal) return;
        const head = { journal: topics.journal, kind: kind! };
        sizes.set(handle, (size = { bytes: raw.length, count: 0 }));
        put(handle, 0, isSnapshot ? { ...head, sequence, snapshot: raw } : { ...head, sequence: 0 });
        if (isSnapshot) return;
      }
      if (!size || size.bytes === Infinity) return;
      size.bytes += raw.length;
      if (size.bytes > byteLimit) {
        put(handle, 0);
        size.bytes = Infinity;
      } else put(handle, ++size.count, raw.slice());
    },
    forget(topic) {
      if (sizes.delete(topic)) put(topic, 0);
    },
    write,
    async restore() {
      const records = await store.change((table) => table.list<KeptHead | Uint8Array>(prefix("")));
      const found = new Map<TopicHandle, { head: KeptHead; batches: Batch[]; bytes: number }>();
      for (const [key, value] of records) {
        const [topic, index] = key.slice(prefix("").length).split("/").map(Number) as [TopicHandle, number];
        if (index === 0) found.set(topic, { head: value as KeptHead, batches: [], bytes: (value as KeptHead).snapshot?.length ?? 0 });
        else {
          const one = found.get(topic);
          const message = decode(ServerMessage, value as Uint8Array);
          if (!one || message.kind !== "batch") continue;
          one.batches.push(message);
          one.bytes += (value as Uint8Array).length;
        }
      }
      for (const [topic, { head, batches, bytes }] of [...found].sort(([one], [other]) => one - other)) {
        topics.journal ??= head.journal;
        if (head.journal !== topics.journal) {
          kept.forget(topic);
          continue;
        }
        sizes.set(topic, { bytes, count: batches.length });
        topics.restore(topic, head.kind, head.sequence, head.snapshot, batches);
      }
    },
    clear() {
      for (const topic of sizes.keys()) kept.forget(topic);
    },
  };
  return kept;
}

