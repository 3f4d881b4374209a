// What waits in an outbox may be a line or a question: it has to be read before anybody opens a panel.
import "../classroom/talk.js";
import { memoryStore, type Locks, type Store, type Table } from "./outbox-store.js";
import type { Keeping } from "./session/options.js";
import { takePart } from "./session/participation.js";

/** What a browser keeps over a reload, and what keeps it. */
export async function openKeeping(): Promise<Keeping> {
  return { store: await browserStore(), locks: browserLocks(), takePart };
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** IndexedDB, or memory where a browser gives none. */
export async function browserStore(): Promise<Store> {
  try {
    const opening = indexedDB.open("takhti", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("records");
    const late = new Promise<never>((_, reject) => setTimeout(reject, 3000));
    const base = await Promise.race([done(opening), late]);
    base.onversionchange = () => base.close();
    return { isLasting: true, change: (body) => change(base, body) };
  } catch {
    return memoryStore();
  }
}

async function change<T>(base: IDBDatabase, body: (table: Table) => Promise<T>): Promise<T> {
  const transaction = base.transaction("records", "readwrite");
  const records = transaction.objectStore("records");
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  ended.catch(() => {});
  const result = await body({
    get: (key) => done(records.get(key)),
    async list(prefix) {
      const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
      const [keys, values] = await Promise.all([done(records.getAllKeys(range)), done(records.getAll(range))]);
      return keys.map((key, index) => [key as string, values[index]]);
    },
    put: (key, value) => void records.put(value, key),
    delete: (key) => void records.delete(key),
  });
  await ended;
  return result;
}

/** The browser's locks; on a page without them (plain HTTP) leases, for which tabs ask each other. */
export function browserLocks(): Locks {
  const { locks } = navigator as { locks?: LockManager };
  if (!locks) return askingLocks();
  return {
    lease: Infinity,
    take: (name) =>
      new Promise((resolve) => {
        locks
          .request(name, { ifAvailable: true }, (lock) => (lock ? new Promise<void>((release) => resolve(() => release())) : resolve(undefined)))
          .catch(() => resolve(undefined));
      }),
  };
}

/** Asks the other tabs who has a name; who is silent for long has lost it (see `claim` in outbox.ts). */
export function askingLocks(answerWithin = 300): Locks {
  const held = new Set<string>();
  const channel = new BroadcastChannel("takhti");
  const asked = new Map<string, () => void>();
  channel.onmessage = ({ data }: MessageEvent<{ kind: "ask" | "mine"; name: string }>) => {
    if (data.kind === "ask" && held.has(data.name)) channel.postMessage({ kind: "mine", name: data.name });
    else if (data.kind === "mine") asked.get(data.name)?.();
  };
  return {
    lease: 20_000,
    take: (name) =>
      new Promise((resolve) => {
        if (held.has(name)) return resolve(undefined);
        const timer = setTimeout(() => {
          asked.delete(name);
          held.add(name);
          resolve(() => held.delete(name));
        }, answerWithin);
        asked.set(name, () => {
          asked.delete(name);
          clearTimeout(timer);
          resolve(undefined);
        });
        channel.postMessage({ kind: "ask", name });
      }),
  };
}
