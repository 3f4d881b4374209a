import type { InkPageStroke } from "../wire/ink/index.js";
import { InkError, InkRule } from "../wire/ink/index.js";
import type { ItemName, OutboxHandle, PageState, StrokeStyle } from "../wire/index.js";
import { keyOf, type ItemKey } from "./item-key.js";
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
