import assert from "node:assert/strict";
import type { InkFormat } from "../src/wire/ink/index.js";
import type { PageKey, StrokePen, TimedSample } from "../src/sync/lesson.js";
import type { FakeServer } from "./sync-server.js";
import type { Tab } from "./sync-world.js";
import type { Seeded } from "./wire-seeded.js";

export const format: InkFormat = { kind: 0, grid: 1, pressure: 1, device: 0, coarseness: 0 };
export const style = { tool: "pen", colour: { kind: "palette", index: 0 }, width: 24 } as const;
export const firstPage = "t4" as PageKey;

/** Samples of the stroke with this number: where it begins and ends tells which it is. */
export function strokeSamples(number: number, count: number, chance: Seeded): TimedSample[] {
  return Array.from({ length: count }, (_, index) => {
    const isEnd = index === 0 || index === count - 1;
    return { x: isEnd ? number * 8 : 8000 + 8 * chance.below(1000), y: index === 0 ? 80 : isEnd ? 160 : 4000 + 8 * chance.below(500), pressure: 100, time: 1000 + index * 8 };
  });
}

export const hasStart = (number: number) => (sample: { x: number; y: number } | undefined): boolean => sample?.x === number * 8 && sample.y === 80;
export const hasEnd = (number: number) => (sample: { x: number; y: number } | undefined): boolean => sample?.x === number * 8 && sample.y === 160;

/** Writes while the world's time goes on. */
export function draw(tab: Tab, page: PageKey, samples: readonly TimedSample[], isInstant = false): StrokePen {
  const pen = tab.lesson.beginStroke(page, style, format);
  const { world } = tab.browser;
  const lesson = tab.lesson;
  if (isInstant) {
    pen.add(samples);
    pen.end();
    return pen;
  }
  const step = (from: number): void => {
    if (tab.lesson !== lesson) return;
    if (from >= samples.length) return pen.end();
    pen.add(samples.slice(from, from + 2));
    world.after(16, () => step(from + 2));
  };
  step(0);
  return pen;
}

/** All finished strokes of all pages of the server, those that were taken away too, in the order in which they began. */
export function beginnings(server: FakeServer): number[] {
  return marks(server, 0).map((x) => x / 8);
}

/** The numbers of strokes whose beginning (0) or end (1) the server has seen, in its order. */
export function marks(server: FakeServer, _which: 0): number[] {
  const found: number[] = [];
  for (const [topic, log] of server.logs) {
    if (log.kind !== "page") continue;
    const page = server.replicas.page(topic);
    const strokes = [...page.strokes.values, ...page.open];
    strokes.sort((one, other) => one.name.outbox - other.name.outbox || one.name.counter - other.name.counter);
    for (const { samples } of strokes) if (samples[0]!.y === 80 && samples[0]!.x % 8 === 0) found.push(samples[0]!.x);
  }
  return found;
}

/** Every replica of every tab is the server's. */
export function assertSame(server: FakeServer, tabs: readonly Tab[], note = ""): void {
  for (const [index, { lesson }] of tabs.entries()) {
    assert.equal(lesson.pendingCount, 0, `${note}: tab ${index} has nothing left`);
    for (const topic of [0, ...lesson.replicas.pages.keys()] as never[]) {
      if (topic !== 0 && !server.logs.has(topic)) continue;
      assert.equal(lesson.replicas.fingerprint(topic), server.fingerprint(topic), `${note}: topic ${topic} of tab ${index}`);
    }
    for (const topic of lesson.replicas.pages.keys()) {
      const shown = lesson.page(`t${topic}` as PageKey).strokes;
      const there = server.replicas.page(topic);
      assert.deepEqual(shown.map(({ key }) => key), [...there.strokes.values, ...there.open].map(({ key }) => key), `${note}: what tab ${index} shows of ${topic}`);
      assert.deepEqual(shown.map(({ samples }) => samples), [...there.strokes.values, ...there.open].map(({ samples }) => samples), `${note}: ink of tab ${index}`);
      assert(shown.every(({ state }) => state === "stored"), `${note}: all is stored`);
    }
  }
}
