import type { PageState, StrokeEntry, StrokeStyle } from "../wire/index.js";
import type { Page } from "./page.js";
import type { PageStroke } from "./page-stroke.js";

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
