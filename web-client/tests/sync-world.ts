import "../src/classroom/rest.js";
import type { Edge, Socket, SocketEvents } from "../src/sync/edge.js";
import type { Locks, Stash, Store } from "../src/sync/outbox-store.js";
import { memoryStore } from "../src/sync/outbox-store.js";
import { startEditing } from "../src/sync/editing.js";
import { startOperating } from "../src/sync/operating.js";
import { openLesson } from "../src/sync/room-session.js";
import type { RoomSession } from "../src/sync/session/options.js";
import { takePart } from "../src/sync/session/participation.js";
import { Hello, decode } from "../src/wire/index.js";
import type { FakeServer } from "./sync-server.js";
import { Seeded } from "./wire-seeded.js";

declare function setImmediate(action: () => void): void;

/** Time, links and browsers that obey a seed. */
export class World {
  now = 1_700_000_000_000;
  readonly chance: Seeded;
  private timers: { at: number; order: number; action: () => void }[] = [];
  private order = 0;

  constructor(seed: number) {
    this.chance = new Seeded(seed);
  }

  after(delay: number, action: () => void): () => void {
    const timer = { at: this.now + Math.max(delay, 0), order: this.order++, action };
    // Kept with the earliest last.
    let place = this.timers.length;
    while (place > 0 && this.timers[place - 1]!.at <= timer.at) place--;
    this.timers.splice(place, 0, timer);
    return () => {
      const found = this.timers.indexOf(timer);
      if (found >= 0) this.timers.splice(found, 1);
    };
  }

  /** Lets `duration` milliseconds pass. */
  async run(duration: number): Promise<void> {
    const end = this.now + duration;
    await idle();
    for (;;) {
      const next = this.timers[this.timers.length - 1];
      if (!next || next.at > end) break;
      this.timers.pop();
      this.now = Math.max(this.now, next.at);
      next.action();
      await idle();
    }
    this.now = end;
  }

  /** Runs until `isSo`; fails after `limit` milliseconds. */
  async until(isSo: () => boolean, limit = 60_000): Promise<void> {
    for (let passed = 0; !isSo(); passed += 50) {
      if (passed > limit) throw new Error(`not so within ${limit} ms: ${isSo}`);
      await this.run(50);
    }
  }
}

const idle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A browser: what its tabs share. */
export class Browser {
  readonly records = new Map<string, unknown>();
  readonly stashed = new Map<string, string>();
  readonly held = new Set<string>();
  readonly tabs: Tab[] = [];
  /** Milliseconds that a transaction takes. */
  storeDelay = 3;
  isOnline = true;
  isLasting = true;

  constructor(
    readonly world: World,
    readonly server: FakeServer,
    readonly person: string,
    /** Milliseconds one way. */
    public latency = 20,
    readonly hasLocks = true,
  ) {}

  open(session: { id: string | undefined } = { id: undefined }): Tab {
    const tab = new Tab(this, session);
    this.tabs.push(tab);
    return tab;
  }

  setOnline(isOnline: boolean): void {
    this.isOnline = isOnline;
    for (const tab of this.tabs) tab.network(isOnline);
  }
}

/** A tab: its lesson, which may be reloaded, closed or killed. */
export class Tab {
  lesson!: RoomSession;
  /** Dead pages do nothing more. */
  private life = { isOver: false };
  private listeners = new Set<() => void>();
  private link: SimulatedLink | undefined;
  connections = 0;
  /** The tab sleeps: its timers and messages wait. */
  isFrozen = false;
  private frozen: (() => void)[] = [];
  private locks = new Set<string>();

  constructor(
    readonly browser: Browser,
    readonly session: { id: string | undefined },
  ) {
    this.load();
  }

  private load(): void {
    const life = (this.life = { isOver: false });
    this.listeners.clear();
    this.lesson = openLesson({
      edge: this.edge(life),
      stash: this.stash(life),
      loadKeeping: async () => ({ store: this.store(life), locks: this.takeLocks(life), takePart }),
      url: "ws://x/r/1234",
      room: "1234",
      device: "computer",
      place: "remote",
      name: this.browser.person,
      ticket: new TextEncoder().encode(this.browser.person),
      tab: { get: () => this.session.id, set: (id) => void (life.isOver || (this.session.id = id)) },
      loadRest: async () => {},
      loadTalk: () => import("../src/classroom/talk.js"),
      loadOperating: async () => ({ startOperating }),
      loadEditing: async () => ({ startEditing }),
    });
  }

  /** As the browser does: `pagehide`, then the page is no more. */
  reload(): void {
    this.lesson.leave();
    this.crash();
  }

  /** Without a word. */
  crash(): void {
    this.kill();
    this.load();
  }

  kill(): void {
    this.life.isOver = true;
    this.link?.cut();
    for (const name of this.locks) this.browser.held.delete(name);
    this.locks.clear();
  }

  /** The link breaks, and both ends hear of it. */
  drop(): void {
    this.link?.cut();
  }

  /** Nothing passes any more, and nobody is told. */
  stall(): void {
    if (this.link) this.link.isStalled = true;
  }

  network(_isOnline: boolean): void {
    if (!this.browser.isOnline) this.link?.cut();
    for (const listener of [...this.listeners]) listener();
  }

  freeze(isFrozen: boolean): void {
    this.isFrozen = isFrozen;
    if (!isFrozen) for (const action of this.frozen.splice(0)) action();
  }

  private alive(life: { isOver: boolean }, action: () => void): () => void {
    return () => {
      if (life.isOver) return;
      if (this.isFrozen) this.frozen.push(action);
      else action();
    };
  }

  private edge(life: { isOver: boolean }): Edge {
    const { world, server } = this.browser;
    return {
      now: () => world.now,
      random: () => world.chance.below(1000) / 1000,
      randomID: () => Array.from(world.chance.fixed(8), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      after: (delay, action) => world.after(delay, this.alive(life, action)),
      isOnline: () => this.browser.isOnline,
      onNetwork: (listener) => {
        const mine = (): void => void (life.isOver || listener());
        this.listeners.add(mine);
        return () => this.listeners.delete(mine);
      },
      connect: (_url, protocols, events) => {
        this.connections++;
        const text = atob(protocols[1]!.slice(6).replace(/-/g, "+").replace(/_/g, "/"));
        const hello = decode(Hello, Uint8Array.from(text, (char) => char.charCodeAt(0)));
        const guarded: SocketEvents = {
          message: (bytes) => this.alive(life, () => events.message(bytes))(),
          closed: () => this.alive(life, () => events.closed())(),
        };
        const link = new SimulatedLink(world, () => this.browser.latency, guarded);
        this.link = link;
        if (!this.browser.isOnline || !server.isUp) world.after(1, () => link.cut());
        else link.open(server, hello);
        return link;
      },
    };
  }

  private store(life: { isOver: boolean }): Store {
    const { browser } = this;
    const inner = memoryStore(browser.records);
    return {
      get isLasting() { return browser.isLasting; },
      change: (body) =>
        new Promise((resolve, reject) => {
          browser.world.after(browser.storeDelay, () => {
            if (!life.isOver) inner.change(body).then((value) => life.isOver || resolve(value), reject);
          });
        }),
    };
  }

  private stash(life: { isOver: boolean }): Stash {
    const { stashed } = this.browser;
    return {
      get: (key) => stashed.get(key),
      set(key, value) {
        if (life.isOver) return;
        if (value === undefined) stashed.delete(key);
        else stashed.set(key, value);
      },
    };
  }

  private takeLocks(life: { isOver: boolean }): Locks {
    const { browser, locks } = this;
    const { held } = browser;
    return {
      lease: browser.hasLocks ? Infinity : 20_000,
      take: (name) =>
        new Promise((resolve) => {
          // Without real locks a tab that sleeps cannot say what it has.
          const holder = browser.tabs.find((tab) => tab.locks.has(name) && (browser.hasLocks || !tab.isFrozen));
          if (life.isOver || (browser.hasLocks ? held.has(name) : holder)) return resolve(undefined);
          held.add(name);
          locks.add(name);
          resolve(() => {
            held.delete(name);
            locks.delete(name);
          });
        }),
    };
  }
}

/** Two queues in order, with latency; what is under way when it is cut is lost. */
export class SimulatedLink implements Socket {
  isOpen = true;
  isStalled = false;
  private downAt = 0;
  private upAt = 0;
  private server: ReturnType<FakeServer["accept"]> | undefined;
  /** Bytes a second; 0: as many as come. */
  rate = 0;

  constructor(
    private readonly world: World,
    private readonly latency: () => number,
    private readonly events: SocketEvents,
  ) {}

  get backlog(): number {
    return 0;
  }

  open(server: FakeServer, hello: Hello): void {
    const { world } = this;
    world.after(2 * this.latency(), () => {
      if (!this.isOpen) return;
      this.server = server.accept(hello, {
        send: (bytes) => this.down(bytes),
        close: () => this.down(undefined),
      });
    });
  }

  private down(bytes: Uint8Array | undefined): void {
    const { world } = this;
    this.downAt = Math.max(this.downAt, world.now + this.latency());
    if (this.rate > 0) this.downAt += ((bytes?.length ?? 0) * 1000) / this.rate;
    world.after(this.downAt - world.now, () => {
      if (!this.isOpen || this.isStalled) return;
      if (bytes) this.events.message(bytes);
      else this.cut();
    });
  }

  send(bytes: Uint8Array): void {
    const { world } = this;
    this.upAt = Math.max(this.upAt, world.now + this.latency());
    world.after(this.upAt - world.now, () => {
      if (this.isOpen && !this.isStalled) this.server?.receive(bytes);
    });
  }

  close(): void {
    if (this.isOpen) this.world.after(this.latency(), () => this.server?.closed());
    this.isOpen = false;
  }

  cut(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.world.after(1, () => this.events.closed());
    this.world.after(this.world.chance.below(500), () => this.server?.closed());
  }
}
