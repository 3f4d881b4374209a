import type { Counter, ItemRef, PageRef } from "../../wire/index.js";
import type { EditingHost } from "../editing.js";
import type { PageKey } from "../lesson.js";
import type { Box, Pending } from "../outbox.js";

export type Names = ReturnType<typeof namesIn>;

/**
 * How changes, strokes and pages are named: by `ID/COUNTER` here for as long as this tab lives, by a key for the views (the outbox's handle, once it
 * has one), and by references in commands, some of which only one outbox can make.
 */
export function namesIn({ outbox, resolve, topicOf, strokeAlias }: EditingHost) {
  const nameOf = (box: Box, counter: Counter): string => `${box.id}/${counter}`;
  const keyOf = (box: Box, counter: Counter): string => `${box.handle ?? box.id}:${counter}`;
  const changeOf = ({ box, change }: Pending): string => nameOf(box, change);
  const refKey = (ref: ItemRef, box: Box): string => (ref.outbox === undefined ? keyOf(box, ref.counter) : `${ref.outbox}:${ref.counter}`);
  const madePage = (box: Box, counter: Counter): PageKey => `m${counter}${box === outbox.own ? "" : `@${box.id}`}` as PageKey;
  const keyOfPage = (page: PageRef, box: Box): PageKey => resolve(page.kind === "topic" ? (`t${page.topic}` as PageKey) : madePage(box, page.counter));

  /** How a command names the page, and the outbox in which it can be named so. */
  const refOfPage = (given: PageKey): { page: PageRef; box: Box } => {
    const key = resolve(given);
    const topic = topicOf(key);
    if (topic !== undefined) return { page: { kind: "topic", topic }, box: outbox.own };
    const [counter, id] = key.slice(1).split("@");
    return { page: { kind: "made", counter: Number(counter) }, box: outbox.boxes.find((box) => box.id === id) ?? outbox.own };
  };

  /** The same of a stroke; a box when it can be named in that one only. */
  const refOfStroke = (given: string): { ref: ItemRef; box: Box | undefined } => {
    const [name, digits] = strokeAlias(given).split(":");
    const counter = Number(digits);
    const box = outbox.boxes.find(({ id, handle }) => id === name || String(handle) === name);
    if (box && box.handle === undefined) return { ref: { counter }, box };
    return { ref: box === outbox.own ? { counter } : { outbox: Number(name) as never, counter }, box: undefined };
  };

  return { nameOf, keyOf, changeOf, refKey, madePage, keyOfPage, refOfPage, refOfStroke };
}
