/** Labs and their machines: loaded when the first is opened. */
import { labOf } from "../classroom/labs.js";
import { keyOf, type ItemKey } from "../classroom/item-key.js";
import { keysByteLimit } from "../wire/labs.generated.js";
import type { ClientMessage, ItemName, ItemRef, KeyNumber, LabCommand, LabState, Machine, MetricsView, ScreenView, ServerMessage, TopicHandle, View } from "../wire/index.js";
import type { Command } from "../wire/rest.generated.js";
import type { TopicReplicas } from "../classroom/index.js";
import type { Edge } from "./edge.js";
import type { Pending } from "./outbox.js";

/** What operating may use of the session. */
export interface OperatingHost {
  readonly edge: Edge;
  readonly replicas: TopicReplicas;
  readonly outbox: { readonly entries: readonly Pick<Pending, "command" | "state">[] };
  give(command: Command): void;
  send(message: ClientMessage): void;
  follow(topic: TopicHandle): void;
  unfollow(topic: TopicHandle): void;
}

/** The labs of a lesson, and what this tab does in them. */
export interface Operating {
  /** All that were opened, in their order, those that are over too. */
  readonly labs: readonly LabInfo[];
  /** The machine of a key. */
  machine(key: ItemKey): Machine | undefined;
  /** Gives a command; machines and labs are named by their keys with `refTo`. */
  operate(command: LabCommand): void;
  refTo(key: ItemKey): ItemRef;
  /** Commands that the server has not stored yet, in their order. */
  readonly waiting: readonly LabCommand[];
  /** Follows a machine's screen with the only one who looks at it; returns how to stop. Frames come in order, a keyframe first. */
  watch(machine: ItemKey, viewer: ScreenViewer): () => void;
  /** Follows what a machine uses; returns how to stop. */
  measure(machine: ItemKey, listener: (metrics: MetricsView) => void): () => void;
  /** Sends keystrokes; the number of the last of them on this connection. What is typed while there is none is gone. */
  type(machine: ItemKey, keys: Uint8Array): KeyNumber;
  /** Lines that left the screen, as the terminal's coder made them. Fails when the connection is lost before they came. */
  lines(machine: ItemKey, first: number, count: number): Promise<Uint8Array>;
}

export interface LabInfo {
  readonly key: ItemKey;
  readonly state: LabState;
}

export interface ScreenViewer {
  frame(view: ScreenView, isDifference: boolean): void;
  /** The connection is a new one: keystrokes are numbered anew, and what was not echoed is gone. */
  lost(): void;
}

export interface OperatingPart {
  readonly lesson: Operating;
  view(topic: TopicHandle, view: View, isDifference: boolean): void;
  receive(message: ServerMessage): void;
  /** There may be another lab. */
  coreChanged(): void;
  /** The connection is a new one. */
  lost(): void;
}

/** Milliseconds after which lines that did not come will not. */
const lineWait = 20_000;
const keyNumbers = 65_536;

export function startOperating(host: OperatingHost): OperatingPart {
  const { replicas, edge } = host;
  const screens = new Map<TopicHandle, ScreenViewer>();
  const meters = new Map<TopicHandle, { latest: MetricsView | undefined; listeners: Set<(metrics: MetricsView) => void> }>();
  /** The last keystroke into each machine on this connection. */
  const numbers = new Map<ItemKey, number>();
  const asked = new Map<string, { resolve(bytes: Uint8Array): void; reject(): void }[]>();
  const followed = new Set<TopicHandle>();

  const nameOf = (key: ItemKey): ItemName => {
    const [outbox, counter] = key.split(":").map(Number) as [number, number];
    return { outbox: outbox as never, counter };
  };

  const labs = (): LabInfo[] =>
    replicas.core.topics.flatMap(({ topic, topicKind, item }) => (topicKind === "lab" && item ? [{ key: keyOf(item), state: labOf(replicas.others.get(topic)) }] : []));
  const machine = (key: ItemKey): Machine | undefined => {
    for (const { state } of labs()) for (const one of state.machines) if (keyOf(one.name) === key) return one;
    return undefined;
  };

  const lesson: Operating = {
    get labs() { return labs(); },
    machine,
    operate: (command) => host.give({ kind: "lab", command }),
    refTo: (key) => nameOf(key),
    get waiting() {
      return host.outbox.entries.flatMap(({ command, state }) => (command.kind === "lab" && state === "waiting" ? [command.command] : []));
    },
    watch(key, viewer) {
      const topic = machine(key)?.screen;
      if (topic === undefined) return () => {};
      screens.set(topic, viewer);
      host.follow(topic);
      return () => {
        if (screens.get(topic) !== viewer) return;
        screens.delete(topic);
        host.unfollow(topic);
      };
    },
    measure(key, listener) {
      const topic = machine(key)?.metrics;
      if (topic === undefined) return () => {};
      const meter = meters.get(topic) ?? { latest: undefined, listeners: new Set() };
      meters.set(topic, meter);
      meter.listeners.add(listener);
      if (meter.listeners.size === 1) host.follow(topic);
      if (meter.latest) listener(meter.latest);
      return () => {
        if (!meter.listeners.delete(listener) || meter.listeners.size > 0) return;
        meters.delete(topic);
        host.unfollow(topic);
      };
    },
    type(key, keys) {
      let number = numbers.get(key) ?? 0;
      for (let start = 0; start < keys.length; start += keysByteLimit) {
        number = (number + 1) % keyNumbers;
        host.send({ kind: "keys", machine: nameOf(key), number, keys: keys.subarray(start, start + keysByteLimit) });
      }
      numbers.set(key, number);
      return number;
    },
    lines: (key, first, count) =>
      new Promise((resolve, fail) => {
        const id = `${key}/${first}`;
        const request = { resolve, reject: () => fail(new Error()) };
        const waiting = asked.get(id) ?? [];
        asked.set(id, waiting);
        if (waiting.push(request) === 1) host.send({ kind: "fetchLines", machine: nameOf(key), first, count });
        edge.after(lineWait, () => asked.get(id)?.includes(request) && (asked.delete(id), waiting.forEach(({ reject }) => reject())));
      }),
  };

  const coreChanged = (): void => {
    for (const { topic, topicKind } of replicas.core.topics) {
      if (topicKind !== "lab" || followed.has(topic)) continue;
      followed.add(topic);
      host.follow(topic);
    }
  };

  return {
    lesson,
    view(topic, view, isDifference) {
      if (view.kind === "screen") screens.get(topic)?.frame(view, isDifference);
      if (view.kind !== "metrics") return;
      const meter = meters.get(topic);
      if (!meter) return;
      const { kind: _, ...metrics } = view;
      meter.latest = isDifference ? { ...meter.latest, ...metrics } : metrics;
      for (const listener of meter.listeners) listener(meter.latest);
    },
    receive(message) {
      if (message.kind !== "lines") return;
      const id = `${keyOf(message.machine)}/${message.first}`;
      const waiting = asked.get(id) ?? [];
      asked.delete(id);
      for (const { resolve } of waiting) resolve(message.lines);
    },
    coreChanged,
    lost() {
      numbers.clear();
      for (const viewer of screens.values()) viewer.lost();
      for (const waiting of asked.values()) for (const { reject } of waiting) reject();
      asked.clear();
    },
  };
}
