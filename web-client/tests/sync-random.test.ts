import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, draw, firstPage, strokeSamples } from "./sync-drawing.js";
import { FakeServer } from "./sync-server.js";
import { Browser, World, type Tab } from "./sync-world.js";
import { Seeded } from "./wire-seeded.js";

/** `SEEDS=from-to` runs others. Of these, 3, 15, 26 and 44 failed once. */
const { SEEDS } = (process as unknown as { env: { SEEDS?: string } }).env;
const [from, to] = (SEEDS ?? "1-30").split("-").map(Number) as [number, number];
const seeds = Array.from({ length: to - from + 1 }, (_, index) => index + from);

interface Drawn {
  number: number;
  tab: Tab;
  at: number;
  isInstant: boolean;
  isMayBeLost: boolean;
}

/** A lesson of three tabs of two browsers in which everything happens that can. */
async function randomLesson(seed: number): Promise<void> {
  const world = new World(seed);
  const chance = new Seeded(seed * 7919);
  const server = new FakeServer(world);
  const hasLocks = seed % 4 !== 0;
  const browsers = [new Browser(world, server, "teacher", 5 + chance.below(300), hasLocks), new Browser(world, server, "student", 5 + chance.below(300), hasLocks)];
  const tabs = [browsers[0]!.open(), browsers[1]!.open(), browsers[1]!.open()];
  const drawn: Drawn[] = [];
  let number = 0;
  await world.until(() => tabs.every(({ lesson }) => lesson.mayWrite && lesson.page(firstPage).isLoaded));

  server.loses = () => chance.below(50) === 0;

  for (let step = 0; step < 60; step++) {
    const tab = tabs[chance.below(3)]!;
    const { lesson } = tab;
    const pages = lesson.pages;
    const page = pages.length > 0 ? pages[chance.below(pages.length)]!.key : firstPage;
    const strokes = lesson.page(page).strokes;
    switch (chance.below(16)) {
      case 0: case 1: case 2: case 3: case 4: case 5: {
        if (!lesson.mayWrite || pages.length === 0) break;
        const count = 2 + chance.below(80);
        const isInstant = chance.bool();
        drawn.push({ number: ++number, tab, at: world.now, isInstant, isMayBeLost: false });
        draw(tab, page, strokeSamples(number, count, chance), isInstant);
        break;
      }
      case 6:
        if (lesson.mayWrite && lesson.canUndo(page)) lesson.undo(page);
        else if (lesson.mayWrite && lesson.canRedo(page)) lesson.redo(page);
        break;
      case 7:
        if (lesson.mayWrite && strokes.length > 0) {
          const stroke = strokes[chance.below(strokes.length)]!;
          if (!stroke.isOpen) lesson.cut(page, [{ stroke: stroke.key, ranges: [{ from: chance.below(5), count: 1 + chance.below(3) }] }]);
        }
        break;
      case 8:
        if (lesson.mayTeach && pages.length < 5) lesson.teach(lesson.addPage(page, "plain"));
        break;
      case 9: tab.drop(); break;
      case 10: tab.stall(); break;
      case 11:
        tab.browser.setOnline(false);
        world.after(chance.below(5000), () => tab.browser.setOnline(true));
        break;
      case 12: tab.reload(); break;
      case 13:
        for (const one of drawn) if (one.tab === tab && world.now - one.at < 3000) one.isMayBeLost = true;
        tab.crash();
        break;
      case 14: server.kill(); break;
      case 15:
        for (const { key } of pages) if (key !== lesson.taught) lesson.release(key);
        break;
    }
    await world.run(chance.below(4) === 0 ? chance.below(20_000) : chance.below(400));
  }
  server.loses = () => false;
  for (const tab of tabs) tab.drop();
  for (const browser of browsers) if (!browser.isOnline) browser.setOnline(true);
  await world.run(60_000);
  await world.until(() => tabs.every(({ lesson }) => lesson.pendingCount === 0 && (lesson.link.kind === "live" || lesson.link.kind === "slow")));
  for (const { lesson } of tabs) for (const { key } of lesson.pages) lesson.page(key);
  await world.run(8000);

  assert.equal(new Set(server.taken).size, server.taken.length, `seed ${seed}: no command is taken twice`);
  const began = new Map<number, number>();
  const ended = new Map<number, number>();
  const all = server.strokesEverBegun();
  for (const { samples } of all) {
    const first = samples[0]!;
    const last = samples[samples.length - 1]!;
    if (first.y === 80) began.set(first.x / 8, (began.get(first.x / 8) ?? 0) + 1);
    if (last.y === 160) ended.set(last.x / 8, (ended.get(last.x / 8) ?? 0) + 1);
  }
  const order = all.filter(({ samples }) => samples[0]!.y === 80).map(({ samples }) => samples[0]!.x / 8);
  for (const { number, isMayBeLost, tab } of drawn) {
    const note = `seed ${seed}: stroke ${number} of ${tab.browser.person}`;
    if (isMayBeLost) assert((began.get(number) ?? 0) <= 1, note);
    else assert.equal(began.get(number), 1, note);
    // What a reload or a crash interrupts has no end; what has one has it once.
    assert((ended.get(number) ?? 0) <= 1, `${note} ends once`);
  }
  for (const tab of tabs) {
    const mine = drawn.filter((one) => one.tab === tab && one.isInstant && began.has(one.number)).map(({ number }) => number);
    assert.deepEqual(order.filter((number) => mine.includes(number)), mine, `seed ${seed}: in order`);
  }
  assertSame(server, tabs, `seed ${seed}`);
  for (const tab of tabs) assert.deepEqual(tab.lesson.refusals.filter(({ command }) => command === "page.beginStroke"), [], `seed ${seed}: no stroke is refused`);
  server.stop();
  for (const tab of tabs) tab.kill();
}

for (const seed of seeds) {
  test(`a lesson with drops, reloads, crashes and restarts ends the same everywhere, each change once and in order: ${seed}`, () => randomLesson(seed));
}
