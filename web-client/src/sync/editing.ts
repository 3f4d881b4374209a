import "../classroom/rest.js";
import type { Counter, Rights, Role, TopicHandle } from "../wire/index.js";
import type { TopicReplicas } from "../classroom/index.js";
import type { Edge } from "./edge.js";
import { editingMethods } from "./editing/methods.js";
import { namesIn } from "./editing/names.js";
import { overlaysOf } from "./editing/overlays.js";
import { ownStrokes } from "./editing/own-strokes.js";
import { refusalsOf } from "./editing/refusals.js";
import { writingOn, type Pens } from "./editing/writing.js";
import type { Lesson, Link, PageInfo, PageKey, Refusal } from "./lesson.js";
import type { Outbox, Pending } from "./outbox.js";
import type { PageOverlay } from "./page-view.js";

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

/** A page of the list, as it is with what was changed here. */
export type EditedPage = PageInfo & { removed: boolean };

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

export function startEditing(host: EditingHost): Editing {
  const { outbox, resolve } = host;
  const pens: Pens = new Map();
  const names = namesIn(host);
  const strokes = ownStrokes(names);
  const overlays = overlaysOf(host, names, strokes, (stroke) => pens.get(stroke)?.isDown === true);
  const refusals = refusalsOf(outbox, names, strokes);
  const { nameOf, keyOf, changeOf, refKey } = names;
  const { pageOf } = strokes;
  const made = new Map<PageKey, PageOverlay>();
  let room: RoomOverlay | undefined;
  let handles = "";

  const stale = (): void => {
    made.clear();
    room = undefined;
    refusals.stale();
  };
  const writing = writingOn(host, names, strokes, pens, overlays.replica, refusals, stale);

  const changed = (entries: readonly Pending[]): void => {
    stale();
    const handlesNow = outbox.boxes.map(({ id, handle }) => `${id}=${handle}`).join();
    if (handlesNow !== handles) {
      handles = handlesNow;
      for (const page of strokes.rename()) host.touchPage(page);
    }
    const touched = new Map<PageKey, Set<string> | undefined>();
    const present = new Set(outbox.entries);
    const left = new Set(outbox.entries.map(changeOf));
    for (const entry of entries) {
      if (present.has(entry)) strokes.learn(entry);
      const page = pageOf(entry);
      if (page === undefined || entry.command.kind !== "page") continue;
      const { box, command: { command } } = entry;
      if (command.kind === "clear") touched.set(page, undefined);
      const keys = touched.has(page) ? touched.get(page) : new Set<string>();
      touched.set(page, keys);
      const name = changeOf(entry);
      const local = strokes.get(name);
      if (local && (command.kind !== "continueStroke" || local.finished || entry.state === "refused" || !left.has(name))) keys?.add(keyOf(box, local.began));
      if (command.kind === "erase") command.items.forEach((ref) => keys?.add(refKey(ref, box)));
      else if (command.kind === "cut") command.cuts.forEach(({ stroke }) => keys?.add(refKey(stroke, box)));
      else if (command.kind === "undo" || command.kind === "redo") touched.set(page, touchedBy(nameOf(box, command.change), keyOf(box, command.change), keys));
    }
    for (const { box, change } of entries) if (!left.has(nameOf(box, change))) strokes.forget(nameOf(box, change));
    for (const [page, keys] of touched) if (!keys || keys.size > 0) host.touchPage(page, keys && [...keys]);
    writing.endAbandoned();
  };

  /** What taking back or making again a change touches: its stroke, or whatever a waiting command was about. */
  const touchedBy = (name: string, key: string, keys: Set<string> | undefined): Set<string> | undefined => {
    const change = outbox.entries.find((entry) => nameOf(entry.box, entry.counter) === name);
    if (!keys || (change && change.command.command.kind !== "beginStroke")) return undefined;
    return keys.add(key);
  };

  const overlay = (page: PageKey): PageOverlay => {
    let found = made.get(page);
    if (!found) made.set(page, (found = overlays.page(page)));
    return found;
  };

  return {
    overlay,
    room: () => (room ??= overlays.room()),
    pages: overlays.pages,
    history: overlays.history,
    isLocal: (page, stroke) => overlay(page).locals.some(({ key }) => key === stroke),
    isShort: writing.isShort,
    isUnderWay: writing.isUnderWay,
    pageOf,
    refusals: () => refusals.all().map(({ refusal }) => refusal),
    changed,
    coreChanged: stale,
    refused: writing.refused,
    lesson: editingMethods(outbox, names, overlays.history, resolve, refusals, writing),
    flush: writing.flush,
  };
}
