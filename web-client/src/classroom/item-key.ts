import type { ItemName, ItemRef, OutboxHandle } from "../wire/index.js";

/** An item's name as one word, "outbox:counter", so that it can be a key. */
export type ItemKey = string;

/** The key of a name. */
export function keyOf(name: ItemName): ItemKey {
  return `${name.outbox}:${name.counter}`;
}

/** What a reference names, seen from an event or command of `author` (rule T8). */
export function nameOf(ref: ItemRef, author: OutboxHandle): ItemName {
  return { outbox: ref.outbox ?? author, counter: ref.counter };
}

/** The key of what a reference names. */
export function keyIn(ref: ItemRef, author: OutboxHandle): ItemKey {
  return `${ref.outbox ?? author}:${ref.counter}`;
}

/** The shortest reference to `name`, seen from `author`. */
export function refTo(name: ItemName, author: OutboxHandle): ItemRef {
  return name.outbox === author ? { counter: name.counter } : { outbox: name.outbox, counter: name.counter };
}
