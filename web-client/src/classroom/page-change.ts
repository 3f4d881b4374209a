import type { EventStamp, ItemRef, OutboxHandle, PageEvent, PlacedObject, Splice, Stroke } from "../wire/index.js";
import { keyIn, keyOf, type ItemKey } from "./item-key.js";
import { restyledObject } from "./looks.js";
import { nothingOnPage, type Page, type PageChange } from "./page.js";
import { cut, did, sink } from "./page-erase.js";
import { mendedStroke, movedStroke, restyledPageStroke, strokeByValue } from "./page-change-strokes.js";
import type { PageStroke } from "./page-stroke.js";
import { spliced } from "./text-splice.js";
import { composed, normal } from "./transform.js";

/** Folds in an event that a first look seldom needs. */
export function applyToPage(page: Page, event: PageEvent, stamp: EventStamp): PageChange {
  const { author } = stamp;
  switch (event.kind) {
    case "mended": return cut(page, event.cuts, author, mendedStroke);
    case "strokeRestored": return restore(page, event.at, event.stroke);
    case "objectRestored": return restoreObject(page, event.at, event.object);
    case "placed": return changeItems(
      page, event.placements, author,
      (stroke, { transform }) => ({ ...stroke, transform: normal(transform) }),
      (object, { transform }) => withTransform(object, normal(transform)));
    case "ordered": return order(page, event.places, author);
    default:
      did(page, stamp);
      return change(page, event, stamp);
  }
}

/** Events that are changes of their own, which their author can take back. */
function change(page: Page, event: PageEvent, { author, counter }: EventStamp): PageChange {
  switch (event.kind) {
    case "added": return add(page, { name: { outbox: author, counter }, below: page.strokes.count, revision: 0, object: event.object });
    case "moved": return changeItems(
      page, refs(event.items), author,
      (stroke) => movedStroke(stroke, event.by),
      (object) => withTransform(object, composed(event.by, object.transform)));
    case "restyled": return changeItems(
      page, refs(event.items), author,
      (stroke) => restyledPageStroke(stroke, event.style),
      (object) => ({ ...object, object: restyledObject(object.object, event.style) }));
    case "spliced": return splice(page, keyIn(event.item, author), event.splice);
    case "arranged": return arrange(page, event.items.map((item) => keyIn(item, author)), event.order === "front");
    default: return nothingOnPage;
  }
}

// --- what lies there ---

function restore(page: Page, at: number, value: Stroke): PageChange {
  const key = keyOf(value.name);
  const stroke = page.has(key) ? undefined : strokeByValue(value);
  if (!stroke) return nothingOnPage;
  const index = page.strokes.insert(key, stroke, at);
  raise(page, index, 1);
  return { strokes: [key] };
}

function add(page: Page, object: PlacedObject): PageChange {
  const key = keyOf(object.name);
  if (!page.has(key)) page.objects.append(key, object);
  return { strokes: [], objects: true };
}

function restoreObject(page: Page, at: number, object: PlacedObject): PageChange {
  const key = keyOf(object.name);
  if (page.objects.get(key)) page.objects.change(key, () => object);
  else if (!page.has(key)) page.objects.insert(key, object, at);
  return { strokes: [], objects: true };
}

function changeItems<T extends { item: ItemRef }>(
  page: Page,
  items: readonly T[],
  author: OutboxHandle,
  stroke: (stroke: PageStroke, item: T) => PageStroke,
  object: (object: PlacedObject, item: T) => PlacedObject,
): PageChange {
  const strokes: ItemKey[] = [];
  let objects = false;
  for (const item of items) {
    const key = keyIn(item.item, author);
    if (page.strokes.change(key, (one) => stroke(one, item))) strokes.push(key);
    else if (page.objects.change(key, (one) => object(one, item))) objects = true;
  }
  return { strokes, objects };
}

function splice(page: Page, key: ItemKey, splice: Splice): PageChange {
  page.objects.change(key, (placed) => {
    if (placed.object.kind !== "text") return placed;
    const object = { ...placed.object, text: spliced(placed.object.text, splice) };
    return { ...placed, revision: Math.min(placed.revision + 1, 65_535), object };
  });
  return { strokes: [], objects: true };
}

// --- the order ---

function arrange(page: Page, keys: readonly ItemKey[], toFront: boolean): PageChange {
  const set = new Set(keys);
  const strokes = page.strokes.values.filter((stroke) => set.has(stroke.key));
  const objects = page.objects.values.filter((object) => set.has(keyOf(object.name)));
  sink(page, page.strokes.remove(set));
  page.objects.remove(set);
  if (!toFront) raise(page, -1, strokes.length);
  strokes.forEach((stroke, index) => page.strokes.insert(stroke.key, stroke, toFront ? page.strokes.count : index));
  objects.forEach((object, index) => {
    const below = toFront ? page.strokes.count : 0;
    page.objects.insert(keyOf(object.name), { ...object, below }, toFront ? page.objects.count : index);
  });
  return { strokes: keys, objects: true };
}

function order(page: Page, places: readonly { item: ItemRef; at: number; below: number }[], author: OutboxHandle): PageChange {
  const keys = places.map(({ item }) => keyIn(item, author));
  const strokes = keys.map((key) => page.strokes.get(key));
  const objects = keys.map((key) => page.objects.get(key));
  const set = new Set(keys);
  sink(page, page.strokes.remove(set));
  page.objects.remove(set);
  places.forEach(({ at, below }, index) => {
    const [key, stroke, object] = [keys[index]!, strokes[index], objects[index]];
    if (stroke && !page.strokes.get(key)) raise(page, page.strokes.insert(key, stroke, at), 1);
    if (object && !page.objects.get(key)) page.objects.insert(key, { ...object, below }, at);
  });
  return { strokes: keys, objects: true };
}

/** So many strokes came in at `place`: objects above it lie above more. */
function raise(page: Page, place: number, count: number): void {
  page.objects.changeAll((object) => (object.below > place ? { ...object, below: Math.min(object.below + count, 65_535) } : object));
}

function refs(items: readonly ItemRef[]): { item: ItemRef }[] {
  return items.map((item) => ({ item }));
}

function withTransform({ transform: _, ...object }: PlacedObject, transform: PlacedObject["transform"]): PlacedObject {
  return transform ? { ...object, transform } : object;
}
