import assert from "node:assert/strict";
import test from "node:test";
import { startOperating, type OperatingHost } from "../src/sync/operating.js";
import type { Command } from "../src/wire/rest.generated.js";
import { TopicReplicas } from "../src/classroom/index.js";
import type { ClientMessage, LabState, Machine, MetricsView, ServerMessage, TopicHandle } from "../src/wire/index.js";

const labTopic = 9 as TopicHandle;
const name = { outbox: 0, counter: 10 } as never;
const machine: Machine = {
  name, screen: 10 as TopicHandle, metrics: 11 as TopicHandle, state: "running", keyboard: "queue", columns: 80, rows: 24, queue: [], group: [], done: [], ports: [], title: "", cause: "program", reason: "",
};

function start() {
  const replicas = new TopicReplicas();
  const sent: ClientMessage[] = [];
  const followed: string[] = [];
  const timers: (() => void)[] = [];
  const entries: { command: Command; state: "waiting" | "stored" | "refused" }[] = [];
  const host = {
    edge: { now: () => 0, after: (_: number, act: () => void) => void timers.push(act) },
    replicas, outbox: { entries }, give: (command: Command) => void entries.push({ command, state: "waiting" }), send: (message: ClientMessage) => void sent.push(message),
    follow: (topic: TopicHandle) => void followed.push(`+${topic}`), unfollow: (topic: TopicHandle) => void followed.push(`-${topic}`),
  } as unknown as OperatingHost;
  const part = startOperating(host);
  replicas.core.topics.push({ topic: labTopic, topicKind: "lab", item: { outbox: 1, counter: 4 } as never });
  const state: LabState = { template: "shell", title: "Web servers", steps: 0, sheet: "", dissolved: false, machines: [machine] };
  replicas.others.set(labTopic, { kind: "lab", ...state });
  part.coreChanged();
  return { part, lesson: part.lesson, entries, sent, followed, timers };
}

test("labs are followed once they are there, and named by the command that made them", () => {
  const { lesson, part, followed } = start();
  part.coreChanged();
  assert.deepEqual(followed, ["+9"]);
  assert.deepEqual(lesson.labs.map(({ key, state }) => [key, state.title]), [["1:4", "Web servers"]]);
  assert.equal(lesson.machine("0:10")?.screen, 10);
  assert.equal(lesson.machine("0:11"), undefined);
  assert.deepEqual(lesson.refTo("0:10"), { outbox: 0, counter: 10 });
});

test("a screen goes to its viewer until it is left", () => {
  const { lesson, part, followed } = start();
  const frames: (number | boolean | undefined)[] = [];
  const stop = lesson.watch("0:10", { frame: ({ typed }, isDifference) => void frames.push(typed, isDifference), lost: () => void frames.push(-1) });
  part.view(10 as TopicHandle, { kind: "screen", bells: 0, frame: new Uint8Array() }, false);
  part.view(10 as TopicHandle, { kind: "screen", typed: 7, bells: 0, frame: new Uint8Array() }, true);
  part.lost();
  stop();
  stop();
  part.view(10 as TopicHandle, { kind: "screen", typed: 8, bells: 0, frame: new Uint8Array() }, true);
  assert.deepEqual(frames, [undefined, false, 7, true, -1]);
  assert.deepEqual(followed, ["+9", "+10", "-10"]);
});

test("commands wait until they are stored or refused, those for other things are not told", () => {
  const { lesson, entries } = start();
  entries.push({ command: { kind: "hand", command: { kind: "raise" } }, state: "waiting" });
  lesson.operate({ kind: "start", machine: lesson.refTo("0:10") });
  lesson.operate({ kind: "askKeyboard", machine: lesson.refTo("0:10") });
  assert.deepEqual(lesson.waiting.map(({ kind }) => kind), ["start", "askKeyboard"]);
  Object.assign(entries[1]!, { state: "stored" });
  Object.assign(entries[2]!, { state: "refused" });
  assert.deepEqual(lesson.waiting, []);
});

test("what a machine uses is put together from what changed, and shared by all who look", () => {
  const { lesson, part, followed } = start();
  const seen: MetricsView[] = [];
  const stop = lesson.measure("0:10", (metrics) => void seen.push(metrics));
  part.view(11 as TopicHandle, { kind: "metrics", cpu: 50, memory: 9 }, false);
  part.view(11 as TopicHandle, { kind: "metrics", cpu: 60 }, true);
  const other: MetricsView[] = [];
  const stopOther = lesson.measure("0:10", (metrics) => void other.push(metrics));
  stop();
  assert.deepEqual(followed, ["+9", "+11"]);
  stopOther();
  assert.deepEqual(seen, [{ cpu: 50, memory: 9 }, { cpu: 60, memory: 9 }]);
  assert.deepEqual(other, [{ cpu: 60, memory: 9 }]);
  assert.deepEqual(followed, ["+9", "+11", "-11"]);
});

test("keystrokes are numbered for each connection, long ones cut", () => {
  const { lesson, part, sent } = start();
  assert.equal(lesson.type("0:10", new Uint8Array([1])), 1);
  assert.equal(lesson.type("0:10", new Uint8Array(2_500)), 4);
  assert.deepEqual(sent.map((message) => message.kind === "keys" && [message.number, message.keys.length]), [[1, 1], [2, 1_024], [3, 1_024], [4, 452]]);
  part.lost();
  assert.equal(lesson.type("0:10", new Uint8Array([1])), 1);
  for (let count = 0; count < 65_534; count++) lesson.type("0:10", new Uint8Array([1]));
  assert.equal(lesson.type("0:10", new Uint8Array([1])), 0);
});

test("lines are asked for once, and end with the connection", async () => {
  const { lesson, part, sent, timers } = start();
  const both = Promise.all([lesson.lines("0:10", 5, 20), lesson.lines("0:10", 5, 20)]);
  assert.equal(sent.length, 1);
  part.receive({ kind: "lines", machine: name, first: 5, lines: new Uint8Array([1, 2]) } as ServerMessage);
  assert.deepEqual((await both).map((bytes) => bytes.length), [2, 2]);
  const lost = lesson.lines("0:10", 6, 20).then(() => false, () => true);
  part.lost();
  assert(await lost);
  const late = lesson.lines("0:10", 7, 20).then(() => false, () => true);
  timers.forEach((act) => act());
  assert(await late);
});
