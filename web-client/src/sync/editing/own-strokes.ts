import type { Counter, PageRef, StrokeStyle } from "../../wire/index.js";
import { OpenPageStroke, type PageStroke } from "../../classroom/index.js";
import type { PageKey } from "../lesson.js";
import type { Box, Pending } from "../outbox.js";
import type { LocalView } from "../page-view.js";
import type { Names } from "./names.js";

/** An own stroke of which the server does not show everything yet. */
export interface LocalStroke {
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

export type OwnStrokes = ReturnType<typeof ownStrokes>;

/** The own strokes that wait in the outbox, put together from their commands, by name. */
export function ownStrokes({ changeOf, nameOf, keyOf, keyOfPage }: Names) {
  const locals = new Map<string, LocalStroke>();
  const known = new WeakSet<Pending>();

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

  return {
    learn,
    get: (name: string): LocalStroke | undefined => locals.get(name),
    has: (name: string): boolean => locals.has(name),
    forget: (name: string): boolean => locals.delete(name),
    all: (): Iterable<[string, LocalStroke]> => locals,

    view: (local: LocalStroke, state: LocalView["state"], isOwn: boolean): LocalView => ({
      key: keyOf(local.box, local.began), stroke: local.finished ?? local.open, state, isOwn,
    }),

    /** The page that a command is about. */
    pageOf({ box, change, command }: Pending): PageKey | undefined {
      if (command.kind !== "page") return undefined;
      if ("page" in command.command) return keyOfPage(command.command.page, box);
      const local = locals.get(nameOf(box, change));
      return local && keyOfPage(local.page, box);
    },

    /** Outboxes got their handles: so do the strokes in them. Says on which pages. */
    rename(): Set<PageKey> {
      const pages = new Set<PageKey>();
      for (const [name, local] of locals) {
        const handle = local.box.handle;
        if (handle === undefined || local.open.name.outbox === handle) continue;
        const open = new OpenPageStroke({ outbox: handle, counter: local.began }, local.contact, local.style, 0);
        for (const { bytes } of local.open.chunks) open.take(bytes);
        locals.set(name, { ...local, open, finished: local.finished && open.finished() });
        pages.add(keyOfPage(local.page, local.box));
      }
      return pages;
    },
  };
}
