import "../classroom/rest.js";
import { listLimit } from "../wire/index.js";
import type { Command, Counter, Cut, ItemRef, PageCommand, PageRef, Rights, Role, RoomCommand, StrokeStyle, TopicHandle } from "../wire/index.js";
import type { InkFormat } from "../wire/ink/index.js";
import { normalisedRanges, type InkRange } from "../wire/ink/sample-ranges.js";
import { OpenPageStroke, type PageStroke, type TopicReplicas } from "../classroom/index.js";
import type { Edge } from "./edge.js";
import type { Lesson, Link, PageInfo, PageKey, Refusal, StrokeKey, StrokePen } from "./lesson.js";
import type { Box, Outbox, Pending } from "./outbox.js";
import type { LocalView, PageOverlay } from "./page-view.js";
import { startPen, type InkPen } from "./stroke-pen.js";

/** What editing may use of the session. */
export interface EditingHost {
  readonly edge: Edge;
  readonly replicas: TopicReplicas;
  readonly outbox: Outbox;
  readonly link: Link;
  resolve(key: PageKey): PageKey;
  topicOf(key: PageKey): TopicHandle | undefined;
  strokeAlias(key: string): string;
  touchPage(key: PageKey, strokes?: readonly string[]): void;
}

type EditedPage = PageInfo & { removed: boolean };
type OnPage<Command> = Command extends { page: PageRef } ? Omit<Command, "page"> : never;

/** What the room is with what was changed here. */
export interface RoomOverlay {
  name?: string;
  locked?: boolean;
  taught?: PageKey;
  readonly roles: ReadonlyMap<Role, Rights>;
}

export type EditingMethods = Pick<
  Lesson,
  | "beginStroke" | "erase" | "cut" | "clear" | "canUndo" | "canRedo" | "undo" | "redo" | "addPage" | "namePage" | "movePage" | "removePage"
  | "restorePage" | "setBackground" | "teach" | "nameRoom" | "lock" | "allow" | "grantPen" | "discard" | "resend"
>;

/** What a person may change, and what of it the server has not ordered yet. Loaded when somebody may write. */
export interface Editing {
  overlay(page: PageKey): PageOverlay;
  room(): RoomOverlay;
  pages(pages: EditedPage[]): void;
  history(page: PageKey): { done: Counter[]; undone: Counter[] };
  isLocal(page: PageKey, stroke: string): boolean;
  /** Whether the pen of its stroke is down: more of it comes. */
  isUnderWay(entry: Pending): boolean;
  /** Whether the server has less of its stroke than was written, though it took the commands: then the rest is written anew. */
  isShort(entry: Pending): boolean;
  /** The page that a command is about. */
  pageOf(entry: Pending): PageKey | undefined;
  refusals(): readonly Refusal[];
  changed(entries: readonly Pending[]): void;
  coreChanged(): void;
  /** Makes up for a refused command where that can be done. */
  refused(entry: Pending): boolean;
  /** What `Lesson` has once this is loaded. */
  readonly lesson: EditingMethods;
  /** Sends what pens that are down have. */
  flush(): void;
}

/** An own stroke of which the server does not show everything yet. */
interface LocalStroke {
  readonly box: Box;
  readonly began: Counter;
  readonly page: PageRef;
  readonly contact: number;
  readonly style: StrokeStyle;
  readonly open: OpenPageStroke;
  finished: PageStroke | undefined;
  isCancelled: boolean;
  isRewritten: boolean;
  /** The first sample of each of its commands. */
  readonly firstOf: Map<Counter, number>;
}

const changeKinds = ["beginStroke", "erase", "cut", "add", "move", "restyle", "splice", "arrange", "clear"];

export function startEditing(host: EditingHost): Editing {
  const { edge, outbox, replicas, resolve } = host;
  const locals = new Map<string, LocalStroke>();
  const known = new WeakSet<Pending>();
  /** The pen of a stroke that is being written, by the stroke's name. */
  const pens = new Map<string, InkPen>();
  /** All that are down, also those that have not written yet. */
  const down = new Set<InkPen>();
  const contacts: (InkPen | undefined)[] = [undefined, undefined, undefined, undefined];
  const overlays = new Map<PageKey, PageOverlay>();
  const refusalOf = new Map<string, { refusal: Refusal; entries: Pending[] }>();
  let room: RoomOverlay | undefined;
  let handles = "";

  // --- names ---

  const nameOf = (box: Box, counter: Counter): string => `${box.id}/${counter}`;
  const keyOf = (box: Box, counter: Counter): string => `${box.handle ?? box.id}:${counter}`;
  const changeOf = ({ box, change }: Pending): string => nameOf(box, change);
  const refKey = (ref: ItemRef, box: Box): string => (ref.outbox === undefined ? keyOf(box, ref.counter) : `${ref.outbox}:${ref.counter}`);
  const keyOfPage = (page: PageRef, box: Box): PageKey =>
    resolve((page.kind === "topic" ? `t${page.topic}` : `m${page.counter}${box === outbox.own ? "" : `@${box.id}`}`) as PageKey);

  /** How a command names the page, and the outbox in which it can be named so. */
  const refOfPage = (given: PageKey): { page: PageRef; box: Box } => {
    const key = resolve(given);
    const topic = host.topicOf(key);
    if (topic !== undefined) return { page: { kind: "topic", topic }, box: outbox.own };
    const [counter, id] = key.slice(1).split("@");
    return { page: { kind: "made", counter: Number(counter) }, box: outbox.boxes.find((box) => box.id === id) ?? outbox.own };
  };

  /** The same of a stroke; a box when it can be named in that one only. */
  const refOfStroke = (given: string): { ref: ItemRef; box: Box | undefined } => {
    const [name, digits] = host.strokeAlias(given).split(":");
    const counter = Number(digits);
    const box = outbox.boxes.find(({ id, handle }) => id === name || String(handle) === name);
    if (box && box.handle === undefined) return { ref: { counter }, box };
    return { ref: box === outbox.own ? { counter } : { outbox: Number(name) as never, counter }, box: undefined };
  };

  const pageOf = ({ box, change, command }: Pending): PageKey | undefined => {
    if (command.kind !== "page") return undefined;
    if ("page" in command.command) return keyOfPage(command.command.page, box);
    const local = locals.get(nameOf(box, change));
    return local && keyOfPage(local.page, box);
  };

  // --- own strokes ---

  /** Takes a command of a stroke in. */
  const learn = (entry: Pending): void => {
    if (known.has(entry) || entry.command.kind !== "page") return;
    known.add(entry);
    const { box, counter, command: { command } } = entry;
    const name = changeOf(entry);
    if (command.kind === "beginStroke") {
      const { page, contact, style, chunk } = command;
      const open = new OpenPageStroke({ outbox: box.handle ?? (0 as never), counter }, contact, style, 0);
      const local: LocalStroke = { box, began: counter, page, contact, style, open, finished: undefined, isCancelled: false, isRewritten: false, firstOf: new Map() };
      locals.set(name, local);
      take(local, counter, chunk);
    }
    const local = locals.get(name);
    if (!local) return;
    if (command.kind === "continueStroke") take(local, counter, command.chunk);
    else if (command.kind === "endStroke") local.finished ??= local.open.finished();
    else if (command.kind === "cancelStroke") local.isCancelled = true;
  };

  const take = (local: LocalStroke, counter: Counter, bytes: Uint8Array): void => {
    local.firstOf.set(counter, local.open.sampleCount);
    if (local.open.take(bytes)?.isLast) local.finished = local.open.finished();
  };

  const localView = (name: string, local: LocalStroke, states: ReadonlyMap<string, LocalView["state"]>): LocalView => ({
    key: keyOf(local.box, local.began),
    stroke: local.finished ?? local.open,
    state: states.get(name) ?? "stored",
    isOwn: pens.get(name)?.isDown === true,
  });

  // --- what is pending, on top of what the server ordered ---

  /** Changes that are taken back by commands that wait. */
  const takenBack = (): Set<string> => {
    const names = new Set<string>();
    for (const { box, state, command: { command } } of outbox.entries) {
      if (state === "refused") continue;
      if (command.kind === "undo") names.add(nameOf(box, command.change));
      else if (command.kind === "redo") names.delete(nameOf(box, command.change));
    }
    return names;
  };

  const overlay = (page: PageKey): PageOverlay => {
    const hidden = new Set<string>();
    const cuts = new Map<string, readonly InkRange[]>();
    const gone = takenBack();
    const states = new Map<string, LocalView["state"]>();
    const here = new Map<string, LocalStroke>();
    let isCleared = false;
    for (const entry of outbox.entries) {
      if (pageOf(entry) !== page) continue;
      const { box, counter, state, command: { command } } = entry;
      const name = changeOf(entry);
      const local = locals.get(name);
      if (local) {
        here.set(name, local);
        if (state !== "stored" && states.get(name) !== "refused") states.set(name, state === "refused" ? "refused" : "pending");
        if (local.isCancelled || gone.has(name)) hidden.add(keyOf(box, local.began));
      }
      if (state === "refused" || gone.has(nameOf(box, counter))) continue;
      if (command.kind === "erase") command.items.forEach((ref) => hidden.add(refKey(ref, box)));
      else if (command.kind === "cut") {
        for (const { stroke, ranges } of command.cuts) {
          const key = refKey(stroke, box);
          cuts.set(key, joined(cuts.get(key) ?? replica(page)?.stroke(key)?.cuts ?? [], ranges));
        }
      } else if (command.kind === "clear") {
        isCleared = true;
        for (const { box, began, finished } of here.values()) if (finished) hidden.add(keyOf(box, began));
      } else if (command.kind === "undo") hidden.add(keyOf(box, command.change));
      else if (command.kind === "redo") hidden.delete(keyOf(box, command.change));
    }
    const views = Array.from(here, ([name, local]) => localView(name, local, states)).filter(({ key }) => !hidden.has(key));
    return { hidden, cuts, isCleared, locals: views };
  };

  const replica = (page: PageKey) => {
    const topic = host.topicOf(page);
    return topic === undefined ? undefined : replicas.pages.get(topic);
  };

  const roomOverlay = (): RoomOverlay => {
    const roles = new Map<Role, Rights>();
    const result: RoomOverlay = { roles };
    for (const { box, state, command } of outbox.entries) {
      if (command.kind !== "room" || state === "refused") continue;
      const change = command.command;
      if (change.kind === "nameRoom") result.name = change.name;
      else if (change.kind === "lock" || change.kind === "unlock") result.locked = change.kind === "lock";
      else if (change.kind === "teachPage") result.taught = keyOfPage(change.page, box);
      else if (change.kind === "allow") roles.set(change.role, change.rights);
    }
    return result;
  };

  const overlayPages = (pages: EditedPage[]): void => {
    const find = (key: PageKey): number => pages.findIndex((page) => page.key === key);
    const place = (after: PageRef | undefined, box: Box): number => (after ? find(keyOfPage(after, box)) + 1 || pages.length : 0);
    for (const { box, counter, state, command } of outbox.entries) {
      if (command.kind !== "room" || state === "refused") continue;
      const change = command.command;
      if (change.kind === "addPage") {
        const key = keyOfPage({ kind: "made", counter }, box);
        if (find(key) >= 0) continue;
        pages.splice(place(change.after, box), 0, { key, topic: undefined, title: change.name, background: change.background, stored: false, removed: false });
      } else if ("page" in change) {
        const index = find(keyOfPage(change.page, box));
        const page = pages[index];
        if (!page) continue;
        const is = (fields: Partial<EditedPage>): void => void (pages[index] = { ...page, ...fields, stored: page.stored && state === "stored" });
        if (change.kind === "namePage") is({ title: change.name });
        else if (change.kind === "setBackground") is({ background: change.background });
        else if (change.kind === "removePage" || change.kind === "restorePage") is({ removed: change.kind === "removePage" });
        else if (change.kind === "movePage") {
          pages.splice(index, 1);
          pages.splice(place(change.after, box), 0, page);
        }
      }
    }
  };

  const history = (page: PageKey): { done: Counter[]; undone: Counter[] } => {
    const { own } = outbox;
    const stored = own.handle === undefined ? undefined : replica(page)?.histories.of(own.handle);
    let done = [...(stored?.done ?? [])];
    let undone = [...(stored?.undone ?? [])];
    for (const entry of outbox.entries) {
      const { box, counter, state, command: { command } } = entry;
      if (box !== own || state === "refused" || pageOf(entry) !== page) continue;
      if (command.kind === "undo" || command.kind === "redo") {
        const [from, to] = command.kind === "undo" ? [done, undone] : [undone, done];
        if (from.includes(command.change)) {
          from.splice(from.indexOf(command.change), 1);
          to.push(command.change);
        }
      } else if (changeKinds.includes(command.kind)) {
        const local = locals.get(nameOf(box, counter));
        if (done.includes(counter) || undone.includes(counter) || (local && (!local.finished || local.isCancelled))) continue;
        done.push(counter);
        undone = [];
      }
    }
    return { done, undone };
  };

  // --- changes ---

  const stale = (): void => {
    overlays.clear();
    room = undefined;
    refusalOf.clear();
  };

  const changed = (entries: readonly Pending[]): void => {
    stale();
    const names = outbox.boxes.map(({ id, handle }) => `${id}=${handle}`).join();
    if (names !== handles) renamed(names);
    const touched = new Map<PageKey, Set<string> | undefined>();
    const present = new Set(outbox.entries);
    const left = new Set(outbox.entries.map(changeOf));
    for (const entry of entries) {
      if (present.has(entry)) learn(entry);
      const page = pageOf(entry);
      if (page === undefined || entry.command.kind !== "page") continue;
      const { box, command: { command } } = entry;
      if (command.kind === "clear") touched.set(page, undefined);
      const keys = touched.has(page) ? touched.get(page) : new Set<string>();
      touched.set(page, keys);
      const name = changeOf(entry);
      const local = locals.get(name);
      if (local && (command.kind !== "continueStroke" || local.finished || entry.state === "refused" || !left.has(name))) keys?.add(keyOf(box, local.began));
      if (command.kind === "erase") command.items.forEach((ref) => keys?.add(refKey(ref, box)));
      else if (command.kind === "cut") command.cuts.forEach(({ stroke }) => keys?.add(refKey(stroke, box)));
      else if (command.kind === "undo" || command.kind === "redo") touched.set(page, touchedBy(nameOf(box, command.change), keyOf(box, command.change), keys));
    }
    for (const { box, change } of entries) if (!left.has(nameOf(box, change))) locals.delete(nameOf(box, change));
    for (const [page, keys] of touched) if (!keys || keys.size > 0) host.touchPage(page, keys && [...keys]);
    endAbandoned();
  };

  /** What taking back or making again a change touches: its stroke, or whatever a waiting command was about. */
  const touchedBy = (name: string, key: string, keys: Set<string> | undefined): Set<string> | undefined => {
    const change = outbox.entries.find((entry) => nameOf(entry.box, entry.counter) === name);
    if (!keys || (change && change.command.command.kind !== "beginStroke")) return undefined;
    return keys.add(key);
  };

  /** Outboxes got their handles: so did the strokes in them. */
  const renamed = (names: string): void => {
    handles = names;
    const pages = new Set<PageKey>();
    for (const [name, local] of locals) {
      const handle = local.box.handle;
      if (handle === undefined || local.open.name.outbox === handle) continue;
      const open = new OpenPageStroke({ outbox: handle, counter: local.began }, local.contact, local.style, 0);
      for (const { bytes } of local.open.chunks) open.take(bytes);
      locals.set(name, { ...local, open, finished: local.finished && open.finished() });
      pages.add(keyOfPage(local.page, local.box));
    }
    for (const page of pages) host.touchPage(page);
  };

  /** Strokes whose pen went with an earlier page or tab. */
  const endAbandoned = (): void => {
    for (const [name, local] of locals) {
      if (local.finished || local.isCancelled || pens.has(name)) continue;
      local.finished = local.open.finished();
      outbox.give({ kind: "page", command: { kind: "endStroke", contact: local.contact } }, local.box);
    }
  };

  const give = (command: PageCommand, box: Box): Pending => outbox.give({ kind: "page", command }, box);

  const refusals = (): { refusal: Refusal; entries: Pending[] }[] => {
    if (refusalOf.size > 0) return [...refusalOf.values()];
    for (const entry of outbox.entries) {
      if (entry.state !== "refused") continue;
      const name = changeOf(entry);
      const there = refusalOf.get(name);
      if (there) {
        there.entries.push(entry);
        continue;
      }
      const { box, command, reason } = entry;
      const keys = command.kind !== "page" ? []
        : command.command.kind === "erase" ? command.command.items.map((ref) => refKey(ref, box))
        : command.command.kind === "cut" ? command.command.cuts.map(({ stroke }) => refKey(stroke, box))
        : locals.has(name) ? [keyOf(box, entry.change)] : [];
      const page = command.kind === "room" && "page" in command.command ? keyOfPage(command.command.page, box) : pageOf(entry);
      const before = shown.get(name);
      const refusal = before ?? { reason: reason!, page, strokes: keys as StrokeKey[], command: `${command.kind}.${command.command.kind}` };
      shown.set(name, refusal);
      refusalOf.set(name, { refusal, entries: [entry] });
    }
    return [...refusalOf.values()];
  };
  /** The same refusal is the same object for as long as it stands. */
  const shown = new Map<string, Refusal>();

  // --- writing ---

  const interval = (): number => (host.link.kind === "live" ? 33 : host.link.kind === "slow" ? 132 : 250);

  const beginStroke = (page: PageKey, style: StrokeStyle, format: InkFormat): StrokePen => {
    const { box } = refOfPage(page);
    // Named from the first touch on, though its first ink goes out a little later. Its contact has to be free at that counter, too: a fifth
    // pen waits for both, and its stroke has another key than the pen.
    const free = contacts.indexOf(undefined);
    let counter = free < 0 ? undefined : outbox.reserve(box);
    let held = free < 0 ? undefined : free;
    const key = (counter === undefined ? `p${edge.randomID()}` : keyOf(box, counter)) as StrokeKey;
    let name = "";
    const pen: InkPen = startPen(edge, format, {
      contact() {
        if (held !== undefined) return held;
        const free = contacts.indexOf(undefined);
        if (free < 0) return undefined;
        contacts[free] = pen;
        return (held = free);
      },
      interval,
      begin(contact, chunk) {
        pens.delete(name);
        const mine = counter ?? box.next++;
        counter = undefined;
        name = nameOf(box, mine);
        pens.set(name, pen);
        outbox.give({ kind: "page", command: { kind: "beginStroke", page: refOfPage(page).page, contact, style, chunk } }, box, mine);
      },
      go: (contact, chunk) => void give({ kind: "continueStroke", contact, chunk }, box),
      cancel: (contact) => void give({ kind: "cancelStroke", contact }, box),
      over() {
        if (held !== undefined) contacts[held] = undefined;
        if (counter !== undefined) outbox.free(box, counter);
        pens.delete(name);
        down.delete(pen);
        stale();
        outbox.sweep();
        const local = locals.get(name);
        if (local) host.touchPage(keyOfPage(local.page, box), [keyOf(box, local.began)]);
      },
    });
    down.add(pen);
    if (held !== undefined) contacts[held] = pen;
    return {
      key,
      add: pen.add,
      end: pen.end,
      cancel: pen.cancel,
    };
  };

  /** The server ended a stroke while the link was down: what it did not take goes on as a stroke of its own. */
  const refused = (entry: Pending): boolean => {
    const { counter, reason, command: { command } } = entry;
    const name = changeOf(entry);
    const local = locals.get(name);
    const first = outbox.entries.find((other) => changeOf(other) === name);
    if (reason !== "noOpenStroke" || first?.state === "refused" || command.kind === "beginStroke") return false;
    const from = local?.firstOf.get(counter);
    if (local && from !== undefined) rewrite(name, local, from);
    return true;
  };

  const rewrite = (name: string, local: LocalStroke, from: number): void => {
    if (local.isRewritten) return;
    local.isRewritten = true;
    // Kept or lost together with what takes their place.
    const lost = outbox.entries.filter((entry) => changeOf(entry) === name && (local.firstOf.get(entry.counter) ?? Infinity) >= from);
    const pen = pens.get(name);
    const rest = local.open.samples.splice(Math.max(from - 1, 0));
    const lastTime = pen?.lastTime ?? 8 * rest.length;
    const samples = rest.map((sample, index) => ({ ...sample, time: lastTime - (rest.length - 1 - index) * 8 }));
    local.finished ??= local.open.finished();
    if (pen) pen.restart(samples);
    else if (samples.length > 1) {
      const again = beginStroke(keyOfPage(local.page, local.box), local.style, local.open.format);
      again.add(samples);
      again.end();
    }
    outbox.remove(lost);
  };

  const isShort = (entry: Pending): boolean => {
    const name = changeOf(entry);
    const local = locals.get(name);
    const page = pageOf(entry);
    if (!local || local.isRewritten || local.isCancelled || page === undefined) return false;
    if (outbox.entries.some((other) => changeOf(other) === name && other.state !== "stored")) return false;
    const there = replica(page)?.stroke(keyOf(local.box, local.began));
    if (!there || there.isOpen || there.sampleCount >= local.open.sampleCount) return false;
    edge.after(0, () => {
      rewrite(name, local, there.sampleCount);
      outbox.sweep();
    });
    return true;
  };

  const inParts = <T>(list: readonly T[], act: (part: T[]) => void): void => {
    for (let start = 0; start < list.length; start += listLimit) act(list.slice(start, start + listLimit));
  };

  const discard = (refusal: Refusal): void => {
    const found = refusals().find((one) => one.refusal === refusal);
    if (!found) return;
    for (const entry of found.entries) shown.delete(changeOf(entry));
    outbox.remove(found.entries);
  };

  const pageCommand = (page: PageKey, command: OnPage<PageCommand>): void => {
    const { page: ref, box } = refOfPage(page);
    give({ ...command, page: ref } as PageCommand, box);
  };

  const roomCommand = (command: OnPage<RoomCommand> | RoomCommand, page?: PageKey): void => {
    const place = page === undefined ? undefined : refOfPage(page);
    outbox.give({ kind: "room", command: { ...command, ...(place ? { page: place.page } : {}) } as RoomCommand }, place?.box);
  };

  const lesson: EditingMethods = {
    beginStroke,
    erase(page, strokes) {
      const { page: ref, box } = refOfPage(page);
      const byBox = grouped(strokes.map(refOfStroke), box);
      for (const [box, items] of byBox) inParts(items, (items) => give({ kind: "erase", page: ref, items: items.map((item) => item.ref) }, box));
    },
    cut(page, cuts) {
      const { page: ref, box } = refOfPage(page);
      const parts: (ReturnType<typeof refOfStroke> & { cut: Cut })[] = [];
      for (const { stroke, ranges } of cuts) {
        const name = refOfStroke(stroke);
        inParts(ranges, (ranges) => parts.push({ ...name, cut: { stroke: name.ref, ranges: ranges.map(({ from, count }) => ({ from, count })) } }));
      }
      for (const [own, items] of grouped(parts, box)) inParts(items, (items) => give({ kind: "cut", page: ref, cuts: items.map((item) => item.cut) }, own));
    },
    clear: (page) => pageCommand(page, { kind: "clear" }),
    canUndo: (page) => history(resolve(page)).done.length > 0,
    canRedo: (page) => history(resolve(page)).undone.length > 0,
    undo(page) {
      const { done } = history(resolve(page));
      if (done.length > 0) pageCommand(page, { kind: "undo", change: done[done.length - 1]! });
    },
    redo(page) {
      const { undone } = history(resolve(page));
      if (undone.length > 0) pageCommand(page, { kind: "redo", change: undone[undone.length - 1]! });
    },
    addPage(after, background) {
      const place = after === undefined ? undefined : refOfPage(after);
      const box = place?.box ?? outbox.own;
      const command: RoomCommand = { kind: "addPage", ...(place ? { after: place.page } : {}), background, name: "" };
      const { counter } = outbox.give({ kind: "room", command }, box);
      return `m${counter}${box === outbox.own ? "" : `@${box.id}`}` as PageKey;
    },
    movePage(page, after) {
      roomCommand({ kind: "movePage", ...(after === undefined ? {} : { after: refOfPage(after).page }) }, page);
    },
    namePage: (page, name) => roomCommand({ kind: "namePage", name }, page),
    removePage: (page) => roomCommand({ kind: "removePage" }, page),
    restorePage: (page) => roomCommand({ kind: "restorePage" }, page),
    setBackground: (page, background) => roomCommand({ kind: "setBackground", background }, page),
    teach: (page) => roomCommand({ kind: "teachPage" }, page),
    nameRoom: (name) => roomCommand({ kind: "nameRoom", name }),
    lock: (on) => roomCommand({ kind: on ? "lock" : "unlock" }),
    allow: (role, rights) => roomCommand({ kind: "allow", role, rights }),
    grantPen: (participant, on) => void outbox.give({ kind: "people", command: { kind: on ? "grant" : "takeBack", participant, right: "write" } }),
    discard,
    resend(refusal) {
      const found = refusals().find((one) => one.refusal === refusal);
      if (!found) return;
      const contact = contacts.indexOf(undefined);
      const isStroke = found.entries[0]!.command.command.kind === "beginStroke";
      if (isStroke && contact < 0) return;
      for (const { box, command } of found.entries) {
        const change = command.command;
        const again = isStroke ? ({ kind: "page", command: { ...change, contact } } as Command) : command;
        if (isStroke && change.kind === "beginStroke") pens.set(nameOf(box, box.next), undefined as never);
        outbox.give(again, box);
      }
      for (const name of [...pens.keys()]) if (!pens.get(name)) pens.delete(name);
      discard(refusal);
      endAbandoned();
    },
  };

  const editing: Editing = {
    overlay(page) {
      let found = overlays.get(page);
      if (!found) overlays.set(page, (found = overlay(page)));
      return found;
    },
    room: () => (room ??= roomOverlay()),
    pages: overlayPages,
    history,
    isLocal: (page, stroke) => editing.overlay(page).locals.some(({ key }) => key === stroke),
    isShort,
    isUnderWay: (entry) => pens.has(changeOf(entry)),
    pageOf,
    refusals: () => refusals().map(({ refusal }) => refusal),
    changed,
    coreChanged: stale,
    refused,
    lesson,
    flush: () => down.forEach((pen) => pen.flush()),
  };
  return editing;
}

function grouped<T extends { box: Box | undefined }>(items: readonly T[], usual: Box): Map<Box, T[]> {
  const groups = new Map<Box, T[]>();
  for (const item of items) {
    const box = item.box ?? usual;
    groups.set(box, [...(groups.get(box) ?? []), item]);
  }
  return groups;
}

function joined(one: readonly InkRange[], other: readonly InkRange[]): readonly InkRange[] {
  try {
    return normalisedRanges([...one, ...other], 65_536);
  } catch {
    return one;
  }
}
