import type { Command, PageCommand, StrokeStyle } from "../../wire/index.js";
import type { InkFormat } from "../../wire/ink/index.js";
import type { EditingHost } from "../editing.js";
import type { PageKey, Refusal, StrokeKey, StrokePen } from "../lesson.js";
import type { Box, Pending } from "../outbox.js";
import { startPen, type InkPen } from "../stroke-pen.js";
import type { Names } from "./names.js";
import type { LocalStroke, OwnStrokes } from "./own-strokes.js";
import type { Overlays } from "./overlays.js";
import type { Refusals } from "./refusals.js";

export type Writing = ReturnType<typeof writingOn>;

/** Of the pens that are down: each by the name of its stroke, once that has one. */
export type Pens = Map<string, InkPen>;

/**
 * Strokes on their way to the server: pens that are down, and what is written anew because the server has less of a stroke than was written.
 * `stale` is called when the outbox means something else than before, though nothing was given.
 */
export function writingOn(host: EditingHost, names: Names, strokes: OwnStrokes, pens: Pens, replica: Overlays["replica"], refusals: Refusals, stale: () => void) {
  const { edge, outbox } = host;
  const { nameOf, keyOf, changeOf, keyOfPage, refOfPage } = names;
  /** All that are down, also those that have not written yet. */
  const down = new Set<InkPen>();
  const contacts: (InkPen | undefined)[] = [undefined, undefined, undefined, undefined];
  /** The stroke whose commands are being given once more. */
  let resent: string | undefined;

  const give = (command: PageCommand, box: Box): void => void outbox.give({ kind: "page", command }, box);
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
      go: (contact, chunk) => give({ kind: "continueStroke", contact, chunk }, box),
      cancel: (contact) => give({ kind: "cancelStroke", contact }, box),
      over() {
        if (held !== undefined) contacts[held] = undefined;
        if (counter !== undefined) outbox.free(box, counter);
        pens.delete(name);
        down.delete(pen);
        stale();
        outbox.sweep();
        const local = strokes.get(name);
        if (local) host.touchPage(keyOfPage(local.page, box), [keyOf(box, local.began)]);
      },
    });
    down.add(pen);
    if (held !== undefined) contacts[held] = pen;
    return { key, add: pen.add, end: pen.end, cancel: pen.cancel };
  };

  const isUnderWay = (name: string): boolean => pens.has(name) || name === resent;

  /** Ends strokes whose pen went with an earlier page or tab. */
  const endAbandoned = (): void => {
    for (const [name, local] of strokes.all()) {
      if (local.finished || local.isCancelled || isUnderWay(name)) continue;
      local.finished = local.open.finished();
      give({ kind: "endStroke", contact: local.contact }, local.box);
    }
  };

  /** Writes what a stroke has from that sample on as a stroke of its own. */
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

  return {
    beginStroke,
    endAbandoned,
    isUnderWay: (entry: Pending): boolean => isUnderWay(changeOf(entry)),
    flush: (): void => down.forEach((pen) => pen.flush()),

    /** The server ended a stroke while the link was down: what it did not take goes on as a stroke of its own. */
    refused(entry: Pending): boolean {
      const { counter, reason, command: { command } } = entry;
      const name = changeOf(entry);
      const local = strokes.get(name);
      const first = outbox.entries.find((other) => changeOf(other) === name);
      if (reason !== "noOpenStroke" || first?.state === "refused" || command.kind === "beginStroke") return false;
      const from = local?.firstOf.get(counter);
      if (local && from !== undefined) rewrite(name, local, from);
      return true;
    },

    isShort(entry: Pending): boolean {
      const name = changeOf(entry);
      const local = strokes.get(name);
      const page = strokes.pageOf(entry);
      if (!local || local.isRewritten || local.isCancelled || page === undefined) return false;
      if (outbox.entries.some((other) => changeOf(other) === name && other.state !== "stored")) return false;
      const there = replica(page)?.stroke(keyOf(local.box, local.began));
      if (!there || there.isOpen || there.sampleCount >= local.open.sampleCount) return false;
      edge.after(0, () => {
        rewrite(name, local, there.sampleCount);
        outbox.sweep();
      });
      return true;
    },

    /** Gives the commands of a refused change once more; a stroke waits for a free contact. */
    resend(refusal: Refusal): void {
      const found = refusals.find(refusal);
      if (!found) return;
      const contact = contacts.indexOf(undefined);
      const isStroke = found.entries[0]!.command.command.kind === "beginStroke";
      if (isStroke && contact < 0) return;
      for (const { box, command } of found.entries) {
        const change = command.command;
        const again = isStroke ? ({ kind: "page", command: { ...change, contact } } as Command) : command;
        if (change.kind === "beginStroke") resent = nameOf(box, box.next);
        outbox.give(again, box);
      }
      resent = undefined;
      refusals.discard(refusal);
      endAbandoned();
    },
  };
}
