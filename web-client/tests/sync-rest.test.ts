import assert from "node:assert/strict";
import test from "node:test";
import { ServerMessage, NotLoaded, decode, encode } from "../src/wire/index.js";
import { connect } from "../src/sync/connection.js";
import type { Edge, SocketEvents } from "../src/sync/edge.js";
import { fromHex } from "../src/wire/codec.js";
import { loadVectors, type MessageVector } from "./wire-vectors.js";

const welcome: ServerMessage = { kind: "welcome", revision: 1, journal: "00000000000000aa" as never, now: 5000, participant: 1 as never, role: "student", tick: 33, outboxes: [], topics: [] };
const rejected = loadVectors<MessageVector>("messages.json").find(({ type, message }) => type === "ServerMessage" && (message as { kind: string }).kind === "rejected")!;
const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A connection that may load what it does without at first, as a browser does. */
function open(loadRest: () => Promise<unknown>) {
  let socket!: SocketEvents;
  const seen = { kinds: [] as string[], faults: 0, closed: 0, links: [] as string[] };
  const edge: Edge = {
    now: () => 0, random: () => 0, randomID: () => "0011223344556677", isOnline: () => true, onNetwork: () => () => {},
    after: (delay, action) => (delay === 0 && action(), () => {}),
    connect: (_url, _protocols, events) => ((socket = events), { send: () => {}, backlog: 0, close: () => void seen.closed++ }),
  };
  connect("wss://x/r/1", edge, {
    hello: () => ({ revision: 1, outbox: "0011223344556677" as never, orphans: [], device: "phone", place: "hall", topics: [], ticket: new Uint8Array(), name: "Ada" }),
    welcome: () => void seen.kinds.push("welcome"),
    message: ({ kind }) => void seen.kinds.push(kind),
    lost: () => {}, link: () => {}, isCatchingUp: () => false, fault: () => void seen.faults++, loadRest,
  });
  return { seen, say: (bytes: Uint8Array) => socket.message(bytes) };
}

// One test after another: what is loaded stays loaded.
test("a message whose codec is loaded later waits, and those behind it keep their order", async () => {
  assert.throws(() => decode(ServerMessage, fromHex(rejected.hex)), NotLoaded);
  const failing = open(() => Promise.reject(new Error("no network")));
  failing.say(encode(ServerMessage, welcome));
  failing.say(fromHex(rejected.hex));
  await tick();
  assert.deepEqual([failing.seen.kinds, failing.seen.closed, failing.seen.faults], [["welcome"], 1, 0]);

  const { seen, say } = open(async () => {
    await tick();
    await import("../src/classroom/rest.js");
  });
  say(encode(ServerMessage, welcome));
  say(fromHex(rejected.hex));
  say(encode(ServerMessage, { kind: "stored", counter: 7 }));
  assert.deepEqual(seen.kinds, ["welcome"]);
  while (seen.kinds.length < 3) await tick();
  assert.deepEqual([seen.kinds, seen.closed, seen.faults], [["welcome", "rejected", "stored"], 0, 0]);
});

test("what no part of the protocol knows is a fault, loaded or not", async () => {
  const { seen, say } = open(async () => {});
  say(encode(ServerMessage, welcome));
  say(Uint8Array.of(0xff, 0xff));
  await tick();
  assert.equal(seen.faults, 1);
});
