import type { InkArrival, Lesson, LessonChange, Link, Page, PageInfo, PageKey, Person, Refusal, Stroke, StrokeKey, StrokePen, TimedSample } from "../src/sync/lesson.js";
import type { InkFormat, InkSample } from "../src/wire/ink/format.js";
import { unionOfRanges, type InkRange } from "../src/wire/ink/sample-ranges.js";
import type { Background, OutboxHandle, ParticipantHandle, Rights, Role, Signal, StrokeStyle } from "../src/wire/index.js";

import { FakePresence } from "./ui-fake-presence.js";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const none: Rights = { write: false, chat: false, ask: false, answer: false, react: false, drive: false, moderate: false, teach: false };

class FakePage implements Page {
  isLoaded = true;
  strokes: Stroke[] = [];
  readonly done: Stroke[][] = [];
  readonly undone: Stroke[][] = [];
  constructor(readonly key: PageKey) {}
  stroke(key: StrokeKey): Stroke | undefined {
    for (let index = this.strokes.length - 1; index >= 0; index--) if (this.strokes[index]!.key === key) return this.strokes[index];
    return undefined;
  }
}

/** A lesson without a server, for the views' tests and pictures: everything is accepted at once. */
export class FakeLesson extends FakePresence implements Lesson {
  link: Link = { kind: "live", roundTrip: 42 };
  me = { participant: 1 as ParticipantHandle, outbox: 1 as OutboxHandle, role: "lecturer" as Role };
  name = "Waves and oscillations";
  locked = false;
  pages: PageInfo[] = [];
  removedPages: PageInfo[] = [];
  taught: PageKey | undefined;
  roles = new Map<Role, Rights>([["student", { ...none, chat: true, ask: true, answer: true, react: true }], ["lecturer", { ...none, write: true, teach: true, moderate: true }], ["assistant", { ...none, write: true }]]);
  people: Person[] = [];
  presentCount: number | undefined = 1;
  pendingCount = 0;
  isServerStoring: boolean | undefined = true;
  labCount = 0;
  refusals: Refusal[] = [];
  mayWrite = true;
  mayTeach = true;
  readonly signals: Signal[] = [];
  private readonly listeners = new Set<(change: LessonChange) => void>();
  private readonly contents = new Map<PageKey, FakePage>();
  private counter = 0;
  private topic = 4;

  constructor() {
    super();
    this.taught = this.addPage(undefined, "plain");
  }

  subscribe(listener: (change: LessonChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  operate(): Promise<never> {
    return Promise.reject(new Error("no labs here"));
  }

  tell(change: LessonChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  setLink(link: Link, pending = 0): void {
    this.link = link;
    this.pendingCount = pending;
    this.tell({ kind: "link" });
    this.tell({ kind: "outbox" });
  }

  page(key: PageKey): FakePage {
    return this.contents.get(key)!;
  }
  release(): void {}
  followPeople(on: boolean): void {
    if (on) setTimeout(() => this.tell({ kind: "people" }), 0);
  }

  /** Puts finished ink on a page. */
  put(page: PageKey, style: StrokeStyle, format: InkFormat, samples: readonly InkSample[], author = 2, indices: number[] = []): StrokeKey {
    const key = this.key(author);
    const sampleCount = indices.length > 0 ? indices[indices.length - 1]! + 1 : samples.length;
    this.page(page).strokes.push({ key, author: author as OutboxHandle, style, format, samples, indices, sampleCount, cuts: [], isOpen: false, state: "stored", isOwn: false });
    return key;
  }

  /** Somebody else writes: chunks of a tick's samples arrive one by one. */
  async write(page: PageKey, style: StrokeStyle, format: InkFormat, timed: readonly TimedSample[], tick = 33, jitter = 0): Promise<StrokeKey> {
    const key = this.key(2);
    const samples: InkSample[] = [];
    const stroke: Mutable<Stroke> = { key, author: 2 as OutboxHandle, style, format, samples, indices: [], sampleCount: 0, cuts: [], isOpen: true, state: "stored", isOwn: false };
    this.page(page).strokes.push(stroke);
    this.tell({ kind: "strokes", page, strokes: [key] });
    let next = 0;
    let last = timed[0]!.time;
    while (next < timed.length) {
      const from = next;
      const until = timed[from]!.time + tick;
      while (next < timed.length && timed[next]!.time < until) samples.push(timed[next++]!);
      stroke.sampleCount = samples.length;
      const end = timed[next - 1]!.time;
      const ink: InkArrival = { first: from, count: next - from, duration: end - last, isLast: next === timed.length, isCatchingUp: false };
      last = end;
      this.tell({ kind: "ink", page, stroke: key, ink });
      if (ink.isLast) this.replace(this.page(page), key, { isOpen: false });
      if (ink.isLast) this.tell({ kind: "strokes", page, strokes: [key] });
      await new Promise((resolve) => setTimeout(resolve, tick + Math.random() * jitter));
    }
    return key;
  }

  beginStroke(page: PageKey, style: StrokeStyle, format: InkFormat): StrokePen {
    const content = this.page(page);
    this.note(content);
    const key = this.key(1);
    const samples: InkSample[] = [];
    const stroke: Mutable<Stroke> = { key, author: 1 as OutboxHandle, style, format, samples, indices: [], sampleCount: 0, cuts: [], isOpen: true, state: "pending", isOwn: true };
    content.strokes = [...content.strokes, stroke];
    this.tell({ kind: "strokes", page, strokes: [key] });
    return {
      key,
      add: (fresh) => {
        samples.push(...fresh);
        stroke.sampleCount = samples.length;
      },
      end: () => {
        this.replace(content, key, { isOpen: false });
        this.tell({ kind: "strokes", page, strokes: [key] });
        setTimeout(() => {
          this.replace(content, key, { state: "stored" });
          this.tell({ kind: "strokes", page, strokes: [key] });
        }, 60);
      },
      cancel: () => {
        content.strokes = content.strokes.filter((other) => other.key !== key);
        this.tell({ kind: "strokes", page, strokes: [key] });
      },
    };
  }

  erase(page: PageKey, strokes: readonly StrokeKey[]): void {
    const content = this.page(page);
    this.note(content);
    content.strokes = content.strokes.filter(({ key }) => !strokes.includes(key));
    this.tell({ kind: "strokes", page, strokes });
  }

  cut(page: PageKey, cuts: readonly { stroke: StrokeKey; ranges: readonly InkRange[] }[]): void {
    const content = this.page(page);
    this.note(content);
    for (const { stroke, ranges } of cuts) this.replace(content, stroke, { cuts: unionOfRanges(content.stroke(stroke)!.cuts, ranges) });
    this.tell({ kind: "strokes", page, strokes: cuts.map(({ stroke }) => stroke) });
  }

  clear(page: PageKey): void {
    this.erase(page, this.page(page).strokes.map(({ key }) => key));
  }
  canUndo(page: PageKey): boolean {
    return this.page(page).done.length > 0;
  }
  canRedo(page: PageKey): boolean {
    return this.page(page).undone.length > 0;
  }
  undo(page: PageKey): void {
    this.swap(page, this.page(page).done, this.page(page).undone);
  }
  redo(page: PageKey): void {
    this.swap(page, this.page(page).undone, this.page(page).done);
  }

  addPage(after: PageKey | undefined, background: Background): PageKey {
    const key = `t${this.topic}` as PageKey;
    this.pages = [...this.pages];
    this.pages.splice(after ? this.index(after) + 1 : 0, 0, { key, topic: this.topic++, title: "", background, stored: true });
    this.contents.set(key, new FakePage(key));
    this.tell({ kind: "room" });
    return key;
  }
  namePage(page: PageKey, title: string): void {
    this.change(page, { title });
  }
  movePage(page: PageKey, after: PageKey | undefined): void {
    const info = this.pages[this.index(page)]!;
    this.pages = this.pages.filter(({ key }) => key !== page);
    this.pages.splice(after ? this.index(after) + 1 : 0, 0, info);
    this.tell({ kind: "room" });
  }
  removePage(page: PageKey): void {
    const index = this.index(page);
    this.removedPages = [...this.removedPages, this.pages[index]!];
    this.pages = this.pages.filter(({ key }) => key !== page);
    if (this.taught === page) this.taught = this.pages[Math.max(index - 1, 0)]!.key;
    this.tell({ kind: "room" });
  }
  restorePage(page: PageKey): void {
    this.pages = [...this.pages, this.removedPages.find(({ key }) => key === page)!];
    this.removedPages = this.removedPages.filter(({ key }) => key !== page);
    this.tell({ kind: "room" });
  }
  setBackground(page: PageKey, background: Background): void {
    this.change(page, { background });
  }
  teach(page: PageKey): void {
    this.taught = page;
    this.tell({ kind: "room" });
  }
  nameRoom(name: string): void {
    this.name = name;
    this.tell({ kind: "room" });
  }
  lock(on: boolean): void {
    this.locked = on;
    this.tell({ kind: "room" });
  }
  allow(role: Role, rights: Rights): void {
    this.roles.set(role, rights);
    this.tell({ kind: "room" });
  }
  grantPen(participant: ParticipantHandle, on: boolean): void {
    this.grant(participant, "write", on);
  }
  rename(): void {}
  signal(signal: Signal): void {
    this.signals.push(signal);
  }
  discard(refusal: Refusal): void {
    this.refusals = this.refusals.filter((other) => other !== refusal);
    this.tell({ kind: "outbox" });
  }
  resend(refusal: Refusal): void {
    this.discard(refusal);
  }
  reconnectNow(): void {
    this.setLink({ kind: "live", roundTrip: 42 });
  }
  close(): void {}

  private key(author: number): StrokeKey {
    return `${author}:${++this.counter}` as StrokeKey;
  }
  private index(page: PageKey): number {
    return this.pages.findIndex(({ key }) => key === page);
  }
  private change(page: PageKey, by: Partial<PageInfo>): void {
    this.pages = this.pages.map((info) => (info.key === page ? { ...info, ...by } : info));
    this.tell({ kind: "room" });
  }
  private replace(page: FakePage, key: StrokeKey, by: Partial<Stroke>): void {
    page.strokes = page.strokes.map((stroke) => (stroke.key === key ? { ...stroke, ...by } : stroke));
  }
  private note(page: FakePage): void {
    page.done.push(page.strokes);
    page.undone.length = 0;
  }
  private swap(page: PageKey, from: Stroke[][], to: Stroke[][]): void {
    const content = this.page(page);
    const next = from.pop();
    if (!next) return;
    to.push(content.strokes);
    content.strokes = next;
    this.tell({ kind: "page", page });
  }
}
