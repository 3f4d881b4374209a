import type { Counter, PageRef, Rights, Role } from "../../wire/index.js";
import { normalisedRanges, type InkRange } from "../../wire/ink/sample-ranges.js";
import type { EditedPage, EditingHost, RoomOverlay } from "../editing.js";
import type { PageKey } from "../lesson.js";
import type { Box } from "../outbox.js";
import type { LocalView, PageOverlay } from "../page-view.js";
import type { Names } from "./names.js";
import type { LocalStroke, OwnStrokes } from "./own-strokes.js";

export type Overlays = ReturnType<typeof overlaysOf>;

const changeKinds = ["beginStroke", "erase", "cut", "add", "move", "restyle", "splice", "arrange", "clear"];

/** What waits in the outbox, on top of what the server ordered: pages, the room, and what can be undone. Made when asked for, from the outbox as it is. */
export function overlaysOf({ outbox, replicas, topicOf }: EditingHost, names: Names, strokes: OwnStrokes, isDown: (stroke: string) => boolean) {
  const { nameOf, keyOf, changeOf, refKey, keyOfPage } = names;
  const { pageOf } = strokes;

  const replica = (page: PageKey) => {
    const topic = topicOf(page);
    return topic === undefined ? undefined : replicas.pages.get(topic);
  };

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

  const page = (page: PageKey): PageOverlay => {
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
      const local = strokes.get(name);
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
    const locals = Array.from(here, ([name, local]) => strokes.view(local, states.get(name) ?? "stored", isDown(name)));
    return { hidden, cuts, isCleared, locals: locals.filter(({ key }) => !hidden.has(key)) };
  };

  const room = (): RoomOverlay => {
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

  const pages = (pages: EditedPage[]): void => {
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
    const done = [...(stored?.done ?? [])];
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
        const local = strokes.get(nameOf(box, counter));
        if (done.includes(counter) || undone.includes(counter) || (local && (!local.finished || local.isCancelled))) continue;
        done.push(counter);
        undone = [];
      }
    }
    return { done, undone };
  };

  return { page, room, pages, history, replica };
}

function joined(one: readonly InkRange[], other: readonly InkRange[]): readonly InkRange[] {
  try {
    return normalisedRanges([...one, ...other], 65_536);
  } catch {
    return one;
  }
}
