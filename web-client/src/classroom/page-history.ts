import { historyLimit, listLimit, type ChangeHistory, type Counter, type OutboxHandle } from "../wire/index.js";

/**
 * What each outbox can take back and make again on a page (rules P4 to P6). As Sources/Classroom/PageHistories.swift: whose last change is the
 * latest comes last.
 */
export class PageHistories {
  constructor(private entries: ChangeHistory[] = []) {}

  /** As a snapshot says it. */
  get state(): ChangeHistory[] {
    return this.entries;
  }

  /** What `outbox` can take back and make again. */
  of(outbox: OutboxHandle): ChangeHistory | undefined {
    for (let index = this.entries.length - 1; index >= 0; index--) {
      if (this.entries[index]!.outbox === outbox) return this.entries[index];
    }
    return undefined;
  }

  /** `outbox` changed something by its command `change`: it can be taken back, and what was taken back before is over. */
  did(outbox: OutboxHandle, change: Counter): void {
    const entry = this.touch(outbox);
    entry.undone = [];
    if (entry.done[entry.done.length - 1] !== change) pushBounded(entry.done, change);
  }

  /** A change was taken back; false when it was not there. */
  undid(outbox: OutboxHandle, change: Counter): boolean {
    const entry = this.of(outbox);
    if (!entry?.done.includes(change)) return false;
    this.touch(outbox);
    entry.done = entry.done.filter((one) => one !== change);
    pushBounded(entry.undone, change);
    return true;
  }

  /** A change was made again; false when it was not there. */
  redid(outbox: OutboxHandle, change: Counter): boolean {
    const entry = this.of(outbox);
    if (!entry?.undone.includes(change)) return false;
    this.touch(outbox);
    entry.undone = entry.undone.filter((one) => one !== change);
    pushBounded(entry.done, change);
    return true;
  }

  /** The entry of `outbox`, now the last. */
  private touch(outbox: OutboxHandle): ChangeHistory {
    const { entries } = this;
    let index = entries.length - 1;
    while (index >= 0 && entries[index]!.outbox !== outbox) index--;
    const entry = entries[index] ?? { outbox, done: [], undone: [] };
    if (index >= 0) entries.splice(index, 1);
    entries.push(entry);
    if (entries.length > historyLimit) entries.shift();
    return entry;
  }
}

function pushBounded(list: Counter[], change: Counter): void {
  list.push(change);
  if (list.length > listLimit) list.shift();
}
