import type { InkPageStroke } from "../wire/ink/index.js";
import { InkError, InkRule } from "../wire/ink/index.js";
import type { ItemName, OutboxHandle, PageState, StrokeEntry, StrokeStyle } from "../wire/index.js";
import { keyOf, type ItemKey } from "./item-key.js";
import type { Page } from "./page.js";
import type { PageStroke } from "./page-stroke.js";

/** The finished strokes of a snapshot with their ink. */
export function strokesOf(state: PageState, ink: readonly InkPageStroke[]): [ItemKey, PageStroke][] {
  if (ink.length !== state.strokes.length) throw new InkError(InkRule.badCount);
  let name: ItemName = { outbox: 0 as OutboxHandle, counter: 0 };
  let style: StrokeStyle = { tool: "pen", colour: { kind: "palette", index: 0 }, width: 1 };
  return state.strokes.map((entry, index) => {
    name = { outbox: entry.outbox ?? name.outbox, counter: name.counter + entry.step };
    style = entry.style ?? style;
    const { format, points, indices, sampleCount } = ink[index]!;
    const key = keyOf(name);
    const cuts = entry.cuts?.ranges ?? [];
    return [key, { key, name, style, transform: entry.transform, cuts, format, samples: points, indices, sampleCount, isOpen: false }];
  });
}

/** A page as a snapshot says it, with any `ink`. */
export function stateOf(page: Page, ink: Uint8Array): PageState {
  return {
    strokes: entriesOf(page.strokes.values),
    ink,
    open: page.open.map(({ name, contact, style, began, chunks }) => ({ name, contact, style, began, chunks })),
    objects: [...page.objects.values],
    histories: page.histories.state,
  };
}

/** The shortest entries: what is as in the entry before is left out; the first says all. */
function entriesOf(strokes: readonly PageStroke[]): StrokeEntry[] {
  let before: PageStroke | undefined;
  return strokes.map((stroke) => {
    const entry: StrokeEntry = { step: stroke.name.counter - (before?.name.counter ?? 0) };
    if (stroke.name.outbox !== before?.name.outbox) entry.outbox = stroke.name.outbox;
    if (!before || !isSameStyle(stroke.style, before.style)) entry.style = stroke.style;
    if (stroke.transform) entry.transform = stroke.transform;
    if (stroke.cuts.length > 0) entry.cuts = { ranges: [...stroke.cuts] };
    before = stroke;
    return entry;
  });
}

function isSameStyle(a: StrokeStyle, b: StrokeStyle): boolean {
  if (a.tool !== b.tool || a.width !== b.width) return false;
  const [one, other] = [a.colour, b.colour];
  if (one.kind === "palette") return other.kind === "palette" && one.index === other.index;
  return other.kind === "rgb" && one.rgb === other.rgb;
}
