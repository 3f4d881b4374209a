import assert from "node:assert/strict";
import test from "node:test";
import { assertSame, beginnings, draw, firstPage, strokeSamples } from "./sync-drawing.js";
import { FakeServer } from "./sync-server.js";
import { Browser, World, type Tab } from "./sync-world.js";

async function ready(world: World, tabs: readonly Tab[]): Promise<void> {
  await world.until(() => tabs.every(({ lesson }) => lesson.link.kind === "live" && lesson.mayWrite && lesson.page(firstPage).isLoaded));
}

test("two tabs of one person write at once and lose and double nothing", async () => {
  const world = new World(1);
  const server = new FakeServer(world);
  const browser = new Browser(world, server, "student");
  const tabs = [browser.open(), browser.open()];
  await ready(world, tabs);
  assert(tabs[0]!.lesson.me!.outbox !== tabs[1]!.lesson.me!.outbox);
  browser.setOnline(false);
  for (let number = 1; number <= 10; number++) draw(tabs[number % 2]!, firstPage, strokeSamples(number, 20, world.chance), true);
  await world.run(100);
  browser.setOnline(true);
  await world.until(() => tabs.every(({ lesson }) => lesson.pendingCount === 0 && lesson.link.kind === "live"));
  await world.run(1000);
  assert.deepEqual(beginnings(server).sort((one, other) => one - other), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  assertSame(server, tabs);
  server.stop();
});

test("a duplicated tab gets an outbox of its own", async () => {
  const world = new World(2);
  const server = new FakeServer(world);
  const browser = new Browser(world, server, "student");
  const first = browser.open();
  await ready(world, [first]);
  const copy = browser.open({ ...first.session });
  await ready(world, [copy]);
  assert(first.session.id !== copy.session.id);
  assert.equal(first.lesson.link.kind, "live");
  server.stop();
});

for (const hasLocks of [true, false]) {
  test(`what a closed tab left behind is sent by another, once (${hasLocks ? "with" : "without"} locks)`, async () => {
    const world = new World(3);
    const server = new FakeServer(world);
    const browser = new Browser(world, server, "student", 20, hasLocks);
    const [closing, staying] = [browser.open(), browser.open()] as [Tab, Tab];
    await ready(world, [closing, staying]);
    browser.setOnline(false);
    for (let number = 1; number <= 3; number++) draw(closing, firstPage, strokeSamples(number, 20, world.chance), true);
    await world.run(500);
    closing.kill();
    browser.tabs.splice(0, 1);
    draw(staying, firstPage, strokeSamples(9, 20, world.chance), true);
    await world.run(1000);
    browser.setOnline(true);
    await world.run(60_000);
    assert.equal(staying.lesson.pendingCount, 0);
    assert.deepEqual(beginnings(server).sort((one, other) => one - other), [1, 2, 3, 9]);
    assertSame(server, [staying]);
    server.stop();
  });

  test(`a new tab shows and sends what a closed one left, and may erase it before (${hasLocks ? "with" : "without"} locks)`, async () => {
    const world = new World(4);
    const server = new FakeServer(world);
    const browser = new Browser(world, server, "student", 20, hasLocks);
    const closing = browser.open();
    await ready(world, [closing]);
    browser.setOnline(false);
    for (let number = 1; number <= 3; number++) draw(closing, firstPage, strokeSamples(number, 20, world.chance), true);
    await world.run(500);
    closing.kill();
    browser.tabs.splice(0, 1);
    await world.run(30_000);
    const fresh = browser.open();
    await world.until(() => fresh.lesson.pendingCount === 3);
    await world.run(500);
    const { strokes } = fresh.lesson.page(firstPage);
    assert.equal(strokes.length, 3);
    browser.setOnline(true);
    await world.until(() => fresh.lesson.link.kind === "live" && fresh.lesson.mayWrite);
    fresh.lesson.erase(firstPage, [strokes[1]!.key]);
    await world.until(() => fresh.lesson.pendingCount === 0);
    await world.run(1000);
    assert.deepEqual(beginnings(server), [1, 3]);
    assertSame(server, [fresh]);
    server.stop();
  });
}

test("a tab that slept while another took its outbox goes on under a new one and sends nothing twice", async () => {
  const world = new World(5);
  const server = new FakeServer(world);
  const browser = new Browser(world, server, "student", 20, false);
  const [sleeper, other] = [browser.open(), browser.open()] as [Tab, Tab];
  await ready(world, [sleeper, other]);
  browser.setOnline(false);
  draw(sleeper, firstPage, strokeSamples(1, 20, world.chance), true);
  await world.run(1000);
  sleeper.freeze(true);
  await world.run(60_000);
  assert.equal(other.lesson.pendingCount, 1, "the other tab has it");
  browser.setOnline(true);
  await world.until(() => other.lesson.pendingCount === 0);
  draw(sleeper, firstPage, strokeSamples(2, 20, world.chance), true);
  sleeper.freeze(false);
  await world.run(30_000);
  draw(sleeper, firstPage, strokeSamples(3, 20, world.chance), true);
  await world.run(30_000);
  assert.deepEqual(beginnings(server).sort((one, other) => one - other), [1, 2, 3]);
  assert.equal(sleeper.lesson.link.kind, "live");
  assertSame(server, [sleeper, other]);
  server.stop();
});

test("without a store that lasts, nothing is promised, and everything works until the reload", async () => {
  const world = new World(6);
  const server = new FakeServer(world);
  const browser = new Browser(world, server, "student");
  browser.isLasting = false;
  const tab = browser.open();
  await ready(world, [tab]);
  assert.equal(tab.lesson.isKept, false);
  draw(tab, firstPage, strokeSamples(1, 20, world.chance), true);
  await world.until(() => tab.lesson.pendingCount === 0);
  await world.run(500);
  assertSame(server, [tab]);
  server.stop();
});

test("after a short break only what was missed comes", async () => {
  const world = new World(7);
  const server = new FakeServer(world);
  server.prefersSnapshot = () => false;
  const [teacher, student] = [new Browser(world, server, "teacher").open(), new Browser(world, server, "student").open()];
  await ready(world, [teacher, student]);
  for (let number = 1; number <= 50; number++) draw(teacher, firstPage, strokeSamples(number, 60, world.chance), true);
  await world.run(2000);
  const changes: string[] = [];
  student.lesson.subscribe(({ kind }) => changes.push(kind));
  student.drop();
  await world.run(100);
  draw(teacher, firstPage, strokeSamples(51, 60, world.chance), true);
  await world.run(3000);
  assert(!changes.includes("page"), "no snapshot");
  assert.equal(changes.filter((kind) => kind === "ink").length, 1);
  assertSame(server, [teacher, student]);
  server.stop();
});

test("a journal that was restored from a backup gives new snapshots, and what waits is sent", async () => {
  const world = new World(8);
  const server = new FakeServer(world);
  const tab = new Browser(world, server, "teacher").open();
  await ready(world, [tab]);
  draw(tab, firstPage, strokeSamples(1, 20, world.chance), true);
  await world.run(1000);
  server.kill();
  const restored = new FakeServer(world);
  restored.journal = "00000000000000bb" as never;
  Object.assign(tab.browser, { server: restored });
  server.stop();
  draw(tab, firstPage, strokeSamples(2, 20, world.chance), true);
  tab.reload();
  await world.until(() => tab.lesson.link.kind === "live" && tab.lesson.pendingCount === 0);
  await world.run(3000);
  assert.deepEqual(beginnings(restored), [2]);
  assertSame(restored, [tab]);
  restored.stop();
});
