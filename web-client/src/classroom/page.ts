import { InkPageDecoder, type InkStrokeChunk } from "../wire/ink/index.js";
import type { EventStamp, ItemName, OutboxHandle, PageEvent, PageState, PlacedObject } from "../wire/index.js";
import { keyIn, keyOf, type ItemKey } from "./item-key.js";
import { laterFolds } from "./later-folds.js";
import { clear, cut, did, erase } from "./page-erase.js";
import { PageHistories } from "./page-history.js";
import { OrderedItems } from "./ordered-items.js";
import { cutStroke, OpenPageStroke, type PageStroke } from "./page-stroke.js";
import { strokesOf } from "./page-state.js";

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

export const nothingOnPage: PageChange = { strokes: [] };

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
  inverse: { author: OutboxHandle; counter: number } | undefined;

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

  /** A stroke, finished or being written. */
  stroke(key: ItemKey): PageStroke | undefined {
    return this.strokes.get(key) ?? this.open.find((stroke) => stroke.key === key);
  }

  /** Whether something is called so. */
  has(key: ItemKey): boolean {
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
      case "erased":
        did(this, stamp);
        return erase(this, event.items.map((item) => keyIn(item, author)));
      case "cut":
        did(this, stamp);
        return cut(this, event.cuts, author, cutStroke);
      case "cleared":
        did(this, stamp);
        return clear(this);
      case "undone":
        this.inverse = { author, counter };
        this.histories.undid(author, event.change);
        return nothingOnPage;
      case "redone":
        this.inverse = { author, counter };
        this.histories.redid(author, event.change);
        return nothingOnPage;
      default: return laterFolds().page(this, event, stamp);
    }
  }

  // --- strokes being written ---

  /** The stroke that `author` has open under `contact`. */
  openOf(author: OutboxHandle, contact: number): OpenPageStroke | undefined {
    return this.open.find((stroke) => stroke.contact === contact && stroke.name.outbox === author);
  }

  private begin(event: Extract<PageEvent, { kind: "strokeBegan" }>, { author, counter, time }: EventStamp): PageChange {
    const name: ItemName = { outbox: author, counter };
    if (this.openOf(author, event.contact) || this.has(keyOf(name))) return nothingOnPage;
    const stroke = new OpenPageStroke(name, event.contact, event.style, time);
    this.open.push(stroke);
    const change = this.continue(stroke, event.chunk);
    if (change === nothingOnPage) this.open.pop();
    return change;
  }

  private continue(stroke: OpenPageStroke | undefined, bytes: Uint8Array): PageChange {
    const chunk = stroke?.take(bytes);
    if (!stroke || !chunk) return nothingOnPage;
    const now = chunk.isLast ? this.close(stroke) : stroke;
    return { strokes: [stroke.key], ink: { stroke: now, chunk } };
  }

  private finish(stroke: OpenPageStroke | undefined): PageChange {
    if (!stroke) return nothingOnPage;
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
    if (!stroke) return nothingOnPage;
    this.open.splice(this.open.indexOf(stroke), 1);
    return { strokes: [stroke.key] };
  }
}
