import { TopicReplicas, countsTopic, keyIn, keyOf, rosterTopic, sampleCountsState, type ItemKey } from "./sync-server-parts.js";
import {
  ClientMessage, ServerMessage, Snapshot, TopicStamps, counterAfter, decode, encode,
} from "../src/wire/index.js";
import type {
  Command, Counter, Entry, Event, EventStamp, Hello, ItemRef, JournalID, OutboxEntry, OutboxHandle, PageCommand, PageEvent, PageRef, ParticipantHandle, RefusedCommand, Rejection, Role, RoomCommand, RoomEvent,
  SampleRange, Stroke, StrokeStyle, TopicHandle, TopicKind, Denial, Farewell,
} from "../src/wire/index.js";
import { InkPageEncoder } from "../src/wire/ink/page-encoder.js";
import { InkStrokeDecoder, type InkSample } from "../src/wire/ink/index.js";
import type { World } from "./sync-world.js";

interface Log {
  readonly kind: TopicKind;
  readonly events: { event: Event; stamp: EventStamp }[];
  committed: number;
}

interface Box {
  readonly id: string;
  readonly handle: OutboxHandle;
  readonly participant: ParticipantHandle;
  stored: Counter;
  committed: Counter;
  refused: RefusedCommand[];
}

/** As the room tells its owner: refusals only as far as they are committed. */
const entryOf = ({ id, handle, committed, refused }: Box): OutboxEntry => ({
  id: id as never, outbox: handle, stored: committed, refused: refused.filter(({ counter }) => counter <= committed).slice(-255),
});

interface Socket {
  send(bytes: Uint8Array): void;
  close(): void;
}

interface Client {
  readonly socket: Socket;
  readonly person: Person;
  readonly boxes: Box[];
  readonly follows: Map<TopicHandle, { sequence: number; stamps: TopicStamps }>;
  last: Map<OutboxHandle, Counter>;
  isGone: boolean;
  /** Sent at the next commit. */
  waiting: ServerMessage[];
}

interface Person {
  readonly handle: ParticipantHandle;
  readonly name: string;
  role: Role;
}

/** A server for tests: one room, the real wire, the client's own folds; decisions are a faithful part of the real ones. */
export class FakeServer {
  isUp = true;
  journal = "00000000000000aa" as JournalID;
  replicas = new TopicReplicas();
  readonly logs = new Map<TopicHandle, Log>();
  readonly boxes = new Map<string, Box>();
  readonly people: Person[] = [];
  readonly clients = new Set<Client>();
  /** Every command that was taken, as "outbox id/counter", in order. */
  readonly taken: string[] = [];
  refuse: (command: Command, person: Person) => Rejection | undefined = () => undefined;
  deny: (hello: Hello) => Denial | undefined = () => undefined;
  /** Whether a returning client gets events or a snapshot. */
  prefersSnapshot = (): boolean => this.world.chance.below(3) === 0;
  /** Batches that are lost, to see whether anybody notices. */
  loses = (): boolean => false;
  teachers = new Set<string>(["teacher"]);
  private outboxCount = 0;
  private topicCount = 4;
  private readonly inks = new Map<ItemKey, { style: StrokeStyle; chunks: { bytes: Uint8Array }[] }>();
  private readonly undos = new Map<string, { restore?: { at: number; stroke: Stroke }[]; mend?: { stroke: ItemRef; ranges: SampleRange[] }[]; stroke?: ItemKey }>();
  private stopTicking = (): void => {};

  constructor(
    readonly world: World,
    readonly tick = 33,
  ) {
    this.emit(0 as TopicHandle, [{ kind: "room", event: { kind: "roomOpened", name: "Room" } }]);
    for (const role of ["student", "assistant"] as const) {
      this.emit(0 as TopicHandle, [{ kind: "room", event: { kind: "roleAllowed", role, rights: { write: true, chat: true, ask: true, answer: true, react: true, drive: false, moderate: false, teach: false } } }]);
    }
    this.commit();
    const again = (): void => {
      this.stopTicking = world.after(this.tick, () => {
        this.commit();
        again();
      });
    };
    again();
  }

  stop(): void {
    this.stopTicking();
  }

  log(topic: TopicHandle): Log {
    let log = this.logs.get(topic);
    if (!log) this.logs.set(topic, (log = { kind: this.kindOf(topic), events: [], committed: 0 }));
    return log;
  }

  private kindOf(topic: TopicHandle): TopicKind {
    return topic === 0 ? "core" : topic === rosterTopic ? "roster" : topic === countsTopic ? "counts" : topic === 3 ? "house" : "page";
  }

  fingerprint(topic: TopicHandle): string {
    return this.replicas.fingerprint(topic);
  }

  // --- sessions ---

  accept(hello: Hello, socket: Socket): { receive(bytes: Uint8Array): void; closed(): void } {
    const send = (message: ServerMessage): void => socket.send(encode(ServerMessage, message));
    const reason = this.isUp ? this.deny(hello) : undefined;
    if (!this.isUp || reason) {
      if (reason) send({ kind: "denied", reason });
      socket.close();
      return { receive() {}, closed() {} };
    }
    const person = this.person(new TextDecoder().decode(hello.ticket));
    const ids = [hello.outbox, ...hello.orphans];
    for (const other of [...this.clients]) {
      if (other.boxes.some((box) => ids.includes(box.id as never))) this.end(other, "replaced");
    }
    const boxes = ids.map((id) => this.box(id, person)).filter((box) => box.participant === person.handle);
    const client: Client = { socket, person, boxes, follows: new Map(), last: new Map(), isGone: false, waiting: [] };
    this.clients.add(client);
    const isKnown = hello.journal === this.journal;
    send({
      kind: "welcome", revision: hello.revision, journal: this.journal, now: this.roomTime, participant: person.handle, role: person.role, tick: this.tick,
      outboxes: boxes.map(entryOf), topics: [],
    });
    const wanted = new Map<TopicHandle, number>([[0 as TopicHandle, 0]]);
    if (hello.topics.length === 0) {
      wanted.set(countsTopic, 0);
      if (this.replicas.core.taught !== undefined) wanted.set(this.replicas.core.taught, 0);
    }
    for (const { topic, sequence } of hello.topics) wanted.set(topic, isKnown ? sequence : -1);
    for (const [topic, sequence] of wanted) this.follow(client, topic, sequence);
    return {
      receive: (bytes) => void (client.isGone || this.receive(client, bytes)),
      closed: () => this.gone(client),
    };
  }

  private person(name: string): Person {
    let person = this.people.find((one) => one.name === name);
    if (!person) {
      person = { handle: (this.people.length + 1) as ParticipantHandle, name, role: this.teachers.has(name) ? "lecturer" : "student" };
      this.people.push(person);
      this.emit(rosterTopic, [{ kind: "roster", event: { kind: "joined", participant: person.handle, role: person.role, place: "remote", device: "computer", name } }]);
    }
    return person;
  }

  private box(id: string, person: Person): Box {
    let box = this.boxes.get(id);
    if (!box) this.boxes.set(id, (box = { id, handle: ++this.outboxCount as OutboxHandle, participant: person.handle, stored: 0, committed: 0, refused: [] }));
    return box;
  }

  end(client: Client, reason: Farewell): void {
    client.socket.send(encode(ServerMessage, { kind: "leaving", reason }));
    client.socket.close();
    this.gone(client);
  }

  /** Ends what a connection that is no more had open. */
  private gone(client: Client): void {
    if (client.isGone) return;
    client.isGone = true;
    this.clients.delete(client);
    if (!this.isUp) return;
    for (const { handle } of client.boxes) this.endStrokes(handle);
  }

  private endStrokes(handle: OutboxHandle): void {
    for (const [topic, page] of this.replicas.pages) {
      for (const { contact, name } of [...page.open]) {
        if (name.outbox !== handle) continue;
        this.emit(topic, [{ kind: "page", event: { kind: "strokeEnded", contact } }], handle);
      }
    }
  }

  /** Killed: what was not committed never was. */
  kill(): void {
    this.isUp = false;
    for (const client of [...this.clients]) {
      client.isGone = true;
      client.socket.close();
    }
    this.clients.clear();
    for (const log of this.logs.values()) log.events.length = log.committed;
    for (const box of this.boxes.values()) box.stored = box.committed;
    this.taken.length = this.takenCommitted;
    this.replicas = new TopicReplicas();
    for (const [topic, log] of this.logs) {
      const stamps = new TopicStamps();
      for (const { event, stamp } of log.events) this.replicas.apply(topic, { stamp: stamps.shorten(stamp), event });
    }
    this.world.after(300, () => {
      this.isUp = true;
      for (const box of this.boxes.values()) this.endStrokes(box.handle);
    });
  }

  /** Every stroke that the log begins, with its samples, in the order of the beginnings' times. */
  strokesEverBegun(): { samples: InkSample[] }[] {
    const found: { stamp: EventStamp; samples: InkSample[] }[] = [];
    for (const log of this.logs.values()) {
      const open = new Map<string, { decoder: InkStrokeDecoder; samples: InkSample[] }>();
      for (const { event, stamp } of log.events) {
        if (event.kind !== "page" || !("contact" in event.event)) continue;
        const change = event.event;
        const name = `${stamp.author}/${change.contact}`;
        if (change.kind === "strokeBegan") {
          const one = { decoder: new InkStrokeDecoder(), samples: [] as InkSample[] };
          open.set(name, one);
          found.push({ stamp, samples: one.samples });
        }
        const one = open.get(name);
        if (one && "chunk" in change) one.samples.push(...one.decoder.decode(change.chunk).samples);
      }
    }
    return found.sort(({ stamp: one }, { stamp: other }) => one.time - other.time || one.author - other.author || one.counter - other.counter);
  }

  get roomTime(): number {
    return Math.round(this.world.now - 1_700_000_000_000 + 5000);
  }

  // --- topics ---

  private follow(client: Client, topic: TopicHandle, sequence: number): void {
    const send = (message: ServerMessage): void => client.socket.send(encode(ServerMessage, message));
    const log = this.logs.get(topic);
    // As the server does: a keyframe, with no word before it.
    if (topic === countsTopic) {
      send({ kind: "view", topic, revision: 1, view: { kind: "counts", present: this.clients.size } });
      return;
    }
    if (!log && topic > 4 + this.topicCount) return send({ kind: "unsubscribed", topic, reason: "noSuchTopic" });
    const { committed, kind } = this.log(topic);
    send({ kind: "subscribed", topic, topicKind: kind, sequence: committed });
    const isWhole = committed === this.log(topic).events.length;
    if (isWhole && committed > 0 && (sequence < 0 || sequence > committed || (sequence < committed && this.prefersSnapshot()))) {
      const bytes = this.snapshot(topic);
      for (let start = 0; start < bytes.length; start += 300) {
        const slice = bytes.slice(start, start + 300);
        send(start === 0 ? { kind: "snapshot", topic, sequence: committed, length: bytes.length, slice } : { kind: "slice", topic, slice });
      }
      client.follows.set(topic, { sequence: committed, stamps: this.stampsAt(topic, committed) });
    } else {
      // A replica of another journal that stays without a snapshot would be wrong.
      if (sequence < 0 || sequence > committed) {
        this.world.after(this.tick, () => void (client.isGone || this.follow(client, topic, sequence)));
        return;
      }
      client.follows.set(topic, { sequence, stamps: this.stampsAt(topic, sequence) });
      this.catchUp(client, topic);
    }
  }

  private stampsAt(topic: TopicHandle, sequence: number): TopicStamps {
    const stamps = new TopicStamps();
    for (const { stamp } of this.log(topic).events.slice(0, sequence)) stamps.shorten(stamp);
    return stamps;
  }

  private snapshot(topic: TopicHandle): Uint8Array {
    const encoder = new InkPageEncoder();
    const page = this.replicas.pages.get(topic);
    for (const { format, sampleCount, samples: points, indices } of page?.strokes.values ?? []) encoder.append({ format, sampleCount, points, indices });
    const state = sampleCountsState(this.replicas, topic, encoder.finishSlice());
    return encode(Snapshot, { context: this.replicas.stampsOf(topic).context, state });
  }

  private catchUp(client: Client, topic: TopicHandle): void {
    const follow = client.follows.get(topic)!;
    const { events, committed } = this.log(topic);
    if (follow.sequence >= committed) return;
    const entries: Entry[] = events.slice(follow.sequence, committed).map(({ event, stamp }) => ({ stamp: follow.stamps.shorten(stamp), event }));
    for (let start = 0; start < entries.length; start += 8192) {
      if (!this.loses()) {
        client.socket.send(encode(ServerMessage, { kind: "batch", topic, base: (follow.sequence + start) % 256, entries: entries.slice(start, start + 8192) }));
      }
    }
    follow.sequence = committed;
  }

  /** What was decided since the last tick is stored, then shown. */
  commit(): void {
    if (!this.isUp) return;
    const taughtBefore = this.taughtShown;
    for (const log of this.logs.values()) log.committed = log.events.length;
    for (const box of this.boxes.values()) box.committed = box.stored;
    this.takenCommitted = this.taken.length;
    this.taughtShown = this.replicas.core.taught;
    for (const client of this.clients) {
      for (const topic of client.follows.keys()) this.catchUp(client, topic);
      if (this.taughtShown !== taughtBefore && this.taughtShown !== undefined && !client.follows.has(this.taughtShown)) this.follow(client, this.taughtShown, 0);
      for (const message of client.waiting.splice(0)) client.socket.send(encode(ServerMessage, message));
    }
  }
  private takenCommitted = 0;
  private taughtShown: TopicHandle | undefined;

  private emit(topic: TopicHandle, events: Event[], author = 0 as OutboxHandle, counter?: Counter): void {
    const log = this.log(topic);
    const { context } = this.replicas.stampsOf(topic);
    const last = context.counters.find(({ outbox }) => outbox === author)?.counter ?? 0;
    const number = counter ?? (author === 0 ? last + 1 : last);
    for (const event of events) {
      const stamp = { time: Math.max(this.roomTime, context.time), author, counter: number };
      const stamps = new TopicStamps(this.replicas.stampsOf(topic).context);
      log.events.push({ event, stamp });
      this.replicas.apply(topic, { stamp: stamps.shorten(stamp), event });
    }
  }

  // --- messages ---

  private receive(client: Client, bytes: Uint8Array): void {
    const message = decode(ClientMessage, bytes);
    switch (message.kind) {
      case "ping":
        client.socket.send(encode(ServerMessage, { kind: "pong", sent: message.sent, now: this.roomTime }));
        return;
      case "subscribe":
        this.follow(client, message.topic, message.sequence ?? 0);
        return;
      case "unsubscribe":
        client.follows.delete(message.topic);
        client.socket.send(encode(ServerMessage, { kind: "unsubscribed", topic: message.topic, reason: "asked" }));
        return;
      case "adopt": {
        for (const other of [...this.clients]) if (other !== client && other.boxes.some((box) => box.id === message.outbox)) this.end(other, "replaced");
        const box = this.box(message.outbox, client.person);
        client.boxes.push(box);
        client.socket.send(encode(ServerMessage, { kind: "adopted", outbox: entryOf(box) }));
        return;
      }
      case "commands": {
        const box = message.outbox === undefined ? client.boxes[0]! : client.boxes.find(({ handle }) => handle === message.outbox);
        if (!box) throw new Error("commands of an outbox that is not the client's");
        for (const { counter: step, command } of message.commands) {
          if (step.kind === "next" && !client.last.has(box.handle)) throw new Error("the first command of a connection says its counter");
          const counter = counterAfter(step, client.last.get(box.handle) ?? 0);
          client.last.set(box.handle, counter);
          if (counter > box.stored) this.take(client, box, counter, command);
        }
        return;
      }
      default:
        return;
    }
  }

  private take(client: Client, box: Box, counter: Counter, command: Command): void {
    box.stored = counter;
    this.taken.push(`${box.id}/${counter}`);
    const of = box === client.boxes[0] ? {} : { outbox: box.handle };
    const reason = this.refuse(command, client.person) ?? this.decide(command, client.person, box.handle, counter);
    if (reason) {
      box.refused.push({ counter, reason });
      client.waiting.push({ kind: "rejected", ...of, counter, reason });
    } else client.waiting.push({ kind: "stored", ...of, counter });
  }

  private decide(command: Command, person: Person, author: OutboxHandle, counter: Counter): Rejection | undefined {
    switch (command.kind) {
      case "page": return this.decidePage(command.command, author, counter);
      case "room": return person.role === "lecturer" ? this.decideRoom(command.command, author, counter) : "forbidden";
      case "people":
        if (command.command.kind === "rename") {
          this.emit(rosterTopic, [{ kind: "roster", event: { kind: "renamed", participant: person.handle, name: command.command.name } }], author, counter);
        }
        return undefined;
      default: return "forbidden";
    }
  }

  private topicOf(page: PageRef, author: OutboxHandle): TopicHandle | undefined {
    const { core } = this.replicas;
    return (page.kind === "topic" ? core.page(page.topic) : core.pageNamed({ outbox: author, counter: page.counter }))?.topic;
  }

  private decidePage(command: PageCommand, author: OutboxHandle, counter: Counter): Rejection | undefined {
    let topic: TopicHandle | undefined;
    if ("page" in command) {
      topic = this.topicOf(command.page, author);
      if (topic === undefined) return "noSuchPage";
      if (this.replicas.core.page(topic)!.removed) return "pageRemoved";
    } else {
      for (const [handle, page] of this.replicas.pages) if (page.openOf(author, command.contact)) topic = handle;
      if (topic === undefined) return "noOpenStroke";
    }
    const page = this.replicas.page(topic);
    const key = `${author}/${counter}`;
    const emit = (...events: PageEvent[]): undefined => {
      this.emit(topic!, events.map((event) => ({ kind: "page", event })), author, counter);
      return undefined;
    };
    const valued = (ref: ItemRef) => {
      const name = keyIn(ref, author);
      const at = page.strokes.values.findIndex((stroke) => stroke.key === name);
      const stroke = page.strokes.values[at];
      return stroke && { at, stroke: { name: stroke.name, style: stroke.style, cuts: [...stroke.cuts], chunks: this.inks.get(name)!.chunks } };
    };
    switch (command.kind) {
      case "beginStroke":
        if (page.openOf(author, command.contact)) return "strokeOpen";
        this.inks.set(keyOf({ outbox: author, counter }), { style: command.style, chunks: [{ bytes: command.chunk }] });
        this.undos.set(key, { stroke: keyOf({ outbox: author, counter }) });
        return emit({ kind: "strokeBegan", contact: command.contact, style: command.style, chunk: command.chunk });
      case "continueStroke":
        this.inks.get(page.openOf(author, command.contact)!.key)!.chunks.push({ bytes: command.chunk });
        return emit({ kind: "strokeContinued", contact: command.contact, chunk: command.chunk });
      case "endStroke": return emit({ kind: "strokeEnded", contact: command.contact });
      case "cancelStroke": return emit({ kind: "strokeCancelled", contact: command.contact });
      case "erase": {
        const restore = command.items.map(valued).filter((one) => one !== undefined).map((one) => one!).sort((one, other) => one.at - other.at);
        if (restore.length === 0) return "itemGone";
        this.undos.set(key, { restore });
        return emit({ kind: "erased", items: restore.map(({ stroke: { name } }) => (name.outbox === author ? { counter: name.counter } : name)) });
      }
      case "cut":
        this.undos.set(key, { mend: command.cuts });
        return emit({ kind: "cut", cuts: command.cuts });
      case "clear":
        this.undos.set(key, { restore: page.strokes.values.map((stroke) => valued(stroke.name)!) });
        return emit({ kind: "cleared" });
      case "undo": {
        if (!page.histories.of(author)?.done.includes(command.change)) return "nothingToUndo";
        const undo = this.undos.get(`${author}/${command.change}`)!;
        const undone = { kind: "undone", change: command.change, skipped: 0 } as const;
        if (undo.mend) return emit(undone, { kind: "mended", cuts: undo.mend });
        if (undo.restore) return emit(undone, ...undo.restore.map(({ at, stroke }) => ({ kind: "strokeRestored", at, stroke }) as const));
        const value = valued({ counter: command.change });
        if (!value) return "changedSince";
        undo.restore = [value];
        const events = emit(undone, { kind: "erased", items: [{ counter: command.change }] });
        return events;
      }
      case "redo": {
        if (!page.histories.of(author)?.undone.includes(command.change)) return "nothingToUndo";
        const undo = this.undos.get(`${author}/${command.change}`)!;
        const redone = { kind: "redone", change: command.change, skipped: 0 } as const;
        if (undo.stroke) {
          const [value] = undo.restore!;
          delete undo.restore;
          return emit(redone, { kind: "strokeRestored", ...value! });
        }
        if (undo.mend) return emit(redone, { kind: "cut", cuts: undo.mend });
        return emit(redone, { kind: "erased", items: undo.restore!.map(({ stroke }) => stroke.name) });
      }
      default: return "forbidden";
    }
  }

  private decideRoom(command: RoomCommand, author: OutboxHandle, counter: Counter): Rejection | undefined {
    const emit = (event: RoomEvent): undefined => void this.emit(0 as TopicHandle, [{ kind: "room", event }], author, counter);
    const page = "page" in command ? this.topicOf(command.page, author) : undefined;
    if ("page" in command && page === undefined) return "noSuchPage";
    const after = "after" in command && command.after ? this.topicOf(command.after, author) : undefined;
    const place = after === undefined ? {} : { after };
    switch (command.kind) {
      case "nameRoom": return emit({ kind: "roomNamed", name: command.name });
      case "addPage": return emit({ kind: "pageAdded", topic: ++this.topicCount as TopicHandle, ...place, background: command.background, name: command.name });
      case "namePage": return emit({ kind: "pageNamed", page: page!, name: command.name });
      case "movePage": return emit({ kind: "pageMoved", page: page!, ...place });
      case "removePage": return emit({ kind: "pageRemoved", page: page! });
      case "restorePage": return emit({ kind: "pageRestored", page: page!, ...place });
      case "teachPage": return emit({ kind: "pageTaught", page: page! });
      case "lock": return emit({ kind: "roomLocked" });
      case "unlock": return emit({ kind: "roomUnlocked" });
      case "allow": return emit({ kind: "roleAllowed", role: command.role, rights: command.rights });
      case "setBackground": return emit({ kind: "backgroundSet", page: page!, background: command.background });
      default: return "forbidden";
    }
  }
}
