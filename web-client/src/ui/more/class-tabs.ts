import { h } from "../element.js";
import type { PanelKind, RoomContext } from "../room-context.js";
import { say } from "../words.js";

/** From one view of the class to another, for those who moderate. */
export function classTabs(room: RoomContext, current: PanelKind): HTMLElement {
  const tabs = [["people", say("peopleTitle")], ["attendance", say("attendance")], ["pace", say("pace")]] as const;
  return h("nav", { class: "tabs", "aria-label": say("classViews") },
    ...tabs.map(([kind, name]) => h("button", { type: "button", class: "choice", "aria-current": kind === current ? "true" : undefined, onclick: () => kind !== current && room.toggle(kind) }, name)));
}
