import { Counter, decode, encode } from "../wire/index.js";
import { Command } from "../wire/rest.generated.js";
import { message } from "../wire/codec.js";
import type { ClientMessage, CommandEntry, Interval, OutboxEntry, OutboxHandle, OutboxID, Rejection } from "../wire/index.js";
import type { Edge } from "./edge.js";
import type { Locks, Stash, Store } from "./outbox-store.js";

const StoredCommand = /* @__PURE__ */ message(65_536, Command);
/** Counters are set aside so many at a time, so that none is given twice though a crash forgot the last. */
const reserve = 1024;
/** What goes into one message, and what may wait in the socket. */
const messageByteShare = 16_384;
const messageShare = 256;
const backlogLimit = 65_536;
/** Names a place for commands in the store, the stash and among the locks. */
const boxKey = (room: string, id: string): string => `o/${room}/${id}`;
const commandKey = (id: string, counter: Counter): string => `c/${id}/${String(counter).padStart(10, "0")}`;

/** One outbox: this tab's own, or an orphan it took over. */
export interface Box {
  readonly id: OutboxID;
  /** Known since a server first let it in. */
  handle: OutboxHandle | undefined;
  next: Counter;
  reserved: Counter;
  /** The last command that went out on this connection. */
  sent: Counter | undefined;
  isOpen: boolean;
  /** Counters whose commands are still to come. */
  readonly reservedNow: Set<Counter>;
  readonly release: () => void;
}

/** A command that is not over: not stored, or not seen in what the server sent, or refused. */
export interface Pending {
  readonly box: Box;
  readonly counter: Counter;
  readonly command: Command;
  readonly given: number;
  /** The command that began its stroke; else itself. */
  readonly change: Counter;
  state: "waiting" | "stored" | "refused";
  reason?: Rejection;
  isKept: boolean;
}

interface StoredBox {
  owner: string;
  until: number;
  reserved: Counter;
  handle?: OutboxHandle;
}

interface StoredEntry {
  given: number;
  bytes: Uint8Array;
  reason?: Rejection;
}

export interface OutboxEvents {
  send(message: ClientMessage): void;
  backlog(): number;
  /** Whether what the server sent shows it, or never will. */
  isSeen(entry: Pending): boolean;
  /** Whether somebody made up for it, so that it needs not be shown. */
  refused(entry: Pending): boolean;
  changed(entries: readonly Pending[]): void;
  /** Another tab has the outbox: the connection must begin again under another. */
  replaced(): void;
}

export interface OutboxOptions {
  edge: Edge;
  store: Store;
  stash: Stash;
  locks: Locks;
  room: string;
  /** The outbox that this tab had before it was reloaded. */
  before: OutboxID | undefined;
  /** A new one that is in use already. */
  fresh: OutboxID | undefined;
  events: OutboxEvents;
}

export interface Outbox {
  readonly own: Box;
  readonly boxes: readonly Box[];
  /** In the order of their boxes and counters. */
  readonly entries: readonly Pending[];
  readonly pendingCount: number;
  /** A server takes its commands now. */
  readonly isConnected: boolean;
  /** Takes a command in and sends it; `counter` when it was set aside. */
  give(command: Command, box?: Box, counter?: Counter): Pending;
  /** Sets a counter aside for a command that comes soon: later ones wait for it. */
  reserve(box: Box): Counter;
  /** The command does not come. */
  free(box: Box, counter: Counter): void;
  boxOf(handle: OutboxHandle): Box | undefined;
  welcomed(entries: readonly OutboxEntry[]): void;
  adopted(entry: OutboxEntry): void;
  lost(): void;
  acknowledge(handle: OutboxHandle | undefined, counter: Counter): void;
  reject(handle: OutboxHandle | undefined, counter: Counter, reason: Rejection): void;
  /** Lets go of what is over. */
  sweep(): void;
  remove(entries: readonly Pending[]): void;
  /** Takes over outboxes of tabs that are gone. */
  adopt(): Promise<void>;
  /** The page is being left: what is not on disk yet is stashed. */
  leave(): void;
  /** Resolves when all that was given is kept. */
  settled(): Promise<void>;
  close(): void;
}

/** Opens this tab's outbox, with what it and closed tabs left behind (rules C1 to C4 of protocol/README.md). */
export async function openOutbox({ edge, store, stash, locks, room, before, fresh, events }: OutboxOptions): Promise<Outbox> {
  const owner = edge.randomID();
  const boxes: Box[] = [];
  let entries: Pending[] = [];
  /** The last that went, since a refusal may come after what came later. */
  let gone: Pending[] = [];
  const puts = new Map<string, unknown>();
  let writing: Promise<void> | undefined;
  let goodUntil = edge.now() + locks.lease;
  let stopPumping: (() => void) | undefined;
  let stopRenewing = (): void => {};
  let isConnected = false;
  let isClosed = false;
  let isStashed = false;

  // --- the store ---

  const stored = (box: Box): StoredBox => ({
    owner,
    until: edge.now() + Math.min(locks.lease, 1e12),
    reserved: box.reserved,
    ...(box.handle === undefined ? {} : { handle: box.handle }),
  });

  /** Takes the box out of the store if no other tab has it; with what is left in it. */
  const claim = async (id: OutboxID, isOwn: boolean, isKnown = true): Promise<Box | undefined> => {
    const key = boxKey(room, id);
    const release = await locks.take(key);
    if (!release) return undefined;
    const found = await store.change(async (table) => {
      const box = await table.get<StoredBox>(key);
      // A name that the store has forgotten may have been used up: its counters cannot be given again.
      if (isKnown !== (box !== undefined)) return undefined;
      if (box && !isOwn && locks.lease < Infinity && box.until > edge.now()) return undefined;
      const left = await table.list<StoredEntry>(`c/${id}/`);
      if (!isOwn && left.length === 0 && !stash.get(key)) {
        table.delete(key);
        return undefined;
      }
      table.put(key, { ...box, owner, until: edge.now() + Math.min(locks.lease, 1e12), reserved: (box?.reserved ?? 0) + reserve });
      return { box, left };
    });
    if (!found) {
      release();
      return undefined;
    }
    const next = (found.box?.reserved ?? 0) + 1;
    const box: Box = { id, handle: found.box?.handle, next, reserved: next - 1 + reserve, sent: undefined, isOpen: false, reservedNow: new Set(), release };
    const left = new Map(found.left.map(([name, entry]) => [Number(name.slice(-10)), entry]));
    for (const [counter, given, text] of JSON.parse(stash.get(key) ?? "[]") as [number, number, string][]) {
      const entry = { given, bytes: Uint8Array.from(atob(text), (char) => char.charCodeAt(0)) };
      if (left.has(counter)) continue;
      left.set(counter, entry);
      puts.set(commandKey(id, counter), entry);
    }
    boxes.push(box);
    if (isOwn && boxes.length > 1) boxes.unshift(boxes.pop()!);
    for (const [counter, { given, bytes, reason }] of [...left].sort(([one], [other]) => one - other)) {
      const entry = pending(box, counter, decode(StoredCommand, bytes), given);
      if (reason) Object.assign(entry, { state: "refused", reason });
      entries.push(entry);
      box.next = Math.max(box.next, counter + 1);
    }
    if (stash.get(key)) void write().then(() => stash.set(key, undefined));
    return box;
  };

  /** Writes what waits, all of it at once, one writing after another. */
  const write = (): Promise<void> =>
    (writing ??= (async () => {
      while (puts.size > 0) {
        const now = [...puts];
        puts.clear();
        const fresh = entries.filter((entry) => !entry.isKept);
        const isMine = await store
          .change(async (table) => {
            for (const box of boxes) {
              const there = await table.get<StoredBox>(boxKey(room, box.id));
              // Gone, too, when another tab has sent all of it; under a lock nobody but us can have done that.
              if (there ? there.owner !== owner : locks.lease < Infinity) return false;
              if (!there) table.put(boxKey(room, box.id), stored(box));
            }
            for (const [key, value] of now) {
              if (value === undefined) table.delete(key);
              else table.put(key, value);
            }
            return true;
          })
          .catch(() => undefined);
        if (isMine) {
          for (const entry of fresh) entry.isKept = true;
          if (isStashed && entries.every((entry) => entry.isKept)) {
            isStashed = false;
            for (const box of boxes) stash.set(boxKey(room, box.id), undefined);
          }
        }
        else if (isMine === false) await move();
        else {
          for (const [key, value] of now) if (!puts.has(key)) puts.set(key, value);
          break;
        }
      }
    })().finally(() => {
      writing = undefined;
    }));

  /** Another tab took our boxes while this one slept: it sends what they held; what it cannot know goes on under a new name. */
  const move = async (): Promise<void> => {
    const rest = entries.filter((entry) => !entry.isKept && entry.state === "waiting" && (entry.box.sent ?? 0) < entry.counter);
    for (const box of boxes.splice(0)) box.release();
    entries = [];
    puts.clear();
    isConnected = false;
    await claim(edge.randomID() as OutboxID, true, false);
    goodUntil = edge.now() + locks.lease;
    for (const { command } of rest) outbox.give(command);
    events.replaced();
    events.changed(rest);
  };

  const renew = (): void => {
    stopRenewing();
    if (locks.lease === Infinity || isClosed) return;
    for (const box of boxes) puts.set(boxKey(room, box.id), stored(box));
    const until = edge.now() + locks.lease;
    void write().then(() => {
      if (puts.size === 0) goodUntil = until;
      if (isConnected) pump();
    });
    stopRenewing = edge.after(locks.lease / 4, renew);
  };

  // --- entries ---

  /** Strokes that were begun, by box and contact. */
  const strokes = new Map<string, Counter>();
  const pending = (box: Box, counter: Counter, command: Command, given: number): Pending => {
    let change = counter;
    if (command.kind === "page" && "contact" in command.command) {
      const contact = `${box.id}/${command.command.contact}`;
      if (command.command.kind === "beginStroke") strokes.set(contact, counter);
      change = strokes.get(contact) ?? counter;
    }
    return { box, counter, command, given, change, state: "waiting", isKept: true };
  };

  const forget = (list: readonly Pending[]): void => {
    const over = new Set(list);
    if (over.size === 0) return;
    entries = entries.filter((entry) => !over.has(entry));
    for (const { box, counter } of list) puts.set(commandKey(box.id, counter), undefined);
    gone = [...gone, ...list].slice(-128);
    void write();
    events.changed(list);
    for (const box of boxes.slice(1)) if (!entries.some((entry) => entry.box === box)) drop(box);
  };

  const drop = (box: Box): void => {
    boxes.splice(boxes.indexOf(box), 1);
    puts.set(boxKey(room, box.id), undefined);
    void write().then(box.release);
  };

  // --- sending ---

  const pump = (): void => {
    stopPumping?.();
    stopPumping = undefined;
    if (!isConnected) return;
    if (edge.now() > goodUntil) return renew();
    for (const box of boxes) {
      if (!box.isOpen) continue;
      const before = Math.min(...box.reservedNow, Infinity);
      let rest = entries.filter(({ box: other, state, counter }) => other === box && state === "waiting" && counter > (box.sent ?? 0) && counter < before);
      while (rest.length > 0) {
        if (events.backlog() > backlogLimit) {
          stopPumping = edge.after(100, pump);
          return;
        }
        rest = rest.slice(sendSome(box, rest));
      }
    }
  };

  const sendSome = (box: Box, rest: readonly Pending[]): number => {
    const commands: CommandEntry[] = [];
    let bytes = 0;
    for (const { counter, command, given } of rest) {
      const age = Math.round(edge.now() - given);
      const isNext = box.sent !== undefined && counter === box.sent + 1;
      commands.push({
        counter: isNext ? { kind: "next" } : { kind: "given", counter },
        ...(age > 20 ? { age: Math.min(age, 0xffffffff) as Interval } : {}),
        command,
      });
      box.sent = counter;
      const inner = command.command as { chunk?: Uint8Array };
      bytes += 64 + (inner.chunk ? inner.chunk.length : 0);
      if (bytes > messageByteShare || commands.length >= messageShare) break;
    }
    events.send({ kind: "commands", ...(box === outbox.own ? {} : { outbox: box.handle! }), commands });
    return commands.length;
  };

  const opened = (box: Box, entry: OutboxEntry): void => {
    box.handle = entry.outbox;
    box.isOpen = true;
    box.sent = undefined;
    if (entry.stored >= box.next) {
      box.next = entry.stored + 1;
      box.reserved = Math.max(box.reserved, entry.stored);
    }
    puts.set(boxKey(room, box.id), stored(box));
    void write();
    // The news of a refusal may have been lost with the last connection: `stored` covers those counters, too.
    const isWaiting = (counter: Counter): boolean => entries.some((one) => one.box === box && one.counter === counter && one.state === "waiting");
    for (const { counter, reason } of entry.refused) if (isWaiting(counter)) outbox.reject(entry.outbox, counter, reason);
    outbox.acknowledge(entry.outbox, entry.stored);
  };

  const find = (handle: OutboxHandle | undefined): Box | undefined =>
    handle === undefined ? boxes[0] : boxes.find((box) => box.handle === handle);

  const outbox: Outbox = {
    get own() { return boxes[0]!; },
    boxes,
    get entries() { return entries; },
    get isConnected() { return isConnected; },
    get pendingCount() {
      return new Set(entries.filter((entry) => entry.state === "waiting").map(({ box, change }) => `${box.id}/${change}`)).size;
    },
    reserve(box) {
      box.reservedNow.add(box.next);
      return box.next++;
    },
    free(box, counter) {
      if (box.reservedNow.delete(counter)) pump();
    },
    give(command, box = outbox.own, counter = box.next++) {
      box.reservedNow.delete(counter);
      // What cannot be said fails here, and not when all that waits is sent.
      const bytes = encode(StoredCommand, command);
      const entry = pending(box, counter, command, edge.now());
      entry.isKept = false;
      if (box.next + reserve / 4 > box.reserved) {
        box.reserved = box.next + reserve;
        puts.set(boxKey(room, box.id), stored(box));
      }
      let place = entries.length;
      while (place > 0 && entries[place - 1]!.box === box && entries[place - 1]!.counter > counter) place--;
      entries.splice(place, 0, entry);
      puts.set(commandKey(box.id, entry.counter), { given: entry.given, bytes });
      void write();
      pump();
      events.changed([entry]);
      return entry;
    },
    boxOf: find,
    welcomed(known) {
      isConnected = true;
      for (const entry of known) {
        const box = boxes.find(({ id }) => id === entry.id);
        if (box) opened(box, entry);
      }
      for (const box of boxes.slice(1)) if (!box.isOpen) events.send({ kind: "adopt", outbox: box.id });
      pump();
    },
    adopted(entry) {
      const box = boxes.find(({ id }) => id === entry.id);
      if (box) opened(box, entry);
      pump();
    },
    lost() {
      isConnected = false;
      for (const box of boxes) box.isOpen = false;
    },
    acknowledge(handle, counter) {
      const box = find(handle);
      const over = entries.filter((entry) => entry.box === box && entry.counter <= counter && entry.state === "waiting");
      if (over.length === 0) return;
      for (const entry of over) entry.state = "stored";
      events.changed(over);
      outbox.sweep();
    },
    reject(handle, counter, reason) {
      const box = find(handle);
      const isIt = (entry: Pending): boolean => entry.box === box && entry.counter === counter;
      let entry = entries.find(isIt);
      if (!entry) {
        entry = gone.find(isIt);
        if (!entry) return;
        gone = gone.filter((other) => other !== entry);
        entries.push(entry);
        entries.sort((one, other) => boxes.indexOf(one.box) - boxes.indexOf(other.box) || one.counter - other.counter);
      }
      Object.assign(entry, { state: "refused", reason });
      if (events.refused(entry)) {
        entry.state = "stored";
        return outbox.sweep();
      }
      puts.set(commandKey(entry.box.id, counter), { given: entry.given, bytes: encode(StoredCommand, entry.command), reason });
      void write();
      events.changed([entry]);
      outbox.sweep();
    },
    sweep() {
      // A stroke goes as a whole: what is left of it may have to be written again after what is there.
      const isOver = (entry: Pending): boolean => entry.state === "stored" && events.isSeen(entry);
      const name = ({ box, change }: Pending): string => `${box.id}/${change}`;
      const kept = new Set(entries.filter((entry) => !isOver(entry)).map(name));
      forget(entries.filter((entry) => !kept.has(name(entry))));
    },
    remove: forget,
    async adopt() {
      const known = await store.change((table) => table.list<StoredBox>(boxKey(room, "")));
      for (const [key] of known) {
        const id = key.slice(key.lastIndexOf("/") + 1) as OutboxID;
        if (isClosed || boxes.length > 15 || boxes.some((box) => box.id === id)) continue;
        const box = await claim(id, false);
        if (!box) continue;
        events.changed(entries.filter((entry) => entry.box === box));
        if (isConnected) events.send({ kind: "adopt", outbox: id });
      }
    },
    leave() {
      for (const box of boxes) {
        const open = entries.filter((entry) => entry.box === box && !entry.isKept);
        const text = open.map(({ counter, given, command }) => [counter, given, btoa(String.fromCharCode(...encode(StoredCommand, command)))]);
        if (open.length === 0 || !store.isLasting) continue;
        isStashed = true;
        stash.set(boxKey(room, box.id), JSON.stringify(text));
      }
    },
    async settled() {
      while (writing) await writing;
    },
    close() {
      isClosed = true;
      isConnected = false;
      stopPumping?.();
      stopRenewing();
      void outbox.settled().then(() => boxes.forEach((box) => box.release()));
    },
  };

  if (!(before && (await claim(before, true)))) await claim(fresh ?? (edge.randomID() as OutboxID), true, false);
  renew();
  return outbox;
}
