import type { Counter, Milliseconds, OutboxHandle, Sequence } from "./base.generated.js";
import type { Batch, CounterStep, Stamp, StampContext } from "./log.generated.js";
import { WireError } from "./wire-error.js";

/** Who made an event by which command, and when, said in full. */
export interface EventStamp {
  time: Milliseconds;
  /** 0 when the room made it. */
  author: OutboxHandle;
  counter: Counter;
}

/** The shortest way to say `counter` after `last` (rule T5). */
export function counterStep(counter: Counter, last: Counter): CounterStep {
  if (counter === last) return { kind: "same" };
  return counter === last + 1 ? { kind: "next" } : { kind: "given", counter };
}

/** The counter that is meant after `last`; 0 when `same` repeats a counter that never was. */
export function counterAfter(step: CounterStep, last: Counter): Counter {
  switch (step.kind) {
    case "next": return last + 1;
    case "same": return last;
    case "given": return step.counter;
  }
}

/** What every replica of a log topic knows of the events so far, as Sources/Wire/TopicStamps.swift. */
export class TopicStamps {
  private time: Milliseconds = 0;
  private author = 0 as OutboxHandle;
  private readonly counters = new Map<OutboxHandle, Counter>();

  /** As a snapshot says; without one, before the first event. */
  constructor(context?: StampContext) {
    if (!context) return;
    this.time = context.time;
    this.author = context.author;
    for (const { outbox, counter } of context.counters) this.counters.set(outbox, counter);
  }

  /** As a snapshot says it: counters ascending by outbox. */
  get context(): StampContext {
    const counters = Array.from(this.counters, ([outbox, counter]) => ({ outbox, counter }));
    counters.sort((one, other) => one.outbox - other.outbox);
    return { time: this.time, author: this.author, counters };
  }

  /** The short form of the next event's stamp. A time before the last event's counts as that one's. */
  shorten(stamp: EventStamp): Stamp {
    const elapsed = Math.max(0, stamp.time - this.time);
    const short: Stamp = { counter: counterStep(stamp.counter, this.counters.get(stamp.author) ?? 0) };
    if (elapsed > 0) short.elapsed = elapsed;
    if (stamp.author !== this.author) short.author = stamp.author;
    this.time += elapsed;
    this.author = stamp.author;
    this.counters.set(stamp.author, stamp.counter);
    return short;
  }

  /** The next event's stamp in full; throws `outOfRange` when its time or counter cannot be, changing nothing. */
  complete(stamp: Stamp): EventStamp {
    const author = stamp.author ?? this.author;
    const counter = counterAfter(stamp.counter, this.counters.get(author) ?? 0);
    const time = this.time + (stamp.elapsed ?? 0);
    if (counter < 1 || counter > 0xffffffff || time >= 2 ** 40) throw new WireError("outOfRange");
    this.time = time;
    this.author = author;
    this.counters.set(author, counter);
    return { time, author, counter };
  }
}

/** How many sequence numbers the batch stands for (rule T6). */
export function spanOf(batch: Batch): number {
  return batch.covers ?? batch.entries.length;
}

/** Whether the batch comes right after `sequence` (rule T2); if not, something was lost. */
export function follows(batch: Batch, sequence: Sequence): boolean {
  return batch.base === sequence % 256;
}
