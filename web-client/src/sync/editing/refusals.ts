import type { Refusal, StrokeKey } from "../lesson.js";
import type { Outbox, Pending } from "../outbox.js";
import type { Names } from "./names.js";
import type { OwnStrokes } from "./own-strokes.js";

/** A refusal as the views see it, and the commands that it is about. */
export interface RefusedChange {
  readonly refusal: Refusal;
  readonly entries: Pending[];
}

export type Refusals = ReturnType<typeof refusalsOf>;

/** Changes that the server refused and nobody has discarded: one for all commands of a stroke. */
export function refusalsOf(outbox: Outbox, { changeOf, keyOf, refKey, keyOfPage }: Names, strokes: OwnStrokes) {
  const found = new Map<string, RefusedChange>();
  /** The same refusal is the same object for as long as it stands. */
  const shown = new Map<string, Refusal>();

  const strokesOf = ({ box, change, command: { command } }: Pending, name: string): string[] =>
    command.kind === "erase" ? command.items.map((ref) => refKey(ref, box))
    : command.kind === "cut" ? command.cuts.map(({ stroke }) => refKey(stroke, box))
    : strokes.has(name) ? [keyOf(box, change)] : [];

  const refusalOf = (entry: Pending, name: string): Refusal => {
    const { box, command, reason } = entry;
    const page = command.kind === "room" && "page" in command.command ? keyOfPage(command.command.page, box) : strokes.pageOf(entry);
    const keys = command.kind === "page" ? strokesOf(entry, name) : [];
    return { reason: reason!, page, strokes: keys as StrokeKey[], command: `${command.kind}.${command.command.kind}` };
  };

  const all = (): RefusedChange[] => {
    if (found.size > 0) return [...found.values()];
    for (const entry of outbox.entries) {
      if (entry.state !== "refused") continue;
      const name = changeOf(entry);
      const there = found.get(name);
      if (there) {
        there.entries.push(entry);
        continue;
      }
      const refusal = shown.get(name) ?? refusalOf(entry, name);
      shown.set(name, refusal);
      found.set(name, { refusal, entries: [entry] });
    }
    return [...found.values()];
  };

  const find = (refusal: Refusal): RefusedChange | undefined => all().find((one) => one.refusal === refusal);

  return {
    all,
    find,
    /** The outbox is another: they are looked for again when somebody asks. */
    stale: (): void => found.clear(),

    discard(refusal: Refusal): void {
      const change = find(refusal);
      if (!change) return;
      for (const entry of change.entries) shown.delete(changeOf(entry));
      outbox.remove(change.entries);
    },
  };
}
