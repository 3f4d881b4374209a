import type { Cut, EventStamp, OutboxHandle } from "../wire/index.js";
import type { InkRanges } from "../wire/ink/sample-ranges.js";
import { keyIn, type ItemKey } from "./item-key.js";
import type { Page, PageChange } from "./page.js";
import type { PageStroke } from "./page-stroke.js";

/** The command changed something that its author can take back. */
export function did(page: Page, { author, counter }: EventStamp): void {
  if (author === 0 || (page.inverse?.author === author && page.inverse.counter === counter)) return;
  page.histories.did(author, counter);
}

/** Whole items went. */
export function erase(page: Page, keys: readonly ItemKey[]): PageChange {
  const set = new Set(keys);
  sink(page, page.strokes.remove(set));
  page.objects.remove(set);
  return { strokes: keys, objects: true };
}

/** Everything went. */
export function clear(page: Page): PageChange {
  page.strokes.fill([]);
  page.objects.fill([]);
  return { strokes: [], all: true };
}

/** Parts of strokes went, or came back. */
export function cut(page: Page, cuts: readonly Cut[], author: OutboxHandle, change: (stroke: PageStroke, ranges: InkRanges) => PageStroke): PageChange {
  const keys = cuts.map((cut) => keyIn(cut.stroke, author));
  cuts.forEach((cut, index) => page.strokes.change(keys[index]!, (stroke) => change(stroke, cut.ranges)));
  return { strokes: keys };
}

/** Strokes at these places, ascending, went: objects lie above fewer. */
export function sink(page: Page, removed: readonly number[]): void {
  if (removed.length === 0) return;
  page.objects.changeAll((object) => {
    const fewer = countBelow(removed, object.below);
    return fewer === 0 ? object : { ...object, below: object.below - fewer };
  });
}

/** How many of `places`, ascending, are below `limit`. */
function countBelow(places: readonly number[], limit: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
