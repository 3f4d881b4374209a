import { InkPageDecoder, type InkStrokeChunk } from "../wire/ink/index.js";
import type { InkRanges } from "../wire/ink/sample-ranges.js";
import type { Cut, EventStamp, ItemName, ItemRef, OutboxHandle, PageEvent, PageState, PlacedObject, Splice, Stroke } from "../wire/index.js";
import { keyIn, keyOf, type ItemKey } from "./item-key.js";
import { restyledObject } from "./looks.js";
import { PageHistories } from "./page-history.js";
import { OrderedItems } from "./ordered-items.js";
import { cutStroke, mendedStroke, movedStroke, OpenPageStroke, restyledPageStroke, strokeByValue, type PageStroke } from "./page-stroke.js";
import { strokesOf, stateOf } from "./page-state.js";
import { spliced } from "./text-splice.js";
import { composed, normal } from "./transform.js";

/** What an event changed on a page. */
export interface PageChange {
  /** Strokes that are new, changed or gone. */
  readonly strokes: readonly ItemKey[];
  /** Live ink, of a stroke that began or went on. `chunk.firstIndex` is 0 at pen-down. */
  readonly ink?: { readonly stroke: PageStroke; readonly chunk: InkStrokeChunk };
  /** Whether objects are new, changed or gone. */
  readonly objects?: boolean;
  /** Whether everything may be different. */
  readonly all?: boolean;
}

const nothing: PageChange = { strokes: [] };

/**
 * One page: the fold of its events, as Sources/Classroom/Page+Apply.swift (rules P1 to P9). Changed in place: a live chunk costs what the chunk
 * costs, however much lies on the page.
 */
export class Page {
  /** Finished strokes, from the back to the front. */
  readonly strokes = new OrderedItems<PageStroke>();
  /** Strokes being written, the earliest first. */
  readonly open: OpenPageStroke[] = [];
  /** From the back to the front. */
  readonly objects = new OrderedItems<PlacedObject>();
  readonly histories: PageHistories;
  /** The command that takes something back or makes it again: its further events are no changes of their own. */
  private inverse: { author: OutboxHandle; counter: number } | undefined;

  /** As a snapshot says; without one, empty. Throws the `InkError` of ink that is none. */
  constructor(state?: PageState) {
    this.histories = new PageHistories(state?.histories);
    if (!state) return;
    this.strokes.fill(strokesOf(state, new InkPageDecoder().decode(state.ink)));
    this.objects.fill(state.objects.map((object) => [keyOf(object.name), object]));
    for (const one of state.open) {
      const stroke = new OpenPageStroke(one.name, one.contact, one.style, one.began);
      for (const chunk of one.chunks) stroke.take(chunk.bytes);
      if (stroke.sampleCount > 0) this.open.push(stroke);
    }
  }

  /** As a snapshot says it; `ink` stands for the strokes' ink. */
  state(ink: Uint8Array): PageState {
    return stateOf(this, ink);
  }

  /** A stroke, finished or being written. */
  stroke(key: ItemKey): PageStroke | undefined {
    return this.strokes.get(key) ?? this.open.find((stroke) => stroke.key === key);
  }

  private has(key: ItemKey): boolean {
    return this.stroke(key) !== undefined || this.objects.get(key) !== undefined;
  }

  /** Folds one event in. Total: an event out of place changes nothing. */
  apply(event: PageEvent, stamp: EventStamp): PageChange {
    const { author, counter } = stamp;
    switch (event.kind) {
      case "strokeBegan": return this.begin(event, stamp);
      case "strokeContinued": return this.continue(this.openOf(author, event.contact), event.chunk);
      case "strokeEnded": return this.finish(this.openOf(author, event.contact));
      case "strokeCancelled": return this.cancel(this.openOf(author, event.contact));
      case "undone":
        this.inverse = { author, counter };
        this.histories.undid(author, event.change);
        return nothing;
      case "redone":
        this.inverse = { author, counter };
        this.histories.redid(author, event.change);
        return nothing;
      case "mended": return this.cut(event.cuts, author, mendedStroke);
      case "strokeRestored": return this.restore(event.at, event.stroke);
      case "objectRestored": return this.restoreObject(event.at, event.object);
      case "placed": return this.changeItems(
        event.placements, author,
        (stroke, { transform }) => ({ ...stroke, transform: normal(transform) }),
        (object, { transform }) => withTransform(object, normal(transform)));
      case "ordered": return this.order(event.places, author);
      default:
        this.did(stamp);
        return this.change(event, stamp);
    }
  }

  /** Events that are changes of their own, which their author can take back. */
  private change(event: Exclude<PageEvent, { kind: "strokeBegan" | "undone" }>, { author, counter }: EventStamp): PageChange {
    switch (event.kind) {
      case "erased": return this.erase(event.items.map((item) => keyIn(item, author)));
      case "cut": return this.cut(event.cuts, author, cutStroke);
      case "added": return this.add({ name: { outbox: author, counter }, below: this.strokes.count, revision: 0, object: event.object });
      case "moved": return this.changeItems(
        refs(event.items), author,
        (stroke) => movedStroke(stroke, event.by),
        (object) => withTransform(object, composed(event.by, object.transform)));
      case "restyled": return this.changeItems(
        refs(event.items), author,
        (stroke) => restyledPageStroke(stroke, event.style),
        (object) => ({ ...object, object: restyledObject(object.object, event.style) }));
      case "spliced": return this.splice(keyIn(event.item, author), event.splice);
      case "arranged": return this.arrange(event.items.map((item) => keyIn(item, author)), event.order === "front");
      case "cleared": return this.clear();
      default: return nothing;
    }
  }

  // --- strokes being written ---

  /** The stroke that `author` has open under `contact`. */
  openOf(author: OutboxHandle, contact: number): OpenPageStroke | undefined {
    return this.open.find((stroke) => stroke.contact === contact && stroke.name.outbox === author);
  }

  private begin(event: Extract<PageEvent, { kind: "strokeBegan" }>, { author, counter, time }: EventStamp): PageChange {
    const name: ItemName = { outbox: author, counter };
    if (this.openOf(author, event.contact) || this.has(keyOf(name))) return nothing;
    const stroke = new OpenPageStroke(name, event.contact, event.style, time);
    this.open.push(stroke);
    const change = this.continue(stroke, event.chunk);
    if (change === nothing) this.open.pop();
    return change;
  }

  private continue(stroke: OpenPageStroke | undefined, bytes: Uint8Array): PageChange {
    const chunk = stroke?.take(bytes);
    if (!stroke || !chunk) return nothing;
    const now = chunk.isLast ? this.close(stroke) : stroke;
    return { strokes: [stroke.key], ink: { stroke: now, chunk } };
  }

  private finish(stroke: OpenPageStroke | undefined): PageChange {
    if (!stroke) return nothing;
    this.close(stroke);
    return { strokes: [stroke.key] };
  }

  private close(stroke: OpenPageStroke): PageStroke {
    const finished = stroke.finished();
    this.open.splice(this.open.indexOf(stroke), 1);
    this.strokes.append(stroke.key, finished);
    this.histories.did(stroke.name.outbox, stroke.name.counter);
    return finished;
  }

  private cancel(stroke: OpenPageStroke | undefined): PageChange {
    if (!stroke) return nothing;
    this.open.splice(this.open.indexOf(stroke), 1);
    return { strokes: [stroke.key] };
  }

  // --- what lies there ---

  private did({ author, counter }: EventStamp): void {
    if (author === 0 || (this.inverse?.author === author && this.inverse.counter === counter)) return;
    this.histories.did(author, counter);
  }

  private erase(keys: readonly ItemKey[]): PageChange {
    const set = new Set(keys);
    this.sink(this.strokes.remove(set));
    this.objects.remove(set);
    return { strokes: keys, objects: true };
  }

  private clear(): PageChange {
    this.strokes.fill([]);
    this.objects.fill([]);
    return { strokes: [], all: true };
  }

  private cut(cuts: readonly Cut[], author: OutboxHandle, change: (stroke: PageStroke, ranges: InkRanges) => PageStroke): PageChange {
    const keys = cuts.map((cut) => keyIn(cut.stroke, author));
    cuts.forEach((cut, index) => this.strokes.change(keys[index]!, (stroke) => change(stroke, cut.ranges)));
    return { strokes: keys };
  }

  private restore(at: number, value: Stroke): PageChange {
    const key = keyOf(value.name);
    const stroke = this.has(key) ? undefined : strokeByValue(value);
    if (!stroke) return nothing;
    const index = this.strokes.insert(key, stroke, at);
    this.raise(index, 1);
    return { strokes: [key] };
  }

  private add(object: PlacedObject): PageChange {
    const key = keyOf(object.name);
    if (!this.has(key)) this.objects.append(key, object);
    return { strokes: [], objects: true };
  }

  private restoreObject(at: number, object: PlacedObject): PageChange {
    const key = keyOf(object.name);
    if (this.objects.get(key)) this.objects.change(key, () => object);
    else if (!this.has(key)) this.objects.insert(key, object, at);
    return { strokes: [], objects: true };
  }

  private changeItems<T extends { item: ItemRef }>(
    items: readonly T[],
    author: OutboxHandle,
    stroke: (stroke: PageStroke, item: T) => PageStroke,
    object: (object: PlacedObject, item: T) => PlacedObject,
  ): PageChange {
    const strokes: ItemKey[] = [];
    let objects = false;
    for (const item of items) {
      const key = keyIn(item.item, author);
      if (this.strokes.change(key, (one) => stroke(one, item))) strokes.push(key);
      else if (this.objects.change(key, (one) => object(one, item))) objects = true;
    }
    return { strokes, objects };
  }

  private splice(key: ItemKey, splice: Splice): PageChange {
    this.objects.change(key, (placed) => {
      if (placed.object.kind !== "text") return placed;
      const object = { ...placed.object, text: spliced(placed.object.text, splice) };
      return { ...placed, revision: Math.min(placed.revision + 1, 65_535), object };
    });
    return { strokes: [], objects: true };
  }

  // --- the order ---

  private arrange(keys: readonly ItemKey[], toFront: boolean): PageChange {
    const set = new Set(keys);
    const strokes = this.strokes.values.filter((stroke) => set.has(stroke.key));
    const objects = this.objects.values.filter((object) => set.has(keyOf(object.name)));
    this.sink(this.strokes.remove(set));
    this.objects.remove(set);
    if (!toFront) this.raise(-1, strokes.length);
    strokes.forEach((stroke, index) => this.strokes.insert(stroke.key, stroke, toFront ? this.strokes.count : index));
    objects.forEach((object, index) => {
      const below = toFront ? this.strokes.count : 0;
      this.objects.insert(keyOf(object.name), { ...object, below }, toFront ? this.objects.count : index);
    });
    return { strokes: keys, objects: true };
  }

  private order(places: readonly { item: ItemRef; at: number; below: number }[], author: OutboxHandle): PageChange {
    const keys = places.map(({ item }) => keyIn(item, author));
    const strokes = keys.map((key) => this.strokes.get(key));
    const objects = keys.map((key) => this.objects.get(key));
    const set = new Set(keys);
    this.sink(this.strokes.remove(set));
    this.objects.remove(set);
    places.forEach(({ at, below }, index) => {
      const [key, stroke, object] = [keys[index]!, strokes[index], objects[index]];
      if (stroke && !this.strokes.get(key)) this.raise(this.strokes.insert(key, stroke, at), 1);
      if (object && !this.objects.get(key)) this.objects.insert(key, { ...object, below }, at);
    });
    return { strokes: keys, objects: true };
  }

  /** Strokes at these places, ascending, went: objects lie above fewer. */
  private sink(removed: readonly number[]): void {
    if (removed.length === 0) return;
    this.objects.changeAll((object) => {
      const fewer = countBelow(removed, object.below);
      return fewer === 0 ? object : { ...object, below: object.below - fewer };
    });
  }

  /** So many strokes came in at `place`: objects above it lie above more. */
  private raise(place: number, count: number): void {
    this.objects.changeAll((object) => (object.below > place ? { ...object, below: Math.min(object.below + count, 65_535) } : object));
  }
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

function refs(items: readonly ItemRef[]): { item: ItemRef }[] {
  return items.map((item) => ({ item }));
}

function withTransform({ transform: _, ...object }: PlacedObject, transform: PlacedObject["transform"]): PlacedObject {
  return transform ? { ...object, transform } : object;
}
