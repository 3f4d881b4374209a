import assert from "node:assert/strict";
import test from "node:test";
import type { LessonChange, PageKey } from "../src/sync/lesson.js";
import { assertSame, beginnings, draw, firstPage, format, strokeSamples, style } from "./sync-drawing.js";
import { FakeServer } from "./sync-server.js";
import { Browser, World, type Tab } from "./sync-world.js";

async function lesson(seed: number, people: string[] = ["teacher", "student"]): Promise<{ world: World; server: FakeServer; tabs: Tab[] }> {
  const world = new World(seed);
  const server = new FakeServer(world);
  const tabs = people.map((person) => new Browser(world, server, person).open());
  await world.until(() => tabs.every(({ lesson }) => lesson.link.kind === "live" && lesson.taught !== undefined && lesson.mayWrite));
  for (const { lesson } of tabs) lesson.page(lesson.taught!);
  await world.until(() => tabs.every(({ lesson }) => lesson.page(firstPage).isLoaded));
  return { world, server, tabs };
}

test("what one writes, another sees while it is written", async () => {
  const { world, server, tabs: [teacher, student] } = await lesson(1);
  const changes: LessonChange[] = [];
  student!.lesson.subscribe((change) => changes.push(change));
  const samples = strokeSamples(1, 60, world.chance);
  const pen = draw(teacher!, firstPage, samples);
  await world.run(250);
  const seen = student!.lesson.page(firstPage).strokes[0]!;
  assert(seen.isOpen && seen.sampleCount > 5 && seen.sampleCount < 60, "the stroke is under way");
  await world.run(1000);
  assert.deepEqual(seen.samples, student!.lesson.page(firstPage).stroke(pen.key)!.samples);
  assert.equal(seen.samples.length, 60);
  const ink = changes.filter((change) => change.kind === "ink");
  assert(ink.length > 5, "ink came in pieces");
  assert(ink.every((change) => change.kind !== "ink" || (change.stroke === pen.key && !change.ink.isCatchingUp)));
  assertSame(server, [teacher!, student!]);
  server.stop();
});

test("a second tab can write as soon as it knows that it may", async () => {
  const { world, server, tabs: [teacher] } = await lesson(15);
  const second = teacher!.browser.open();
  await world.until(() => second.lesson.mayWrite, 3_000);
  server.stop();
});

test("one's own stroke is there at once and stays one object in the list until it is stored", async () => {
  const { world, server, tabs: [teacher] } = await lesson(2);
  const pen = draw(teacher!, firstPage, strokeSamples(1, 20, world.chance), true);
  const { lesson: mine } = teacher!;
  assert.equal(mine.page(firstPage).strokes.length, 1);
  assert.equal(mine.page(firstPage).stroke(pen.key)!.state, "pending");
  assert.equal(mine.pendingCount, 1);
  await world.until(() => mine.pendingCount === 0);
  await world.run(200);
  assert.equal(mine.page(firstPage).strokes.length, 1);
  assert.equal(mine.page(firstPage).stroke(pen.key)!.state, "stored");
  assertSame(server, [teacher!]);
  server.stop();
});

test("twenty strokes drawn offline survive a reload offline and arrive once, in order, among what others drew", async () => {
  const { world, server, tabs: [teacher, student] } = await lesson(3);
  draw(teacher!, firstPage, strokeSamples(1, 30, world.chance), true);
  await world.run(3000);
  teacher!.browser.setOnline(false);
  await world.run(500);
  assert.equal(teacher!.lesson.link.kind, "offline");
  for (let number = 2; number <= 21; number++) draw(teacher!, firstPage, strokeSamples(number, 30, world.chance), true);
  draw(student!, firstPage, strokeSamples(100, 30, world.chance), true);
  assert.equal(teacher!.lesson.pendingCount, 20);
  teacher!.reload();
  // As a view does: it looks at the page as soon as it knows of one.
  teacher!.lesson.subscribe(() => void (teacher!.lesson.taught && teacher!.lesson.page(teacher!.lesson.taught)));
  await world.until(() => teacher!.lesson.pendingCount === 20);
  await world.run(2000);
  const offline = teacher!.lesson.page(firstPage);
  assert(offline.isLoaded, "what was kept is shown though nobody answers");
  assert.equal(offline.strokes.length, 21, "what was kept and what waits");
  assert.equal(offline.strokes.filter(({ state }) => state === "pending").length, 20);
  draw(student!, firstPage, strokeSamples(101, 30, world.chance), true);
  await world.run(1000);
  teacher!.browser.setOnline(true);
  await world.until(() => teacher!.lesson.pendingCount === 0);
  await world.run(1000);
  assert.deepEqual(beginnings(server), [...Array.from({ length: 21 }, (_, index) => index + 1), 100, 101]);
  assertSame(server, [teacher!, student!]);
  server.stop();
});

test("what cannot be said is refused where it is said, and holds nothing up", async () => {
  const { world, server, tabs: [teacher] } = await lesson(35);
  assert.throws(() => teacher!.lesson.namePage(firstPage, "ط".repeat(40)));
  assert.equal(teacher!.lesson.pendingCount, 0);
  draw(teacher!, firstPage, strokeSamples(1, 20, world.chance), true);
  await world.until(() => teacher!.lesson.pendingCount === 0);
  await world.run(500);
  assert.deepEqual(beginnings(server), [1]);
  assertSame(server, [teacher!]);
  server.stop();
});

test("a stroke that was just finished survives the crash of its tab, once it is on disk, and a reload even before", async () => {
  const { world, server, tabs: [teacher] } = await lesson(4);
  teacher!.browser.setOnline(false);
  teacher!.browser.storeDelay = 200;
  draw(teacher!, firstPage, strokeSamples(1, 30, world.chance), true);
  teacher!.reload();
  await world.until(() => teacher!.lesson.pendingCount === 1);
  teacher!.crash();
  await world.until(() => teacher!.lesson.pendingCount === 1);
  teacher!.browser.setOnline(true);
  await world.until(() => teacher!.lesson.link.kind === "live" && teacher!.lesson.pendingCount === 0);
  await world.run(1000);
  assert.deepEqual(beginnings(server), [1]);
  assertSame(server, [teacher!]);
  server.stop();
});

test("a pen that is down while the link breaks goes on, and nothing of its stroke is lost", async () => {
  for (let seed = 5; seed < 15; seed++) {
    const { world, server, tabs: [teacher, student] } = await lesson(seed);
    const samples = strokeSamples(1, 200, world.chance);
    draw(teacher!, firstPage, samples);
    await world.run(300 + world.chance.below(600));
    teacher!.drop();
    await world.run(4000);
    await world.until(() => teacher!.lesson.pendingCount === 0);
    await world.run(1000);
    const strokes = server.replicas.page(4 as never).strokes.values;
    const all = strokes.flatMap((stroke, index) => (index === 0 ? stroke.samples : stroke.samples.slice(1)));
    assert.deepEqual(all.map(({ x, y }) => [x, y]), samples.map(({ x, y }) => [x, y]), `seed ${seed}: ${strokes.length} strokes`);
    assert.equal(student!.lesson.page(firstPage).strokes.length, strokes.length);
    assertSame(server, [teacher!, student!], `seed ${seed}`);
    server.stop();
  }
});

test("a refused change stays with its reason until it is sent again or let go", async () => {
  const { world, server, tabs: [teacher] } = await lesson(20);
  server.refuse = (command) => (command.kind === "page" && command.command.kind === "beginStroke" ? "storageFull" : undefined);
  const pen = draw(teacher!, firstPage, strokeSamples(1, 90, world.chance));
  const { lesson: mine } = teacher!;
  await world.run(3000);
  assert.equal(mine.refusals.length, 1);
  assert.deepEqual(mine.refusals[0], { reason: "storageFull", page: firstPage, strokes: [pen.key], command: "page.beginStroke" });
  assert.equal(mine.page(firstPage).stroke(pen.key)!.state, "refused");
  assert.equal(mine.page(firstPage).stroke(pen.key)!.sampleCount, 90);
  assert.equal(mine.pendingCount, 0);

  teacher!.reload();
  await world.until(() => teacher!.lesson.refusals.length === 1 && teacher!.lesson.link.kind === "live");
  server.refuse = () => undefined;
  teacher!.lesson.resend(teacher!.lesson.refusals[0]!);
  assert.equal(teacher!.lesson.refusals.length, 0);
  await world.until(() => teacher!.lesson.pendingCount === 0);
  await world.run(500);
  assert.deepEqual(beginnings(server), [1]);
  assert.equal(teacher!.lesson.page(firstPage).strokes[0]!.sampleCount, 90);

  server.refuse = () => "forbidden";
  draw(teacher!, firstPage, strokeSamples(2, 30, world.chance), true);
  await world.until(() => teacher!.lesson.refusals.length === 1);
  teacher!.lesson.discard(teacher!.lesson.refusals[0]!);
  assert.equal(teacher!.lesson.refusals.length, 0);
  assert.equal(teacher!.lesson.page(firstPage).strokes.length, 1);
  await teacher!.lesson.settled;
  await world.run(500);
  assertSame(server, [teacher!]);
  server.stop();
});

test("erasing, cutting, clearing, taking back and making again show at once and agree with the server afterwards", async () => {
  const { world, server, tabs: [teacher, student] } = await lesson(30);
  const { lesson: mine } = teacher!;
  const keys = () => mine.page(firstPage).strokes.map(({ key }) => key);
  const settle = async (): Promise<void> => {
    await world.until(() => mine.pendingCount === 0);
    await world.run(500);
    assertSame(server, [teacher!, student!]);
  };
  for (let number = 1; number <= 4; number++) draw(teacher!, firstPage, strokeSamples(number, 30, world.chance), true);
  const [one, two, three, four] = keys() as [never, never, never, never];
  assert.equal(keys().length, 4);
  mine.undo(firstPage);
  assert.deepEqual(keys(), [one, two, three], "an unsent stroke is taken back at once");
  mine.redo(firstPage);
  assert.deepEqual(keys(), [one, two, three, four]);
  await settle();

  mine.erase(firstPage, [one]);
  assert.deepEqual(keys(), [two, three, four]);
  mine.undo(firstPage);
  assert.deepEqual(keys(), [one, two, three, four], "an unsent erasing is taken back at once");
  await settle();

  mine.cut(firstPage, [{ stroke: two, ranges: [{ from: 3, count: 4 }] }]);
  assert.deepEqual(mine.page(firstPage).stroke(two)!.cuts, [{ from: 3, count: 4 }]);
  mine.cut(firstPage, [{ stroke: two, ranges: [{ from: 6, count: 4 }] }]);
  assert.deepEqual(mine.page(firstPage).stroke(two)!.cuts, [{ from: 3, count: 7 }]);
  await settle();
  assert.deepEqual(student!.lesson.page(firstPage).stroke(two)!.cuts, [{ from: 3, count: 7 }]);

  mine.clear(firstPage);
  assert.deepEqual(keys(), []);
  draw(teacher!, firstPage, strokeSamples(5, 30, world.chance), true);
  assert.equal(keys().length, 1);
  await settle();
  mine.undo(firstPage);
  mine.undo(firstPage);
  await settle();
  assert.deepEqual(keys(), [one, two, three, four]);
  assert(mine.canRedo(firstPage));
  mine.redo(firstPage);
  mine.redo(firstPage);
  await settle();
  assert.equal(keys().length, 1);
  server.stop();
});

test("a cancelled stroke leaves nothing", async () => {
  const { world, server, tabs: [teacher] } = await lesson(31);
  const pen = teacher!.lesson.beginStroke(firstPage, style, format);
  pen.add(strokeSamples(1, 20, world.chance));
  await world.run(200);
  assert.equal(teacher!.lesson.page(firstPage).strokes.length, 1);
  pen.cancel();
  assert.equal(teacher!.lesson.page(firstPage).strokes.length, 0);
  await world.until(() => teacher!.lesson.pendingCount === 0);
  await world.run(200);
  assert.equal(teacher!.lesson.canUndo(firstPage), false);
  assertSame(server, [teacher!]);
  server.stop();
});

test("a page is written on before the server knows it, and keeps its key", async () => {
  const { world, server, tabs: [teacher, student] } = await lesson(32);
  const { lesson: mine } = teacher!;
  teacher!.browser.setOnline(false);
  await world.run(100);
  const key = mine.addPage(firstPage, "squares");
  mine.namePage(key, "Zwei");
  mine.teach(key);
  draw(teacher!, key, strokeSamples(1, 30, world.chance), true);
  assert.deepEqual(mine.pages.map(({ key, title, stored }) => [key, title, stored]), [[firstPage, "", true], [key, "Zwei", false]]);
  assert.equal(mine.taught, key);
  assert.equal(mine.page(key).strokes.length, 1);
  let renamed: PageKey | undefined;
  mine.subscribe((change) => change.kind === "pageKey" && (renamed = change.to));
  teacher!.browser.setOnline(true);
  await world.until(() => mine.link.kind === "live" && mine.pendingCount === 0);
  await world.run(3000);
  assert.equal(renamed, "t5");
  assert.equal(mine.page(key), mine.page("t5" as PageKey));
  assert.equal(mine.page(key).strokes.length, 1);
  assert.equal(mine.taught, "t5");
  assert.equal(student!.lesson.taught, "t5");
  assert.equal(student!.lesson.page("t5" as PageKey).strokes.length, 1);
  draw(teacher!, key, strokeSamples(2, 30, world.chance), true);
  mine.removePage(firstPage);
  await world.until(() => mine.pendingCount === 0);
  await world.run(500);
  assert.deepEqual(student!.lesson.pages.map(({ key }) => key), ["t5"]);
  assert.deepEqual(student!.lesson.removedPages.map(({ key }) => key), [firstPage]);
  assert.equal(student!.lesson.page("t5" as PageKey).strokes.length, 2);
  server.stop();
});

test("rights and people are as the server says", async () => {
  const { world, server, tabs: [teacher, student] } = await lesson(33);
  assert(teacher!.lesson.mayTeach && !student!.lesson.mayTeach && student!.lesson.mayWrite);
  teacher!.lesson.allow("student", { write: false, chat: true, ask: true, answer: true, react: true, drive: false, moderate: false, teach: false });
  await world.run(500);
  assert(!student!.lesson.mayWrite);
  teacher!.lesson.followPeople(true);
  student!.lesson.rename("Ada");
  await world.run(500);
  assert.deepEqual(teacher!.lesson.people.map(({ name, role }) => [name, role]), [["teacher", "lecturer"], ["Ada", "student"]]);
  assert.equal(teacher!.lesson.presentCount, 1);
  server.stop();
});

test("a pen has its stroke's key from the first touch on, whatever else is done before its first ink goes out", async () => {
  const { world, server, tabs: [teacher] } = await lesson(34);
  const { lesson: mine } = teacher!;
  const pens = [1, 2, 3, 4, 5].map(() => mine.beginStroke(firstPage, style, format));
  mine.nameRoom("Algebra");
  pens.forEach((pen, index) => pen.add(strokeSamples(index + 1, 10, world.chance)));
  await world.run(300);
  pens.forEach((pen) => pen.end());
  const tap = mine.beginStroke(firstPage, style, format);
  tap.cancel();
  await world.until(() => mine.pendingCount === 0);
  await world.run(500);
  const keys = mine.page(firstPage).strokes.map(({ key }) => key);
  assert.equal(keys.length, 5);
  assert(pens.slice(0, 4).every(({ key }) => keys.includes(key)), "the fifth waits for one of the four");
  assert.equal(mine.refusals.length, 0);
  assert.equal(mine.name, "Algebra");
  assertSame(server, [teacher!]);
  server.stop();
});
