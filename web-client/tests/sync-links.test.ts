import assert from "node:assert/strict";
import test from "node:test";
import { ServerMessage, encode, type ClientMessage, type Hello, ClientMessage as ClientCodec, decode } from "../src/wire/index.js";
import { connect, type Connection } from "../src/sync/connection.js";
import type { Edge, SocketEvents } from "../src/sync/edge.js";
import type { Link } from "../src/sync/lesson.js";
import { World } from "./sync-world.js";

/** One connection and the other end of its sockets in hand. */
class Bench {
  readonly world = new World(1);
  readonly sockets: { events: SocketEvents; sent: ClientMessage[]; isClosed: boolean; backlog: number; protocols: string[] }[] = [];
  readonly links: Link[] = [];
  isOnline = true;
  isCatchingUp = false;
  faults = 0;
  network = (): void => {};
  readonly connection: Connection;

  constructor() {
    const { world } = this;
    const edge: Edge = {
      now: () => world.now,
      random: () => 0.5,
      randomID: () => "0011223344556677",
      after: (delay, action) => world.after(delay, action),
      isOnline: () => this.isOnline,
      onNetwork: (listener) => {
        this.network = listener;
        return () => {};
      },
      connect: (_url, protocols, events) => {
        const socket = { events, sent: [] as ClientMessage[], isClosed: false, backlog: 0, protocols };
        this.sockets.push(socket);
        return {
          send: (bytes) => void socket.sent.push(decode(ClientCodec, bytes)),
          get backlog() { return socket.backlog; },
          close: () => void (socket.isClosed = true),
        };
      },
    };
    const hello: Hello = { revision: 1, outbox: "0011223344556677" as never, orphans: [], device: "phone", place: "hall", topics: [], ticket: new Uint8Array(), name: "Ada" };
    this.connection = connect("wss://x/r/1", edge, {
      hello: () => hello, welcome: () => {}, message: () => {}, lost: () => {},
      link: () => this.links.push(this.connection.link),
      isCatchingUp: () => this.isCatchingUp,
      loadRest: async () => {},
      fault: () => void this.faults++,
    });
  }

  get socket() { return this.sockets[this.sockets.length - 1]!; }
  get link(): Link { return this.connection.link; }

  say(message: ServerMessage): void {
    this.socket.events.message(encode(ServerMessage, message));
  }

  async welcome(): Promise<void> {
    await this.world.run(1);
    this.say({ kind: "welcome", revision: 1, journal: "00000000000000aa" as never, now: 5000, participant: 1 as never, role: "student", tick: 33, outboxes: [], topics: [] });
  }

  /** Answers pings after `delay` for `duration`. */
  async answer(duration: number, delay = 50): Promise<void> {
    let seen = this.socket.sent.length - (this.socket.sent[this.socket.sent.length - 1]?.kind === "ping" ? 1 : 0);
    for (let passed = 0; passed < duration; passed += 50) {
      for (const message of this.socket.sent.slice(seen)) {
        if (message.kind === "ping") this.world.after(delay, () => this.say({ kind: "pong", sent: message.sent, now: message.sent + 5000 + delay / 2 }));
      }
      seen = this.socket.sent.length;
      await this.world.run(50);
    }
  }
}

test("the Hello rides on the subprotocol", async () => {
  const bench = new Bench();
  await bench.world.run(1);
  assert.equal(bench.socket.protocols[0], "takhti.1");
  assert(/^hello\.[A-Za-z0-9_-]+$/.test(bench.socket.protocols[1]!));
});

test("what arrived is reported after 4,096 bytes or one second", async () => {
  const bench = new Bench();
  await bench.welcome();
  await bench.world.run(900);
  assert.equal(bench.socket.sent.filter(({ kind }) => kind === "received").length, 0);
  await bench.world.run(200);
  const reports = () => bench.socket.sent.filter((message) => message.kind === "received") as { bytes: number }[];
  assert.equal(reports().length, 1);
  for (let slice = 0; slice < 3; slice++) bench.say({ kind: "slice", topic: 0 as never, slice: new Uint8Array(1500) });
  assert.equal(reports().length, 2);
  assert.equal(reports()[1]!.bytes, 3 * 1502);
});

test("the room's time follows from pings, and a slow answer makes the link slow, not dead", async () => {
  const bench = new Bench();
  await bench.welcome();
  await bench.answer(1000);
  assert.equal(bench.link.kind, "live");
  const time = bench.connection.roomTime();
  await bench.answer(100);
  assert(Math.abs(bench.connection.roomTime() - time - 100) <= 1);
  bench.connection.saw(4000);
  assert.equal(bench.link.kind, "slow");
  await bench.answer(5000, 1500);
  await bench.answer(60_000, 1500);
  assert.equal(bench.sockets.length, 1);
});

test("a link on which nothing moves though asked is given up; one that moves slowly is not", async () => {
  const bench = new Bench();
  await bench.welcome();
  await bench.answer(1000);
  for (let second = 0; second < 90; second += 10) {
    bench.say({ kind: "slice", topic: 0 as never, slice: new Uint8Array(4000) });
    await bench.world.run(10_000);
  }
  assert.equal(bench.sockets.length, 1, "bytes came");
  bench.socket.backlog = 100_000;
  for (let second = 0; second < 200; second += 10) {
    bench.socket.backlog -= 1000;
    await bench.world.run(10_000);
  }
  assert.equal(bench.sockets.length, 1, "bytes went");
  bench.socket.backlog = 0;
  bench.isCatchingUp = true;
  await bench.world.run(45_000);
  assert.equal(bench.sockets.length, 1, "one large message is on its way");
  bench.isCatchingUp = false;
  await bench.world.run(20_000);
  assert(bench.sockets.length > 1 && bench.sockets[0]!.isClosed, "nothing moved");
});

test("the first try after a break comes fast, later ones with growing pauses, and `online` makes the next one at once", async () => {
  const bench = new Bench();
  await bench.welcome();
  await bench.answer(15_000);
  const pauses: number[] = [];
  for (let fails = 0; fails < 10; fails++) {
    const before = bench.sockets.length;
    const at = bench.world.now;
    bench.socket.events.closed();
    await bench.world.until(() => bench.sockets.length > before);
    pauses.push(bench.world.now - at);
  }
  assert(pauses[0]! <= 250, `${pauses}`);
  assert(pauses.every((pause, index) => index === 0 || pause >= pauses[index - 1]!), `${pauses}`);
  assert(pauses[9]! > 15_000 && pauses[9]! <= 30_050, `${pauses}`);
  bench.isOnline = false;
  bench.socket.events.closed();
  assert.equal(bench.link.kind, "offline");
  await bench.world.run(1000);
  const before = bench.sockets.length;
  bench.isOnline = true;
  bench.network();
  assert.equal(bench.sockets.length, before + 1);
});

test("a network that goes is noticed at once when nobody answers, and not believed when somebody does", async () => {
  const bench = new Bench();
  await bench.welcome();
  await bench.answer(1000);
  bench.isOnline = false;
  bench.network();
  await bench.answer(8000);
  assert.equal(bench.link.kind, "live");
  bench.network();
  await bench.world.run(5000);
  assert.equal(bench.link.kind, "offline");
});

test("after some farewells nobody comes back, after others at the time that they say", async () => {
  for (const reason of ["removed", "banned", "roomClosed", "signedOut", "replaced", "updated"] as const) {
    const bench = new Bench();
    await bench.welcome();
    bench.say({ kind: "leaving", reason });
    assert.deepEqual(bench.link, { kind: "ended", reason });
    await bench.world.run(120_000);
    assert.equal(bench.sockets.length, 1, reason);
  }
  for (const reason of ["restarting", "stopping", "tooSlow"] as const) {
    const bench = new Bench();
    await bench.welcome();
    bench.say({ kind: "leaving", reason, wait: 4000 });
    await bench.world.run(3900);
    assert.equal(bench.sockets.length, 1);
    await bench.world.run(2200);
    assert.equal(bench.sockets.length, 2, reason);
  }
});

test("who is not let in learns why; what may pass is tried again", async () => {
  const bench = new Bench();
  await bench.world.run(1);
  bench.say({ kind: "denied", reason: "nameNeeded" });
  assert.deepEqual(bench.link, { kind: "denied", reason: "nameNeeded", wait: undefined });
  await bench.world.run(60_000);
  assert.equal(bench.sockets.length, 1);
  const other = new Bench();
  await other.world.run(1);
  other.say({ kind: "denied", reason: "serverFull", wait: 2000 });
  assert.equal(other.link.kind, "denied");
  await other.world.run(3000);
  assert.equal(other.sockets.length, 2);
});

test("bytes that are no message end that connection only", async () => {
  const bench = new Bench();
  await bench.welcome();
  bench.socket.events.message(Uint8Array.of(0xff, 0xff));
  assert.equal(bench.faults, 1);
  assert(bench.socket.isClosed);
  await bench.world.run(1000);
  assert.equal(bench.sockets.length, 2);
});
