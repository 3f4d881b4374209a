import assert from "node:assert/strict";
import test from "node:test";
import { startPresence } from "../src/sync/presence.js";
import type { PresenceHost } from "../src/sync/presence.js";
import { TopicReplicas } from "../src/classroom/index.js";
import type { Edge } from "../src/sync/edge.js";
import type { Attendance, ClientMessage, ParticipantHandle } from "../src/wire/index.js";

/** A session with nothing behind it, on a clock that the test moves. */
function world() {
  let now = 1_000;
  const timers: { at: number; act: () => void }[] = [];
  const sent: ClientMessage[] = [];
  let changes = 0;
  const edge = { now: () => now, after: (delay: number, act: () => void) => (timers.push({ at: now + delay, act }), () => undefined) } as unknown as Edge;
  const host: PresenceHost = {
    edge, replicas: new TopicReplicas(), counts: undefined, roomTime: () => now, give: () => undefined, send: (message) => sent.push(message),
    topicOf: () => undefined, follow: () => undefined, unfollow: () => undefined, isLoaded: () => false, changed: () => changes++,
  };
  const pass = (milliseconds: number) => {
    now += milliseconds;
    for (const timer of timers.splice(0)) if (timer.at <= now) timer.act(); else timers.push(timer);
  };
  return { part: startPresence(host), sent, pass, changes: () => changes };
}

const who = (number: number) => number as ParticipantHandle;

test("names are asked for once, together, and again on a new connection", () => {
  const { part, sent, pass } = world();
  for (const number of [1, 2, 1, 3]) assert.equal(part.lesson.nameOf(who(number)), undefined);
  pass(50);
  assert.deepEqual(sent, [{ kind: "fetchNames", people: [1, 2, 3] }]);
  part.receive({ kind: "names", names: [{ participant: who(1), name: "Amina" }] });
  assert.equal(part.lesson.nameOf(who(1)), "Amina");
  part.lesson.nameOf(who(2));
  pass(50);
  assert.equal(sent.length, 1);
  part.lost();
  part.lesson.nameOf(who(1));
  part.lesson.nameOf(who(2));
  pass(50);
  assert.equal(part.lesson.nameOf(who(1)), "Amina", "what was known is shown until it is here again");
  assert.deepEqual(sent[1], { kind: "fetchNames", people: [1, 2] });
});

test("a new name is shown when the server says it, and asked for when it says that some changed", () => {
  const { part, sent, pass, changes } = world();
  part.lesson.nameOf(who(1));
  pass(50);
  part.receive({ kind: "names", names: [{ participant: who(1), name: "Amina" }] });
  const before = changes();
  part.receive({ kind: "names", names: [{ participant: who(1), name: "Amina K." }] });
  assert(changes() > before);
  assert.equal(part.lesson.nameOf(who(1)), "Amina K.");
  part.receive({ kind: "names", names: [] });
  assert.equal(part.lesson.nameOf(who(1)), "Amina K.");
  pass(50);
  assert.deepEqual(sent[1], { kind: "fetchNames", people: [1] });
});

test("the curve of the pace is the server's: whole at first, then its new steps", () => {
  const { part } = world();
  const step = (at: number, lost: number) => ({ at, tooFast: 0, tooSlow: 0, lost });
  part.view({ kind: "pace", steps: [step(0, 1), step(5_000, 2)] }, false);
  part.view({ kind: "pace", steps: [step(5_000, 3), step(20_000, 0)] }, true);
  assert.deepEqual(part.lesson.paceCurve, [step(0, 1), step(5_000, 3), step(20_000, 0)]);
  for (let index = 5; index < 300; index++) part.view({ kind: "pace", steps: [step(index * 5_000, index)] }, true);
  assert.equal(part.lesson.paceCurve.length, 127);
  part.view({ kind: "pace", steps: [step(9_000_000, 1)] }, false);
  assert.equal(part.lesson.paceCurve.length, 1);
});

test("a name that was asked for without a link is asked for again", () => {
  const { part, sent, pass, changes } = world();
  part.lesson.nameOf(who(7));
  pass(50);
  const before = changes();
  pass(5_000);
  assert(changes() > before);
  part.lesson.nameOf(who(7));
  pass(50);
  assert.equal(sent.length, 2);
});

test("many names are asked for in parts", () => {
  const { part, sent, pass } = world();
  for (let number = 1; number <= 600; number++) part.lesson.nameOf(who(number));
  for (let turn = 0; turn < 5; turn++) pass(250);
  assert.deepEqual(sent.map((message) => (message.kind === "fetchNames" ? message.people.length : 0)), [255, 255, 90]);
});

test("a feeling counts for a minute", () => {
  const { part, sent, pass, changes } = world();
  part.lesson.feel("lost");
  assert.equal(part.lesson.feeling, "lost");
  const before = changes();
  pass(60_100);
  assert.equal(part.lesson.feeling, "fine");
  assert(changes() > before);
  part.lesson.feel("tooFast");
  part.lesson.feel("fine");
  assert.equal(part.lesson.feeling, "fine");
  assert.deepEqual(sent.map((message) => message.kind === "signal" && message.signal.kind === "pace" && message.signal.pace), ["lost", "tooFast", "fine"]);
});

test("attendance is what came whole and what changed since", () => {
  const { part, pass } = world();
  const one = (participant: number, more: Partial<Attendance> = {}): Attendance => ({ participant: who(participant), here: true, joined: 0, since: 500, earlier: 100, hands: 0, answers: 0, ...more });
  part.view({ kind: "attendance", people: [one(1), one(3)] }, false);
  part.view({ kind: "attendance", people: [one(2), one(1, { here: false, since: 900, earlier: 500, hands: 2 })] }, true);
  pass(1_000);
  assert.deepEqual(part.lesson.attendance?.map(({ participant, left, stay, hands }) => [participant, left, stay, hands]), [[1, 900, 500, 2], [2, undefined, 1_600, 0], [3, undefined, 1_600, 0]]);
});
