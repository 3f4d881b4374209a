import { listLimit } from "../../wire/index.js";
import type { Cut, PageCommand, PageRef, RoomCommand } from "../../wire/index.js";
import type { EditingMethods } from "../editing.js";
import type { PageKey } from "../lesson.js";
import type { Box, Outbox } from "../outbox.js";
import type { Names } from "./names.js";
import type { Overlays } from "./overlays.js";
import type { Refusals } from "./refusals.js";
import type { Writing } from "./writing.js";

type OnPage<Command> = Command extends { page: PageRef } ? Omit<Command, "page"> : never;

/** What a lesson has once editing is loaded: each method gives commands to the outbox in which they can be said. */
export function editingMethods(
  outbox: Outbox, { refOfPage, refOfStroke, madePage }: Names, history: Overlays["history"], resolve: (key: PageKey) => PageKey, refusals: Refusals, writing: Writing,
): EditingMethods {
  const give = (command: PageCommand, box: Box): void => void outbox.give({ kind: "page", command }, box);

  const pageCommand = (page: PageKey, command: OnPage<PageCommand>): void => {
    const { page: ref, box } = refOfPage(page);
    give({ ...command, page: ref } as PageCommand, box);
  };

  const roomCommand = (command: OnPage<RoomCommand> | RoomCommand, page?: PageKey): void => {
    const place = page === undefined ? undefined : refOfPage(page);
    outbox.give({ kind: "room", command: { ...command, ...(place ? { page: place.page } : {}) } as RoomCommand }, place?.box);
  };

  return {
    beginStroke: writing.beginStroke,
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
      return madePage(box, counter);
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
    discard: refusals.discard,
    resend: writing.resend,
  };
}

function inParts<T>(list: readonly T[], act: (part: T[]) => void): void {
  for (let start = 0; start < list.length; start += listLimit) act(list.slice(start, start + listLimit));
}

function grouped<T extends { box: Box | undefined }>(items: readonly T[], usual: Box): Map<Box, T[]> {
  const groups = new Map<Box, T[]>();
  for (const item of items) {
    const box = item.box ?? usual;
    groups.set(box, [...(groups.get(box) ?? []), item]);
  }
  return groups;
}
