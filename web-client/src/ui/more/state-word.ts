import type { ChangeState, Link } from "../../sync/lesson.js";
import { h } from "../element.js";
import { say } from "../words.js";

/** Says of an own change that it is not stored yet; nothing when it is. */
export function stateOf({ state }: { state: ChangeState }, link: Link): HTMLElement | false {
  if (state === "stored") return false;
  const isAway = link.kind === "offline" || link.kind === "reconnecting" || link.kind === "connecting";
  return h("span", { class: "quiet state" }, state === "refused" ? say("refusedTitle") : say(isAway ? "sentLater" : "sending"));
}
